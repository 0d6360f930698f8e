package io.pergola.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that may still grow, from its beginning or from its last lines. To be closed. */
final class LogTail implements AutoCloseable {

    private static final int BLOCK = 1 << 16;

    private final SeekableByteChannel channel;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    LogTail(Path file) throws IOException {
        channel = Files.newByteChannel(file);
    }

    /** Goes on with the last lines; one without a line end counts. */
    void skipToLast(long lines) throws IOException {
        long end = channel.size();
        long from = end;
        long found = 0;
        while (from > 0) {
            int length = (int) Math.min(BLOCK, from);
            from -= length;
            read(from, length);
            for (int i = length - 1; i >= 0; i--) {
                boolean last = from + i == end - 1;
                if (block.get(i) == '\n' && !last && ++found == lines) {
                    channel.position(from + i + 1);
                    return;
                }
            }
        }
        channel.position(lines == 0 ? end : 0);
    }

    private void read(long from, int length) throws IOException {
        block.clear().limit(length);
        channel.position(from);
        while (block.hasRemaining() && channel.read(block) >= 0) {
            // The channel may give less than was asked for.
        }
    }

    /** Gives out what there is by now; false once nobody takes it any more. */
    boolean copy(TextSink sink) throws IOException {
        boolean taken = true;
        while (taken && channel.read(block.clear()) > 0) {
            taken = sink.take(block.array(), block.position());
        }
        return taken;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
