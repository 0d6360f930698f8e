package io.pergola.results;

/** Where a text stands next in a file that is read in pieces; what was looked at once is not looked at again. */
final class LiteralCursor {

    private final Literal literal;

    /** The place that was found last, and up to where there is no other; in bytes of the file. */
    private long hit = -1;

    private long clear;

    LiteralCursor(String text) {
        this.literal = new Literal(text);
    }

    /** The first place in these bytes, {@code end} if there is none; {@code base} is the place of the first of all bytes in the file. */
    int first(byte[] bytes, int from, int end, long base) {
        if (hit >= base + from) {
            return (int) Math.min(hit - base, end);
        }
        int begin = (int) Math.max(from, clear - base);
        if (begin >= end) {
            return end;
        }
        int found = literal.find(bytes, begin, end);
        hit = found < end ? base + found : hit;
        clear = base + Math.min(found + 1, end);
        return found;
    }
}
