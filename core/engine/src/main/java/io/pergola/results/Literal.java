package io.pergola.results;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text that is looked for in bytes, by that of its characters which stands in texts least often, and the one behind it. */
final class Literal {

    private static final String FREQUENT = " etaoinsrlhdcu0123456789.=-:,\t";

    private final byte[] text;
    private final int rarest;
    private final long first;
    private final long second;
    private final Block block = new Block();

    /** Of two characters at least, none of them a line end. */
    Literal(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.rarest = rarest(this.text);
        this.first = Block.ONES * (this.text[rarest] & 0xff);
        this.second = Block.ONES * (this.text[rarest + 1] & 0xff);
    }

    private static int rarest(byte[] text) {
        int best = 0;
        for (int i = 1; i + 1 < text.length; i++) {
            if (frequency(text[i]) < frequency(text[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int frequency(byte letter) {
        int place = FREQUENT.indexOf((char) letter);
        return place < 0 ? 0 : FREQUENT.length() - place;
    }

    /** Where the text first stands in these bytes; {@code to} if it does not stand there. */
    int find(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += Block.BYTES) {
            block.load(bytes, at, to);
            int found = inBlock(bytes, at, from, to);
            if (found >= 0) {
                return found;
            }
        }
        return to;
    }

    /** One byte of the text is compared with all of two numbers at once, its neighbour only where that byte stands. */
    private int inBlock(byte[] bytes, int at, int from, int to) {
        long[] words = block.words;
        int count = block.count();
        for (int i = 0; i < count; i += 2) {
            long word = words[i] ^ first;
            long next = words[i + 1] ^ first;
            if (((((word - Block.ONES) & ~word) | ((next - Block.ONES) & ~next)) & Block.HIGH) != 0) {
                int found = inPair(i, bytes, at, from, to);
                if (found >= 0) {
                    return found;
                }
            }
        }
        return -1;
    }

    private int inPair(int pair, byte[] bytes, int at, int from, int to) {
        for (int i = pair; i < Math.min(pair + 2, block.count()); i++) {
            long word = block.words[i];
            long zero = (word ^ first) | ((word >>> 8 | block.words[i + 1] << 56) ^ second);
            long marks = (zero - Block.ONES) & ~zero & Block.HIGH;
            int found = among(marks, bytes, at + 8 * i - rarest, from, to);
            if (found >= 0) {
                return found;
            }
        }
        return -1;
    }

    /** Of the marked places the lowest is right, others may be wrong. */
    private int among(long marks, byte[] bytes, int at, int from, int to) {
        for (long left = marks; left != 0; left &= left - 1) {
            int start = at + Long.numberOfTrailingZeros(left) / 8;
            int end = start + text.length;
            if (start >= from && end <= to && Arrays.equals(bytes, start, end, text, 0, text.length)) {
                return start;
            }
        }
        return -1;
    }
}
