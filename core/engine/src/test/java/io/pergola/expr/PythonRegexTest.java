package io.pergola.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class PythonRegexTest {

    private static final int REGEXES = 138;

    /** The pattern, the text, and what Python 3.11 finds in it: the match and its groups, null, or an error. */
    @Test
    void findsWhatPythonFinds() throws IOException {
        var wrong = new ArrayList<String>();
        int count = 0;
        try (InputStream input = PythonRegexTest.class.getResourceAsStream("/expr/regexes.json")) {
            for (Value row : ((Value.Items) Json.read(Objects.requireNonNull(input))).values()) {
                List<Value> cells = ((Value.Items) row).values();
                Value found = find(Printing.print(cells.get(0)), Printing.print(cells.get(1)));
                if (!found.equals(cells.get(2))) {
                    wrong.add(Json.write(row) + " gave " + Json.write(found));
                }
                count++;
            }
        }
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " differ:\n" + String.join("\n", wrong));
        assertEquals(REGEXES, count);
    }

    private static Value find(String regex, String text) {
        try {
            return PythonRegex.search(PythonRegex.compile(regex), text)
                    .map(PythonRegexTest::groups)
                    .orElse(Value.NULL);
        } catch (ExpressionException e) {
            return Value.of("error");
        }
    }

    private static Value groups(MatchResult match) {
        var groups = new ArrayList<Value>();
        for (int i = 0; i <= match.groupCount(); i++) {
            String group = match.group(i);
            groups.add(group == null ? Value.NULL : Value.of(group));
        }
        return new Value.Items(groups);
    }

    @Nested
    class Matching {

        @Test
        void startMatchesOnlyAtTheStartAndNeedNotReachTheEnd() {
            Pattern pattern = PythonRegex.compile("ab");
            assertTrue(PythonRegex.matchStart(pattern, "abc").isPresent());
            assertFalse(PythonRegex.matchStart(pattern, "xab").isPresent());
            assertEquals(1, PythonRegex.search(pattern, "xab").orElseThrow().start());
        }

        @Test
        void underscoresAreLeftOutOfTheNamesOfGroups() {
            Pattern pattern = PythonRegex.compile("(?P<read_rate>\\d+)");
            assertEquals(Set.of("readrate"), pattern.namedGroups().keySet());
        }
    }

    @Nested
    class Bounds {

        @Test
        void endlessBacktrackingIsAnError() {
            Pattern pattern = PythonRegex.compile("(a+)(a+)(a+)(a+)(a+)(a+)b");
            var e = assertThrows(ArgumentException.class, () -> PythonRegex.search(pattern, "a".repeat(500)));
            assertTrue(String.valueOf(e.getMessage()).contains("too long"), e::toString);
        }

        @Test
        void recursionInTheMatcherIsAnError() {
            Pattern pattern = PythonRegex.compile("(?:a|b)*c");
            assertThrows(ArgumentException.class, () -> PythonRegex.search(pattern, "ab".repeat(1_000_000)));
        }

        @Test
        void deepPatternsAreAnError() {
            String deep = "(".repeat(40_000) + ")".repeat(40_000);
            var e = assertThrows(ExpressionException.class, () -> PythonRegex.compile(deep));
            assertEquals(deep.length(), e.end());
            assertThrows(ExpressionException.class, () -> PythonRegex.compile("a".repeat(200_000)));
        }

        @Test
        void longTextsAreSearchedToTheirEnd() {
            String text = "x".repeat(3_000_000) + "rate: 5\n";
            assertEquals(
                    "5",
                    PythonRegex.search(PythonRegex.compile("rate: (\\d+)"), text)
                            .orElseThrow()
                            .group(1));
        }
    }

    @Nested
    class Errors {

        @Test
        void haveOffsetsWithinTheExpression() {
            var e = assertThrows(ExpressionException.class, () -> PythonRegex.compile("ab\\q"));
            assertEquals(2, e.start());
            assertEquals(4, e.end());
        }
    }
}
