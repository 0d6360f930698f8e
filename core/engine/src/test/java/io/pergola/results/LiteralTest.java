package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTextIsFoundOnlyBetweenItsBounds() {
        byte[] text = bytes("GB/s GB/s GB/s");
        var literal = new Literal("GB/s");
        assertEquals(0, literal.find(text, 0, 14));
        assertEquals(5, literal.find(text, 1, 14));
        assertEquals(8, literal.find(text, 1, 8));
        assertEquals(10, literal.find(text, 6, 14));
        assertEquals(13, literal.find(text, 6, 13));
        assertEquals(2, literal.find(text, 2, 2));
    }

    @Test
    void otherAlphabetsAreBytesLikeOthers() {
        assertEquals(3, new Literal("µs").find(bytes("12 µs"), 0, 6));
    }

    /** Few letters, so that there are many near misses; all lengths and offsets around those of a block. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theFirstPlaceIsThatOfASearchByteByByte(int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String text = random("ab\n", random.nextInt(40) + (round % 10 == 0 ? Block.BYTES : 0), random);
            String wanted = random("ab", 2 + random.nextInt(seed + 2), random);
            int from = random.nextInt(text.length() + 1);
            int to = from + random.nextInt(text.length() - from + 1);
            int place = text.substring(0, to).indexOf(wanted, from);
            assertEquals(
                    place < 0 ? to : place, new Literal(wanted).find(bytes(text), from, to), () -> text + "|" + wanted);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void lineEndsAreCountedAsByteByByte(int seed) {
        var random = new Random(seed);
        var ends = new LineEnds();
        for (int round = 0; round < 1_000; round++) {
            String letters = round % 2 == 0 ? "a\n" : "aaaaaaaaaaaaaaaa\n\r";
            String text = random(letters, random.nextInt(3 * Block.BYTES), random) + "\n";
            int from = random.nextInt(text.length());
            int expected = (int) text.substring(from)
                    .replace("\r\n", "\n")
                    .chars()
                    .filter(c -> c < ' ')
                    .count();
            assertEquals(expected, ends.count(bytes(text), from, text.length()), () -> text);
        }
    }

    private static String random(String letters, int length, Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
