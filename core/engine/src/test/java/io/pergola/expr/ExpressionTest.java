package io.pergola.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.expr.VariableReference.Selection;
import io.pergola.json.Json;
import io.pergola.model.Value;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ExpressionTest {

    @Test
    void oneExpressionGivesEachScopeItsOwnValue() {
        Expression expression = Expression.parse("n * 2");
        Scope[] scopes = {Scopes.of("n", "7"), Scopes.of("n", "2.5"), Scopes.of("n", "True")};
        Value[] values = {Value.of(14), Value.of(5.0), Value.of(2)};
        for (int i = 0; i < 9; i++) {
            assertEquals(values[i % 3], expression.evaluate(scopes[i % 3], Functions.builtIn()));
        }
    }

    private static final Scope SCOPE =
            Scopes.of("i", "7", "j", "2", "l", "1|2|3", "s", "abc", "nodes", "n1|n2", "not1x", "5");
    private static final Functions FUNCTIONS = Functions.builtIn();

    private static Value evaluate(String text) {
        return Expression.parse(text).evaluate(SCOPE, FUNCTIONS);
    }

    private static Value json(String text) {
        return Json.read(text);
    }

    private static void gives(String json, String text) {
        assertEquals(json(json), evaluate(text));
    }

    /** Checks the message and which part of the text it marks. */
    private static ExpressionException fails(String text, String marked, String... words) {
        var e = assertThrows(ExpressionException.class, () -> evaluate(text));
        assertEquals(marked, text.substring(e.start(), e.end()), e::toString);
        for (String word : words) {
            assertTrue(String.valueOf(e.getMessage()).contains(word), e::toString);
        }
        return e;
    }

    @Nested
    class Lexing {

        @Test
        void dotsBetweenNamesAndNumbersAreReadByWhatStandsAround() {
            gives("\"12\"", "1..2");
            gives("\"1.52\"", "1.5..2");
            gives("\"10\"", "l..0");
            gives("\"20\"", "l.1..0");
            gives("\"abc7\"", "s..i");
        }

        @Test
        void keywordsEndWithTheirLetters() {
            gives("false", "not1");
            gives("true", "1 or0");
            fails("notx", "notx", "no variable");
            fails("True1", "1", "operator is missing");
        }

        @Test
        void onlySpacesSeparateButAnythingBlankMayEnd() {
            gives("9", " i  +  j \t\r\n");
            fails("i\t+ j", "\t", "Only spaces");
        }

        @Test
        void textsKeepTheirBackslashes() {
            assertEquals(Value.of("a\\\"b\\n"), evaluate("\"a\\\"b\\n\""));
            fails("i .. \"abc", "\"abc", "never closed");
        }

        @Test
        void numbersHaveDigitsOnly() {
            fails("1_000", "1_000");
            fails("1e3", "1e3");
            fails("0x1F", "0x1F");
        }

        @Test
        void strangersAreExplained() {
            assertEquals(
                    "texts stand in double quotes", fails("'a'", "'").help().orElse(""));
            assertEquals("to compare, write ==", fails("i = 7", "=").help().orElse(""));
            fails("i + \ud83d\ude00", "\ud83d\ude00");
        }
    }

    @Nested
    class Precedence {

        @Test
        void levelsBindFromOrToSigns() {
            gives("true", "False or True and not 1 > 2 + 3 * 4 ^ 1 .. 0");
            gives("4", "-2 ^ 2");
            gives("144", "1 .. 2 ^ 2");
            gives("-3", "1 - 0 .. 4");
            gives("22", "i + j * 2 ^ 3 - 1");
        }

        @Test
        void comparisonsChain() {
            gives("false", "1 < 3 < 2");
            gives("[true, false]", "[1, 5] < 3 < [4, 4]");
        }

        @Test
        void whatMayStandOnlyOnceSaysSo() {
            fails("2 ^ 3 ^ 2", "^", "cannot follow");
            fails("not not i", "not", "cannot follow");
            fails("1 + not i", "not");
        }

        @Test
        void everyOperandIsEvaluated() {
            fails("True or 1 // 0", "//", "Division by zero");
        }
    }

    @Nested
    class Syntax {

        @Test
        void bracketsMustMatch() {
            fails("i + (j", "(", "never closed");
            fails("[1, 2", "[", "never closed");
            fails("len(s", "len(", "never closed");
            fails("l[0", "[", "never closed");
            fails("i)", ")", "no \"(\"");
            fails("i]", "]", "no \"[\"");
        }

        @Test
        void valuesMustNotBeMissing() {
            fails("i +", "+", "ends where a value should follow");
            fails("* 2", "*", "value is missing");
            fails("[1,,2]", ",", "value is missing");
            fails("   ", "", "empty");
            gives("\"\"", "");
        }

        @Test
        void operatorsMustNotBeMissing() {
            fails("i j", "j", "operator is missing");
            fails("\"a\" \"b\"", "\"b\"", "operator is missing");
        }

        @Test
        void indexesAndSlicesHaveTheirForm() {
            fails("l[]", "[]", "need an index");
            fails("l[1:2:3]", ":", "one colon");
            fails("l.-1", ".", "must follow the dot");
            fails("[1, 2][0]", "[", "can be indexed");
            fails("i . 0", ".", "without a space");
        }
    }

    @Nested
    class Variables {

        @Test
        void oneItemIsConvertedAndListsAreNot() {
            gives("2", "l[1]");
            gives("3", "l[-1]");
            gives("[\"1\", \"2\", \"3\"]", "l.*");
            gives("[\"2\", \"3\"]", "l[j - 1:]");
            gives("[]", "l[2:1]");
        }

        @Test
        void wrongIndexesAreMarked() {
            fails("1 + l.9", "l.9", "index 9 is out of range", "3 items");
            fails("l[0:9]", "l[0:9]", "ends at 9");
            fails("l[\"x\"]", "l[\"x\"]", "not a number");
            fails("l[0.5]", "l[0.5]", "whole number");
            fails("l.99999999999999999999999", "l.99999999999999999999999", "out of range");
        }

        @Test
        void unknownNamesGetTheNearest() {
            assertEquals("did you mean \"nodes\"?", fails("node", "node").help().orElse(""));
            assertEquals(
                    "did you mean \"round\"?",
                    fails("i + ruond(1)", "ruond").help().orElse(""));
            fails("sys.i", "sys.i", "sys.i");
            fails("var", "var", "set of variables");
            fails("i.a.b", "i.a.b", "too many parts");
        }

        @Test
        void deferredOnesSayWhichTheyAre() {
            Scope scope = (set, name) -> java.util.Optional.of(new Variable.Deferred());
            Expression expression = Expression.parse("1 + sys.host_name.0");
            var e = assertThrows(DeferredException.class, () -> expression.evaluate(scope, FUNCTIONS));
            assertEquals(new VariableReference("sys", "host_name", Selection.ONE, null, 4, 19), e.reference());
        }

        @Test
        void referencesAreDistinctAndInOrderOfFirstUse() {
            assertEquals(
                    List.of(
                            new VariableReference(null, "b", Selection.NONE, null, 0, 1),
                            new VariableReference("sched", "a", Selection.MANY, "x", 4, 15),
                            new VariableReference(null, "l", Selection.ONE, null, 22, 26),
                            new VariableReference(null, "k", Selection.NONE, null, 24, 25)),
                    Expression.parse("b + sched.a.*.x + b * l[k] - k").references());
        }
    }

    @Nested
    class Results {

        private static final Value.Entries RESULTS = (Value.Entries) Json.read("""
                {"t": [3.5, "2.5", null, 1], "m": {"b": {"v": "2"}, "a": {"v": 1}, "c": {}}, "n": null,
                 "deep": {"x": [{"y": "True"}]}, "digits": {"7": "seven"}}""");

        private static Value evaluate(String text) {
            return Expression.parse(text).evaluateResults(RESULTS, FUNCTIONS);
        }

        @Test
        void pathsLeadThroughMappingsListsAndStars() {
            assertEquals(json("[1, 2]"), evaluate("m.*.v"));
            assertEquals(json("true"), evaluate("deep.x.0.y"));
            assertEquals(json("[true]"), evaluate("deep.x.*.y"));
            assertEquals(json("\"seven\""), evaluate("digits.7"));
        }

        @Test
        void indexesAndSlicesWorkAndCountWithoutNulls() {
            assertEquals(json("2.5"), evaluate("t[1]"));
            assertEquals(json("1"), evaluate("t.2"));
            assertEquals(json("1"), evaluate("t[-1]"));
            assertEquals(json("[2.5, 1]"), evaluate("t[1:9]"));
            assertEquals(json("3.5"), evaluate("t[len(t) - 3]"));
        }

        @Test
        void whatIsMissingIsMarked() {
            String text = "1 + m.*.nope";
            var e = assertThrows(ExpressionException.class, () -> evaluate(text));
            assertEquals("m.*.nope", text.substring(e.start(), e.end()));
            assertThrows(ExpressionException.class, () -> evaluate("t[9]"));
            assertThrows(ExpressionException.class, () -> evaluate("m[0]"));
            assertThrows(ExpressionException.class, () -> evaluate("m.*.*"));
            assertThrows(ExpressionException.class, () -> evaluate("n.x"));
        }

        @Test
        void pathsAreListedForOrdering() {
            assertEquals(
                    List.of(List.of("a", "b", "c"), List.of("l", "0", "x"), List.of("m", "*", "v"), List.of("k")),
                    Expression.parse("a.b.c + l[0].x .. m.*.v - m[k].v * a.b.c").paths());
        }
    }
}
