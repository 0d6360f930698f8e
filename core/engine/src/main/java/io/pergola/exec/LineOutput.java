package io.pergola.exec;

import io.pergola.spi.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands on each line of what is written. */
final class LineOutput extends Output {

    private static final int LONGEST = 1024 * 1024;

    private final Consumer<String> lines;
    private final LimitedOutput beginning = new LimitedOutput(CommandResult.BEGINNING);
    private long left;
    private byte[] unfinished = new byte[1024];
    private int length;
    private boolean ended;
    private @Nullable RuntimeException thrown;

    /** {@code most} bytes of lines are handed on. */
    LineOutput(long most, Consumer<String> lines) {
        this.left = most;
        this.lines = lines;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        if (ended || thrown != null) {
            return;
        }
        beginning.write(bytes, offset, count);
        int end = offset + (int) Math.min(count, left);
        left -= end - offset;
        int start = offset;
        // The signs of all bytes: a text without those of others needs no decoding.
        int signs = 0;
        for (int at = offset; at < end; at++) {
            byte here = bytes[at];
            signs |= here;
            if (here == '\n') {
                line(bytes, start, at, signs < 0);
                start = at + 1;
                signs = 0;
            }
        }
        keep(bytes, start, end);
    }

    private void line(byte[] bytes, int start, int end, boolean decode) {
        if (length > 0) {
            keep(bytes, start, end);
            rest();
        } else {
            hand(bytes, start, end - start, decode);
        }
    }

    private void keep(byte[] bytes, int start, int end) {
        int taken = Math.min(end - start, LONGEST - length);
        if (length + taken > unfinished.length) {
            unfinished = Arrays.copyOf(unfinished, Math.max(length + taken, 2 * length));
        }
        System.arraycopy(bytes, start, unfinished, length, taken);
        length += taken;
    }

    private void rest() {
        int count = length;
        length = 0;
        hand(unfinished, 0, count, true);
    }

    private void hand(byte[] bytes, int start, int count, boolean decode) {
        if (thrown != null) {
            return;
        }
        int shorter = count > 0 && bytes[start + count - 1] == '\r' ? count - 1 : count;
        try {
            lines.accept(new String(
                    bytes,
                    start,
                    Math.min(shorter, LONGEST),
                    decode ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
        } catch (RuntimeException e) {
            // For the one who asked, who waits in another thread.
            thrown = e;
        }
    }

    @Override
    synchronized String take() {
        if (length > 0) {
            rest();
        }
        ended = true;
        if (thrown != null) {
            throw thrown;
        }
        return beginning.take();
    }
}
