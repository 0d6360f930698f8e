package io.pergola.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.expr.Parameter.Kind;
import io.pergola.json.Json;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class FunctionsTest {

    private static final Functions FUNCTIONS = Functions.builtIn();
    private static final Value.Entries RESULTS = (Value.Entries) Json.read("""
            {"m": {"b": 2, "a": "x", "c": null, "d": [1], "e": true}, "p": {"x": {"v": 3}, "y": {"v": 1}, "z": {}},
             "big": {"zz": 1, "\ud83d\ude00": 2, "\uffee": 3}}""");

    private static Value evaluate(String text) {
        return Expression.parse(text).evaluateResults(RESULTS, FUNCTIONS);
    }

    private static ExpressionException fails(String text, String word) {
        var e = assertThrows(ExpressionException.class, () -> evaluate(text));
        assertTrue(String.valueOf(e.getMessage()).contains(word), e::toString);
        return e;
    }

    @Nested
    class Listing {

        @Test
        void namesAllWithSignatures() {
            List<FunctionInfo> all = FUNCTIONS.all();
            assertEquals(
                    "all any avg ceil floor high_pass_filter int keys len log low_pass_filter max min outliers random range"
                            + " re_search replace round round_dig sqrt sum",
                    String.join(" ", all.stream().map(FunctionInfo::name).toList()));
            assertTrue(all.stream().anyMatch(info -> info.signature().equals("round_dig(val: float, places: int)")));
            assertTrue(all.stream().anyMatch(info -> info.signature()
                    .equals("high_pass_filter(mapping: mapping, limit: num, item_key: str?)")));
            assertTrue(all.stream().noneMatch(info -> info.description().isBlank()));
        }
    }

    @Nested
    class ASource {

        private final List<String> asked = new ArrayList<>();

        private final Functions more = FUNCTIONS.behind(new FunctionSource() {
            @Override
            public Optional<ExpressionFunction> find(String name) {
                asked.add(name);
                return name.equals("twice") ? Optional.of(new Plugins.Twice()) : Optional.empty();
            }

            @Override
            public Collection<ExpressionFunction> all() {
                return List.of(new Plugins.Twice());
            }

            @Override
            public String missing() {
                return "a jar is broken";
            }
        });

        @Test
        void isAskedOnlyForNamesThatTheLanguageDoesNotHave() {
            assertEquals(Value.of(4), Expression.parse("len(\"four\")").evaluate(Scopes.EMPTY, more));
            assertEquals(List.of(), asked);
            assertEquals(Value.of("abab"), Expression.parse("twice(\"ab\")").evaluate(Scopes.EMPTY, more));
            assertEquals(List.of("twice"), asked);
        }

        @Test
        void isHeldToTheTypesThatItsFunctionsDeclare() {
            var e = assertThrows(ExpressionException.class, () -> Expression.parse("2 * twice()")
                    .evaluate(Scopes.EMPTY, more));
            assertEquals(4, e.start());
            assertTrue(e.help().orElse("").startsWith("it is called as twice("), e::toString);
        }

        @Test
        void isListedAndSuggestedWithWhatIsAmiss() {
            assertEquals(23, more.all().size());
            var e = assertThrows(ExpressionException.class, () -> Expression.parse("twise(1)")
                    .evaluate(Scopes.EMPTY, more));
            assertEquals("did you mean \"twice\"? a jar is broken", e.help().orElse(""));
        }
    }

    @Nested
    class Plugins {

        @Test
        void areCalledLikeTheBuiltInOnes() {
            Functions more = FUNCTIONS.with(List.of(new Plugins.Twice()));
            assertEquals(Value.of("abab"), Expression.parse("twice(\"ab\")").evaluate(Scopes.EMPTY, more));
            assertEquals(Value.of(77), Expression.parse("twice(7)").evaluate(Scopes.EMPTY, more));
            var e = assertThrows(ExpressionException.class, () -> Expression.parse("1 + twice(\"\")")
                    .evaluate(Scopes.EMPTY, more));
            assertEquals(4, e.start());
            assertEquals("Nothing to repeat", e.getMessage());
            assertEquals(23, more.all().size());
        }

        private static final class Twice implements ExpressionFunction {

            @Override
            public String name() {
                return "twice";
            }

            @Override
            public List<Parameter> parameters() {
                return List.of(Parameter.of("text", Kind.STR));
            }

            @Override
            public String description() {
                return "The text two times.";
            }

            @Override
            public Value call(List<Value> arguments) {
                String text = Printing.print(arguments.getFirst());
                if (text.isEmpty()) {
                    throw new ArgumentException("Nothing to repeat");
                }
                return Value.of(text + text);
            }
        }
    }

    @Nested
    class Arguments {

        @Test
        void areCountedAndTheSignatureShown() {
            var e = fails("1 + round()", "round takes 1 argument, not 0");
            assertEquals("it is called as round(val: float)", e.help().orElse(""));
            assertEquals(4, e.start());
            assertEquals(11, e.end());
            fails("keys(m, m)", "takes 1 argument, not 2");
            fails("high_pass_filter(m)", "takes 2 to 3 arguments, not 1");
        }

        @Test
        void areConverted() {
            assertEquals(Value.of(3), evaluate("round(\"2.7\")"));
            assertEquals(Value.of(0), evaluate("round(\"False\")"));
            assertEquals(Json.read("[0, 1]"), evaluate("range(0.9, 2.9)"));
            fails("range(0, \"1.5\")", "\"end\": A whole number is needed");
            fails("sum(5)", "\"values\": a list is needed");
            fails("replace([1], 1, 1)", "\"string\": A text is needed here, not a list");
            fails("keys([1])", "mapping is needed");
        }
    }

    @Nested
    class Mappings {

        @Test
        void areFilteredByTheirNumbers() {
            assertEquals(Json.read("{\"x\": {\"v\": 3}}"), evaluate("high_pass_filter(p, 2, \"v\")"));
            assertEquals(Json.read("{\"y\": {\"v\": 1}}"), evaluate("low_pass_filter(p, 2, \"v\")"));
            fails("high_pass_filter(p, 2)", "item_key");
            fails("high_pass_filter(m, 2)", "not a number");
        }

        @Test
        void haveKeysInTheOrderOfCodePoints() {
            assertEquals(Json.read("[\"zz\", \"\\uffee\", \"\\ud83d\\ude00\"]"), evaluate("keys(big)"));
        }

        @Test
        void ofOutliersNeedAsManyNamesAndSomeSpread() {
            assertEquals(
                    Json.read("[\"d\"]"),
                    evaluate("keys(outliers([1, 2, 3, 100], [\"a\", \"b\", \"c\", \"d\"], 1.5))"));
            fails("outliers([1, 1], [\"a\", \"b\"], 1.0)", "All values are the same");
            fails("outliers([1, 2], [\"a\"], 1.0)", "as many names");
        }
    }

    @Nested
    class Texts {

        @Test
        void areReplacedByCharacters() {
            assertEquals(Value.of("-\ud83d\ude00-"), evaluate("replace(\"\ud83d\ude00\", \"\", \"-\")"));
            assertEquals(Value.of("ba"), evaluate("replace(\"aaa\", \"aa\", \"b\")"));
            assertEquals(Value.of(1), evaluate("len(\"\ud83d\ude00\")"));
        }

        @Test
        void thatReadAsNumbersBecomeThem() {
            assertEquals(Value.of(12), evaluate("re_search(\"\\d+\", \"a12b34\")"));
            assertEquals(Value.of(""), evaluate("re_search(\"(x)?b\", \"ab\")"));
            fails("re_search(\"[\", \"a\")", "\"regex\"");
        }
    }

    @Nested
    class Logarithms {

        @Test
        void ofHugeNumbersWork() {
            assertEquals(Value.of(100_000.0), evaluate("log(2 ^ 100000, 2)"));
            fails("log(0, 2)", "above zero");
            fails("log(0 - 2 ^ 5000, 2)", "");
            fails("log(10, 1)", "cannot be 1");
        }
    }
}
