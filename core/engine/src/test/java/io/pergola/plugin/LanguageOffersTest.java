package io.pergola.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.spi.ExpressionFunction;
import io.pergola.spi.FunctionException;
import io.pergola.spi.SystemVariable;
import io.pergola.spi.VariableContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Functions and system variables in jars. */
class LanguageOffersTest extends CatalogFixture {

    private static TestJar function(String id, String name, String body) {
        return function(id, name, body, "");
    }

    private static TestJar function(String id, String name, String body, String constructor) {
        return TestJar.plugin(id)
                .source("site." + id + ".Function", """
            package site.%1$s;
            import io.pergola.model.Value;
            import io.pergola.spi.*;
            import java.util.*;
            public class Function implements ExpressionFunction {
                public Function() { %4$s }
                @Override public String name() { return "%2$s"; }
                @Override public String description() { return "A test."; }
                @Override public List<FunctionParameter> parameters() {
                    return List.of(FunctionParameter.of("x", FunctionParameter.Type.INT));
                }
                @Override public Value call(List<Value> given) { %3$s }
            }
            """.formatted(id, name, body, constructor))
                .index("site." + id + ".Function");
    }

    private static TestJar variable(String id, String name, String body) {
        return TestJar.plugin(id)
                .source("site." + id + ".Variable", """
            package site.%1$s;
            import io.pergola.model.Value;
            import io.pergola.spi.*;
            import java.util.*;
            public class Variable implements SystemVariable {
                @Override public String name() { return "%2$s"; }
                @Override public String description() { return "A test."; }
                @Override public boolean deferred() { return true; }
                @Override public Value value(VariableContext context) { %3$s }
            }
            """.formatted(id, name, body))
                .index("site." + id + ".Variable");
    }

    private PluginCatalog quick(BuiltInNames builtIn) {
        return PluginCatalog.load(List.of(strong(), weak()), Set.of(), SHORT, builtIn);
    }

    private ExpressionFunction only(String name) {
        return quick(BuiltInNames.NONE).function(name).orElseThrow().function();
    }

    private SystemVariable variable() {
        return quick(BuiltInNames.NONE).variable("v").orElseThrow().variable();
    }

    private static VariableContext world() {
        return new VariableContext(context().commands(), InstantSource.system(), Map.of());
    }

    private void assertBroken(String what, Problem problem) {
        assertTrue(problem.isError() && problem.what().contains(what), problem.toString());
        assertTrue(problem.what().contains(strong().toString()), problem.toString());
        assertFalse(problem.help().orElse("").isEmpty());
    }

    @Nested
    class AFunction {

        @Test
        void isCalledAndListed() {
            Path jar = function("a", "twice", "return Value.of(14);").write(strong().resolve("a.jar"));
            PluginCatalog catalog = catalog();
            LoadedFunction loaded = catalog.function("twice").orElseThrow();
            assertEquals(Value.of(14), loaded.function().call(List.of(Value.of(7))));
            assertEquals(jar, loaded.jar());
            assertEquals(
                    List.of("twice"),
                    catalog.functions().stream()
                            .map(each -> each.function().name())
                            .toList());
            assertEquals(List.of("twice"), catalog.plugins().getFirst().functions());
        }

        @Test
        void mayRefuseItsArguments() {
            function("a", "f", "throw new FunctionException(\"Not that\");").write(strong().resolve("a.jar"));
            var failure = assertThrows(FunctionException.class, () -> only("f").call(List.of()));
            assertEquals("Not that", failure.getMessage());
        }

        @Test
        void thatThrowsNamesPluginAndJarAndMend() {
            Path jar = function("a", "f", "throw new IllegalStateException(\"oh\");")
                    .write(strong().resolve("a.jar"));
            var failure = assertThrows(PluginException.class, () -> only("f").call(List.of()));
            assertTrue(
                    message(failure)
                            .startsWith("the function f of the plugin a 1.2 (" + jar + ") is broken: call() failed:"
                                    + " java.lang.IllegalStateException: oh"),
                    message(failure));
            assertTrue(message(failure).endsWith(Faults.TELL_THE_AUTHOR), message(failure));
            assertInGuide("is broken");
        }

        @Test
        void thatReturnsNullIsBroken() {
            function("a", "f", "return null;").write(strong().resolve("a.jar"));
            var failure = assertThrows(PluginException.class, () -> only("f").call(List.of()));
            assertTrue(message(failure).contains("call() returned null"), message(failure));
        }

        @Test
        void thatHangsIsLeftBehindAndNotCalledAgain() {
            function("a", "f", HANG + " return Value.NULL;").write(strong().resolve("a.jar"));
            ExpressionFunction function = only("f");
            var first = assertThrows(PluginException.class, () -> function.call(List.of()));
            assertTrue(message(first).contains("call() did not come back within 300 ms"), message(first));
            var second = assertThrows(PluginException.class, () -> function.call(List.of()));
            assertEquals(first, second);
        }

        @Test
        void withAnImpossibleNameMakesItsJarUseless() {
            function("a", "no name", "return Value.NULL;").write(strong().resolve("a.jar"));
            assertBroken(
                    "site.a.Function.name() is 'no name', which nobody could call",
                    catalog().plugins().getFirst().problems().getFirst());
            assertInGuide("which nobody could call");
        }
    }

    @Nested
    class AVariable {

        @Test
        void isAskedForItsValue() {
            variable("a", "v", "return Value.ofTexts(List.of(\"x\", \"y\"));").write(strong().resolve("a.jar"));
            SystemVariable variable = variable();
            assertTrue(variable.deferred());
            assertEquals(Value.ofTexts(List.of("x", "y")), variable.value(world()));
        }

        @Test
        void thatNoVariableCanBeIsBroken() {
            variable("a", "v", "return new Value.Items(List.of(Value.of(1), Value.ofTexts(List.of())));")
                    .write(strong().resolve("a.jar"));
            var failure = assertThrows(PluginException.class, () -> variable().value(world()));
            assertTrue(message(failure).contains("value() returned something other than a text"), message(failure));
            assertInGuide("something other than a text");
        }

        @Test
        void whoseItemsHaveOtherPartsIsBroken() {
            variable("a", "v", "return new Value.Items(List.of(Value.of(1), Value.of(Map.of(\"k\", Value.of(1)))));")
                    .write(strong().resolve("a.jar"));
            var failure = assertThrows(PluginException.class, () -> variable().value(world()));
            assertTrue(message(failure).contains("do not have the same parts"), message(failure));
        }

        @Test
        void thatHangsIsLeftBehind() {
            variable("a", "v", HANG + " return Value.NULL;").write(strong().resolve("a.jar"));
            var failure = assertThrows(PluginException.class, () -> variable().value(world()));
            assertTrue(message(failure).contains("value() did not come back within 300 ms"), message(failure));
        }
    }

    @Nested
    class Names {

        @Test
        void ofPergolaItselfCannotBeTaken() {
            function("a", "len", "return Value.NULL;").write(strong().resolve("a.jar"));
            variable("b", "user", "return Value.NULL;").write(strong().resolve("b.jar"));
            PluginCatalog catalog =
                    quick(new BuiltInNames(() -> Set.of("len"), () -> Set.of("user"), Set::of, Set::of));
            assertTrue(catalog.function("len").isEmpty());
            assertTrue(catalog.variable("user").isEmpty());
            assertBroken(
                    "it offers the function len, and Pergola has that itself",
                    catalog.problems().getFirst());
            assertBroken(
                    "it offers the system variable user, and Pergola",
                    catalog.problems().getLast());
            assertInGuide("and Pergola has that itself");
        }

        @Test
        void thatTwoJarsOfOneDirectoryOfferBelongToNeither() {
            function("a", "f", "return Value.of(1);").write(strong().resolve("a.jar"));
            function("b", "f", "return Value.of(2);").write(strong().resolve("b.jar"));
            PluginCatalog catalog = catalog();
            assertTrue(catalog.function("f").isEmpty());
            assertBroken(
                    "b.jar beside it has the function f too", catalog.problems().getFirst());
        }

        @Test
        void areTheStrongerDirectorysThoughItsJarIsOpenedLater() {
            function("a", "f", "return Value.of(1);")
                    .manifest("Plugin-Offers", "function")
                    .write(strong().resolve("a.jar"));
            function("b", "f", "return Value.of(2);").write(weak().resolve("b.jar"));
            PluginCatalog catalog = catalog();
            assertEquals(Map.of(), catalog.schedulers());
            assertEquals(
                    Value.of(1), catalog.function("f").orElseThrow().function().call(List.of()));
        }

        @Test
        void mayBeDisabledOneByOne() {
            function("a", "f", "return Value.of(1);").write(strong().resolve("a.jar"));
            variable("b", "v", "return Value.of(1);").write(strong().resolve("b.jar"));
            PluginCatalog catalog = PluginCatalog.load(List.of(strong()), Set.of("function.f", "sys.v"));
            assertTrue(catalog.function("f").isEmpty());
            assertTrue(catalog.variable("v").isEmpty());
            assertEquals(List.of(), catalog.problems());
        }
    }

    @Nested
    class AJarThatSaysWhatItOffers {

        @Test
        void isOpenedForNothingElse() {
            Path mark = home.resolve("ran");
            function(
                            "a",
                            "f",
                            "return Value.of(1);",
                            "try { java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + mark
                                    + "\")); } catch (java.io.IOException e) { throw new IllegalStateException(e); }")
                    .manifest("Plugin-Offers", "function, variable")
                    .write(strong().resolve("a.jar"));
            PluginCatalog catalog = catalog();
            assertEquals(Map.of(), catalog.schedulers());
            assertFalse(Files.exists(mark));
            assertTrue(catalog.function("f").isPresent());
            assertTrue(Files.exists(mark));
        }

        @Test
        void mustSayAll() {
            function("a", "f", "return Value.of(1);")
                    .manifest("Plugin-Offers", "variable")
                    .write(strong().resolve("a.jar"));
            assertBroken(
                    "it offers the function f, which its Plugin-Offers 'variable' does not list",
                    catalog().plugins().getFirst().problems().getFirst());
            assertInGuide("which its Plugin-Offers");
        }

        @Test
        void mustSayWhatThereIs() {
            function("a", "f", "return Value.of(1);")
                    .manifest("Plugin-Offers", "functions")
                    .write(strong().resolve("a.jar"));
            assertBroken(
                    "its Plugin-Offers 'functions' lists something that no plugin can offer",
                    catalog().plugins().getFirst().problems().getFirst());
            assertInGuide("lists something that no plugin can offer");
        }
    }
}
