package io.pergola.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobTest {

    private static String text(Random random, String letters) {
        var text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void matchesWhatARegularExpressionMatches() {
        var random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            String glob = text(random, "ab*?");
            String text = text(random, "ab*");
            Pattern pattern = Pattern.compile(glob.replace("?", ".").replace("*", ".*"));
            assertEquals(pattern.matcher(text).matches(), new Glob(glob).matches(text), glob + " of " + text);
        }
    }

    @Test
    void takesNoLongForManyStars() {
        assertEquals(false, new Glob("a*".repeat(50) + "b").matches("a".repeat(10_000)));
    }
}
