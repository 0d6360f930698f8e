package io.pergola.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.expr.VariableReference.Selection;
import io.pergola.model.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class TemplateTest {

    private static final Scope SCOPE = Scopes.of("i", "7", "l", "1|2|3", "t", "oak|ash", "s", "a b", "f", "2.5");

    private static Value resolve(String text) {
        return Template.parse(text).resolve(SCOPE, Functions.builtIn());
    }

    private static void gives(String expected, String text) {
        assertEquals(Value.of(expected), resolve(text));
    }

    private static ExpressionException fails(String text, String marked, String word) {
        var e = assertThrows(ExpressionException.class, () -> resolve(text));
        assertEquals(marked, text.substring(e.start(), e.end()), e::toString);
        assertTrue(String.valueOf(e.getMessage()).contains(word), e::toString);
        return e;
    }

    @Nested
    class Text {

        @Test
        void withoutExpressionsIsLiteral() {
            assertTrue(Template.parse("for x in $(ls); do { echo ${x}; } done").isLiteral());
            assertTrue(Template.parse("\\~/bin [~x~,]").isLiteral());
            assertFalse(Template.parse("a {{1}}").isLiteral());
            assertFalse(Template.parse("[~{{random()}}~,]").isLiteral());
        }

        @Test
        void escapesAreTakenOut() {
            gives("~/bin {{ only", "\\~/bin \\{{ only");
            gives("\\n \\}} 7", "\\n \\}} {{i}}");
            gives("a\\\\7", "a\\\\{{i}}");
        }

        @Test
        void strayMarksAreErrors() {
            fails("cd ~/bin", "~", "belongs to no repetition");
            fails("a }} b", "}}", "no \"{{\" before");
            fails("a {{i b", "b", "operator is missing");
            fails("a {{i", "{{", "never closed");
            fails("a \\", "\\", "single backslash");
            fails("\\\\{{i}}", "\\\\", "Backslashes alone");
        }

        @Test
        void bracesEndWhereTheExpressionEnds() {
            gives("}}7}", "{{\"}}\"}}{{i}}}");
            fails("{{ {{i}} }}", "{{", "cannot hold another");
            fails("{{ }}", "}}", "empty");
            gives("ab", "a{{}}b");
        }
    }

    @Nested
    class Lists {

        @Test
        void aloneTheyAreTheValue() {
            assertEquals(Value.ofTexts(List.of("1", "2", "3")), resolve(" {{l.*}}\n"));
        }

        @Test
        void besideTextTheyAreErrors() {
            fails("x {{l.*}}", "{{l.*}}", "beside other text");
            fails("{{l.*}}{{}}", "{{l.*}}", "beside other text");
            fails("{{[]}}", "{{[]}}", "empty");
            fails("{{[[1]]}}", "{{[[1]]}}", "not a list");
        }
    }

    @Nested
    class Repetitions {

        @Test
        void runThroughAllCombinationsTheLastFastest() {
            gives("1oak 1ash 2oak 2ash 3oak 3ash", "[~{{l}}{{t}}~ ]");
            gives("1-1;2-2;3-3", "[~{{l}}-{{l}}~;]");
            gives("<1><2><3>", "[~<{{l}}>~]");
        }

        @Test
        void separatorsMayHoldAnythingButALineBreak() {
            gives("1]2]3", "[~{{l}}~\\]]");
            gives("1\\\\2\\\\3", "[~{{l}}~\\\\]");
            gives("1{{2{{3", "[~{{l}}~{{]");
            fails("[~{{l}}~\n]", "\n", "line break");
        }

        @Test
        void mustBeWellFormed() {
            fails("a [~{{l}} b", "[~", "never closed");
            fails("a [~{{l}}~ b", "[~", "never closed");
            fails("[~ [~{{l}}~,] ~;]", "[~", "cannot hold another");
            fails("[~{{l}}{{l.0}}~,]", "l.0", "with and without an index");
        }

        @Test
        void overNoItemsGiveNothing() {
            Scope scope = new Scopes.Sets(Map.of("sched", Map.of("nodes", new Variable.Known(List.of()))));
            assertEquals(
                    Value.of("<>"),
                    Template.parse("<[~{{nodes}}{{sched.nodes}}~,]>").resolve(scope, Functions.builtIn()));
        }

        @Test
        void useEveryPartOfAnItemTogether() {
            Value hosts = io.pergola.json.Json.read(
                    "[{\"name\": \"a\", \"cores\": \"1\"}, {\"name\": \"b\", \"cores\": \"2\"}]");
            Scope scope = new Scopes.Sets(Map.of("var", Map.of("hosts", Scopes.variable(hosts))));
            assertEquals(
                    Value.of("a:1,b:2"),
                    Template.parse("[~{{hosts.name}}:{{hosts.cores}}~,]").resolve(scope, Functions.builtIn()));
        }
    }

    @Nested
    class Formats {

        @Test
        void stopAtTheBraces() {
            gives("0007|", "{{i:04d}}|");
            gives("2.50 GB", "{{f:.2f}} GB");
            gives("~~~7", "{{i:~>4d}}");
            gives("  a:b", "{{\"a:b\":>5s}}");
        }

        @Test
        void thatAreWrongAreMarked() {
            fails("x {{i:dd}}", "dd", "not a format");
            fails("x {{i:5.d}}", "5.d", "precision");
            fails("x {{i:99999d}}", "99999d", "at most");
            fails("x {{s:d}}", "{{s:d}}", "\"d\"");
            fails("x {{f:x}}", "{{f:x}}", "whole numbers");
            fails("x {{i:d", "{{", "never closed");
        }
    }

    @Nested
    class References {

        @Test
        void areThoseOfAllExpressions() {
            assertEquals(
                    List.of(
                            new VariableReference("var", "a", Selection.NONE, null, 4, 9),
                            new VariableReference(null, "l", Selection.NONE, "x", 16, 19)),
                    Template.parse("1 {{var.a}} [~{{l.x}}~,] {{var.a}}").references());
        }

        @Test
        void thatCannotBeVariablesAreErrorsAtOnce() {
            var e = assertThrows(ExpressionException.class, () -> Template.parse("x {{a.b.c}}"));
            assertEquals(4, e.start());
        }
    }

    @Nested
    class ListValues {

        @Test
        void stayOneItem() {
            Variable list = new Variable.Known(List.of(new Item.Single(Value.ofTexts(List.of("1", "2")))));
            Scope scope = new Scopes.Sets(Map.of("var", Map.of("n", list)));
            assertEquals(Value.of("3"), Template.parse("{{sum(n)}}").resolve(scope, Functions.builtIn()));
        }
    }
}
