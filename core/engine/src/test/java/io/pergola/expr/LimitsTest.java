package io.pergola.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Value;
import org.junit.jupiter.api.Test;

/** What would exhaust memory, stack or patience is an error with a message. */
final class LimitsTest {

    private static Value evaluate(String text) {
        return Expression.parse(text).evaluate(Scopes.of("l", "a" + "|a".repeat(99)), Functions.builtIn());
    }

    private static void refused(String text, String word) {
        var e = assertThrows(ExpressionException.class, () -> evaluate(text));
        assertTrue(String.valueOf(e.getMessage()).contains(word), e::toString);
    }

    @Test
    void nestingIsBoundedAndTwoHundredLevelsWork() {
        assertEquals(Value.of(1), evaluate("(".repeat(200) + "1" + ")".repeat(200)));
        for (String open : new String[] {"(", "[", "len(", "l["}) {
            refused(open.repeat(201) + "1", "nested");
            refused(open.repeat(100_000), "nested");
        }
    }

    @Test
    void longFlatExpressionsAreFine() {
        assertEquals(Value.of(100_001), evaluate("1" + " + 1".repeat(100_000)));
        assertEquals(Value.of(-1), evaluate("-".repeat(100_001) + "1"));
        assertEquals(Value.of(false), evaluate("1" + " < 1".repeat(10_000)));
        assertEquals(
                10_000,
                Expression.parse("l" + " .. l".repeat(9_999)).references().size() + 9_999);
    }

    @Test
    void numbersAreBounded() {
        refused("9 ^ (9 ^ 9)", "binary digits");
        refused("2 ^ 200000", "binary digits");
        refused("2 ^ (2 ^ 100)", "binary digits");
        refused("(2 ^ 100000) * (2 ^ 100000)", "binary digits");
        refused("1".repeat(50_000), "digits");
        assertEquals(Value.of(1), evaluate("1 ^ (2 ^ 100)"));
        assertEquals(Value.of(1), evaluate("(0 - 1) ^ (2 ^ 100)"));
        assertEquals(Value.of("0" + "1".repeat(50_000)), evaluate("\"0" + "1".repeat(50_000) + "\" .. \"\""));
    }

    @Test
    void listsAndTextsAreBounded() {
        refused("range(0, 10 ^ 12)", "items");
        refused("range(0 - 10 ^ 40, 10 ^ 40)", "items");
        String text = "\"" + "x".repeat(10_000) + "\"";
        refused("replace(" + text + ", \"x\", " + text + ")", "characters");
        refused("range(0, 1000000) .. [1]", "items");
        refused("replace(range(0, 3) .. [1], 1, 2)", "A text is needed");
    }

    @Test
    void repetitionsAreBounded() {
        Scope scope = Scopes.of("a", "x" + "|x".repeat(99), "b", "x" + "|x".repeat(99), "c", "x" + "|x".repeat(99));
        Template template = Template.parse("[~{{a}}{{b}}{{c}}~]");
        var e = assertThrows(ExpressionException.class, () -> template.resolve(scope, Functions.builtIn()));
        assertTrue(String.valueOf(e.getMessage()).contains("more than"), e::toString);
    }

    @Test
    void widthsAndPrecisionsOfFormatsAreBounded() {
        for (String text : new String[] {"{{1:10001}}", "{{1:.10001f}}", "{{1:99999999999}}"}) {
            var e = assertThrows(
                    ExpressionException.class, () -> Template.parse(text).resolve(Scopes.EMPTY, Functions.builtIn()));
            assertTrue(String.valueOf(e.getMessage()).contains("10"), e::toString);
        }
        assertEquals(
                Value.of(" ".repeat(9_999) + "1"),
                Template.parse("{{1:10000}}").resolve(Scopes.EMPTY, Functions.builtIn()));
    }

    @Test
    void catastrophicExpressionsAreRefused() {
        refused("re_search(\"(a+)(a+)(a+)(a+)(a+)(a+)b\", \"" + "a".repeat(500) + "\")", "too long");
    }
}
