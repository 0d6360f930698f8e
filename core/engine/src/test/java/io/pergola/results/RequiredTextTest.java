package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.expr.ExpressionException;
import io.pergola.expr.PythonRegex;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '`', textBlock = """
            ^Triad bandwidth: (\\S+)         @ `Triad bandwidth: `
            rate=([0-9.]+) GB/s             @ rate=
            ^\\|\\|Ax-b.*FAILED             @ ||Ax-b
            abc|xyz                         @ ``
            (?i)triad rate                  @ ``
            (abc|xyz)                       @ ``
            colou?r of                      @ colo
            ab+cdef                         @ cdef
            [a)b]+tail(x[)]y)more text      @ more text
            x{3}yes                         @ yes
            x{12345}ok                      @ ``
            x{12345}fine                    @ fine
            a.b                             @ ``
            (?P<n>x)word(?P=n)              @ ``
            \\d+ seconds                    @ ` seconds`
            """)
    void isTheLongestOfAPattern(String regex, String required) {
        assertEquals(required == null ? "" : required, RequiredText.of(PythonRegex.compile(regex)));
    }

    /** Whatever the pattern is made of, a line that it matches holds the text. */
    @Test
    void everyLineThatMatchesHoldsIt() {
        var random = new Random(7);
        String[] pieces = {
            "abc", "a", "b", "c", "(", ")", "[", "]", "|", "?", "*", "+", "{2}", ".", "^", "$", "\\d", "\\.", "(?:",
            "(?i)", "(?=", "(?<!", "[^a]", "\\x61", "abca", "1", "(?P<n>", "(?P=n)"
        };
        int matched = 0;
        for (int i = 0; i < 200_000; i++) {
            var regex = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                regex.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Pattern pattern = PythonRegex.compile(regex.toString());
                String required = RequiredText.of(pattern);
                if (!required.isEmpty()) {
                    matched += check(pattern, required, random);
                }
            } catch (ExpressionException e) {
                // Not every heap of pieces is a pattern.
            }
        }
        assertTrue(matched > 1000, "matched " + matched);
    }

    private static int check(Pattern pattern, String required, Random random) {
        var line = new StringBuilder();
        for (int n = random.nextInt(12); n >= 0; n--) {
            line.append(random.nextInt(3) == 0 ? "abca" : String.valueOf("abcABC1.".charAt(random.nextInt(8))));
        }
        if (PythonRegex.search(pattern, line).isEmpty()) {
            return 0;
        }
        assertTrue(line.indexOf(required) >= 0, () -> pattern + " matches " + line + " without " + required);
        return 1;
    }
}
