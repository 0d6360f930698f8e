package io.pergola.results;

/** Counts the ends of lines, which are {@code \n}, {@code \r\n} or a lone {@code \r}. */
final class LineEnds {

    private static final long NEW_LINES = Block.ONES * '\n';
    private static final long RETURNS = Block.ONES * '\r';
    private static final long EVEN = 0x00ff00ff00ff00ffL;
    private static final long SUM = 0x0001000100010001L;

    private final Block block = new Block();

    /** How many there are from {@code from} to {@code to}, which must not stand inside of one. */
    int count(byte[] bytes, int from, int to) {
        int count = 0;
        for (int at = from; at < to; at += Block.BYTES) {
            int end = Math.min(to, at + Block.BYTES);
            block.load(bytes, at, end);
            int newLines = newLines();
            count += newLines >= 0 ? newLines : oneByOne(bytes, at, end);
        }
        return count;
    }

    /** Those of the block; -1 if there are carriage returns in it. */
    private int newLines() {
        long[] words = block.words;
        long counts = 0;
        long returns = 0;
        for (int i = block.count() - 1; i >= 0; i--) {
            long ends = words[i] ^ NEW_LINES;
            // Exact for each byte, as they are to be counted.
            long others = ((ends & ~Block.HIGH) + ~Block.HIGH) | ends;
            counts += (~others & Block.HIGH) >>> 7;
            long back = words[i] ^ RETURNS;
            returns |= (back - Block.ONES) & ~back;
        }
        if ((returns & Block.HIGH) != 0) {
            return -1;
        }
        return sum(counts & EVEN) + sum((counts >>> 8) & EVEN);
    }

    /** Of the four counts in a number. */
    private static int sum(long counts) {
        return (int) ((counts * SUM) >>> 48);
    }

    private static int oneByOne(byte[] bytes, int from, int to) {
        int count = 0;
        for (int at = from; at < to; at++) {
            boolean lone = bytes[at] == '\r' && (at + 1 == bytes.length || bytes[at + 1] != '\n');
            count += bytes[at] == '\n' || lone ? 1 : 0;
        }
        return count;
    }
}
