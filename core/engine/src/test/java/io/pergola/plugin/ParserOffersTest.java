package io.pergola.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.spi.OptionException;
import io.pergola.spi.OptionValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Parsers of results in jars. */
class ParserOffersTest extends CatalogFixture {

    private static final String PLAIN = "return new Search();";
    private static final OptionValues NOTHING = new OptionValues(Map.of());

    private static TestJar parser(String id, String info, String search) {
        return TestJar.plugin(id)
                .source("site." + id + ".Parser", """
            package site.%1$s;
            import io.pergola.spi.*;
            import java.util.*;
            public class Parser implements ResultParser {
                @Override public ResultParserInfo info() {
                    return new ResultParserInfo(%2$s);
                }
                @Override public ResultSearch search(OptionValues options) { %3$s }
                static class Search implements ResultSearch {
                    @Override public String looksFor() { return "it"; }
                    @Override public SearchOutcome find(ResultLines lines, ValueSink values) { return SearchOutcome.done(); }
                }
            }
            """.formatted(id, info, search))
                .index("site." + id + ".Parser");
    }

    private static String named(String name) {
        return "\"" + name + "\", \"A test.\", List.of()";
    }

    private PluginCatalog quick() {
        return PluginCatalog.load(
                List.of(strong(), weak()),
                Set.of(),
                SHORT,
                new BuiltInNames(Set::of, Set::of, () -> Set.of("regex"), Set::of));
    }

    private LoadedParser only() {
        return quick().parser("p").orElseThrow();
    }

    private void assertBroken(String what) {
        Problem problem = quick().plugins().getFirst().problems().getFirst();
        assertTrue(problem.isError() && problem.what().contains(what), problem.toString());
    }

    @Test
    void isListedWithItsJar() {
        Path jar = parser("a", named("p"), PLAIN).write(strong().resolve("a.jar"));
        PluginCatalog catalog = quick();
        LoadedParser loaded = catalog.parser("p").orElseThrow();
        assertEquals(jar, loaded.jar());
        assertEquals("a 1.2", loaded.plugin() + " " + loaded.version());
        assertEquals("it", loaded.search(NOTHING).looksFor());
        assertEquals(List.of("p"), catalog.plugins().getFirst().parsers());
        assertEquals(
                List.of("p"),
                catalog.parsers().stream().map(each -> each.info().name()).toList());
    }

    @Test
    void mayRefuseItsOptions() {
        parser("a", named("p"), "throw new OptionException(\"x\", \"not that\");")
                .write(strong().resolve("a.jar"));
        var failure = assertThrows(OptionException.class, () -> only().search(NOTHING));
        assertEquals("x not that", failure.option() + " " + failure.getMessage());
    }

    @Test
    void thatThrowsNamesPluginAndJarAndMendInOneLine() {
        Path jar = parser("a", named("p"), "throw new IllegalStateException(\"oh\\n  no\");")
                .write(strong().resolve("a.jar"));
        var failure = assertThrows(PluginException.class, () -> only().search(NOTHING));
        assertTrue(
                message(failure)
                        .startsWith("the result parser p of the plugin a 1.2 (" + jar + ") is broken: search() failed:"
                                + " java.lang.IllegalStateException: oh no (site.a.Parser.search("),
                message(failure));
        assertEquals(1, message(failure).lines().count());
    }

    @Test
    void thatMakesNothingIsBroken() {
        parser("a", named("p"), "return null;").write(strong().resolve("a.jar"));
        assertTrue(message(assertThrows(PluginException.class, () -> only().search(NOTHING)))
                .contains("search() returned null"));
    }

    @Test
    void thatHangsIsLeftBehindAndNotCalledAgain() {
        parser("a", named("p"), HANG + PLAIN).write(strong().resolve("a.jar"));
        LoadedParser parser = only();
        var first = assertThrows(PluginException.class, () -> parser.search(NOTHING));
        assertTrue(message(first).contains("search() did not come back within 300 ms"), message(first));
        assertEquals(first, assertThrows(PluginException.class, () -> parser.search(NOTHING)));
    }

    @Test
    void withAnImpossibleNameOrOptionMakesItsJarUseless() {
        parser("a", named("No-Name"), PLAIN).write(strong().resolve("a.jar"));
        assertBroken("A parser's name is made of lower-case letters, digits and _: 'No-Name'");
        parser(
                        "a",
                        "\"p\", \"A test.\", List.of(new OptionKey(\"files\", OptionKey.Type.LIST, List.of(), \"Files.\"))",
                        PLAIN)
                .write(strong().resolve("a.jar"));
        assertBroken("The parser p cannot have the option files: all parsers have that argument");
    }

    @Test
    void ofTheNameOfOneOfPergolaIsRefused() {
        parser("a", named("regex"), PLAIN).write(strong().resolve("a.jar"));
        assertBroken("it offers the result parser regex, and Pergola has that itself");
        assertTrue(quick().parser("regex").isEmpty());
    }

    @Test
    void thatTwoJarsOfOneDirectoryOfferBelongsToNeither() {
        parser("a", named("p"), PLAIN).write(strong().resolve("a.jar"));
        parser("b", named("p"), PLAIN).write(strong().resolve("b.jar"));
        assertTrue(quick().parser("p").isEmpty());
        assertBroken("b.jar beside it has the result parser p too");
    }

    @Test
    void mayBeDisabledAndMayBeAllThatItsJarOffers() {
        parser("a", named("p"), PLAIN).manifest("Plugin-Offers", "parser").write(strong().resolve("a.jar"));
        assertTrue(quick().function("p").isEmpty());
        assertTrue(quick().parser("p").isPresent());
        PluginCatalog without = PluginCatalog.load(List.of(strong()), Set.of("result.p"));
        assertTrue(without.parser("p").isEmpty());
        assertEquals(List.of(), without.problems());
    }

    @Test
    void mayReadLongerThanItMayBeSilent() {
        parser("a", named("p"), PLAIN).write(strong().resolve("a.jar"));
        var second = Duration.ofSeconds(1);
        LoadedParser parser = with(new PluginLimits(second, second, second.multipliedBy(20)));
        long beats = parser.read(beat -> {
            long until = System.nanoTime() + 2 * second.toNanos();
            long count = 0;
            while (System.nanoTime() < until) {
                beat.run();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                count++;
            }
            return count;
        });
        assertTrue(beats > 10, "it beat " + beats + " times");
    }

    @Test
    void isStoppedWhenItIsSilentOrAFileTakesTooLong() {
        parser("a", named("p"), PLAIN).write(strong().resolve("a.jar"));
        var silent = assertThrows(PluginException.class, () -> only().read(_ -> endless(() -> {})));
        assertTrue(message(silent).contains("find() did not come back within 300 ms"), message(silent));
        var limits = new PluginLimits(Duration.ofSeconds(20), SHORT.call(), Duration.ofMillis(900));
        LoadedParser busy = with(limits);
        var slow = assertThrows(PluginException.class, () -> busy.read(ParserOffersTest::endless));
        assertTrue(message(slow).contains("find() did not come back within 900 ms"), message(slow));
    }

    private LoadedParser with(PluginLimits limits) {
        return PluginCatalog.load(List.of(strong()), Set.of(), limits, BuiltInNames.NONE)
                .parser("p")
                .orElseThrow();
    }

    private static String endless(Runnable beat) {
        while (!Thread.currentThread().isInterrupted()) {
            beat.run();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return "";
    }
}
