package io.pergola.results;

import io.pergola.spi.ResultLines;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a file, one after another, in constant memory. A line ends at {@code \n}, {@code \r\n} or a lone {@code \r} (as
 * progress bars write it). Bytes that are not UTF-8 become U+FFFD. A line longer than {@link #LONGEST} bytes is cut there and
 * counted. A file that grows while it is read ends where it ended when it was opened.
 */
final class LogLines implements ResultLines, Closeable {

    private static final int BUFFER = 1 << 18;
    private static final char MARK = '\uFEFF';

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private byte[] line = new byte[512];
    private int length;
    private long read;
    private long number;
    private String text = "";
    private boolean cut;
    private long cuts;
    private long start;
    private final LineEnds ends = new LineEnds();

    private LogLines(FileChannel channel, long size, long from, long before) {
        this.channel = channel;
        this.size = size;
        this.read = from;
        this.start = from;
        this.number = before;
    }

    static LogLines open(Path file) throws IOException {
        return open(file, 0, 0);
    }

    /** Begins at a byte offset, which must be that of a line that has so many lines before it. */
    static LogLines open(Path file, long from, long before) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            if (from == 0) {
                refuseUtf16(channel);
            }
            return new LogLines(channel, channel.size(), from, before);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Its line ends are not bytes, so that it would be read as one line, with gaps. */
    private static void refuseUtf16(FileChannel channel) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(2);
        int read = channel.read(first, 0);
        int mark = read < 2 ? 0 : first.getShort(0) & 0xffff;
        if (mark == 0xfeff || mark == 0xfffe) {
            throw new IOException("it is UTF-16, and texts must be UTF-8; 'iconv -f UTF-16 -t UTF-8' converts it");
        }
    }

    @Override
    public boolean next() throws IOException {
        if (!buffer.hasRemaining() && !fill()) {
            return false;
        }
        start = read - buffer.remaining();
        length = 0;
        boolean ended = false;
        boolean over = false;
        while (!ended && (buffer.hasRemaining() || fill())) {
            int run = run();
            over |= !append(run);
            ended = buffer.hasRemaining();
        }
        skipEnd();
        number++;
        cut = over;
        cuts += over ? 1 : 0;
        text = withoutMark(new String(line, 0, length, StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public String text() {
        return text;
    }

    /** A file may begin with a sign that it is UTF-8, which is no part of its first line. */
    private String withoutMark(String first) {
        return number == 1 && !first.isEmpty() && first.charAt(0) == MARK ? first.substring(1) : first;
    }

    /**
     * Passes over lines that hold none of these texts, many at a time. The line that follows may hold none either: where lines are
     * longer than the buffer they are not passed over.
     */
    void passOver(List<LiteralCursor> texts) throws IOException {
        boolean found = false;
        while (!found) {
            int from = buffer.position();
            int end = endOfLines(from);
            if (end > from) {
                int hit = first(texts, from, end);
                int line = hit == end ? end : lineOf(hit, from);
                number += ends.count(buffer.array(), from, line);
                buffer.position(line);
                found = hit < end;
            } else if (!more()) {
                return;
            }
        }
    }

    private int first(List<LiteralCursor> texts, int from, int end) {
        long base = read - buffer.limit();
        int first = end;
        for (LiteralCursor text : texts) {
            first = Math.min(first, text.first(buffer.array(), from, end, base));
        }
        return first;
    }

    /** Behind the last line end in the buffer, {@code from} if there is none. */
    private int endOfLines(int from) {
        int end = buffer.limit();
        while (end > from && buffer.get(end - 1) != '\n') {
            end--;
        }
        return end;
    }

    private int lineOf(int place, int from) {
        int line = place;
        while (line > from && buffer.get(line - 1) != '\n' && buffer.get(line - 1) != '\r') {
            line--;
        }
        return line;
    }

    /** Reads on behind what is left in the buffer; false if it is full, or the file ends. */
    private boolean more() throws IOException {
        buffer.compact();
        int room = (int) Math.min(buffer.remaining(), size - read);
        buffer.limit(buffer.position() + room);
        int got = room == 0 ? 0 : channel.read(buffer, read);
        buffer.flip();
        read += Math.max(got, 0);
        return got > 0;
    }

    /** Bytes in the buffer before the next line end. */
    private int run() {
        byte[] bytes = buffer.array();
        int at = buffer.position();
        int end = buffer.limit();
        while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at - buffer.position();
    }

    /** False if not all of the run was kept. */
    private boolean append(int run) {
        int kept = Math.min(run, LONGEST - length);
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(length + kept, 2 * line.length)));
        }
        System.arraycopy(buffer.array(), buffer.position(), line, length, kept);
        length += kept;
        buffer.position(buffer.position() + run);
        return kept == run;
    }

    private void skipEnd() throws IOException {
        if (!buffer.hasRemaining()) {
            return;
        }
        byte end = buffer.get();
        if (end == '\r' && (buffer.hasRemaining() || fill()) && buffer.get(buffer.position()) == '\n') {
            buffer.get();
        }
    }

    private boolean fill() throws IOException {
        buffer.clear().limit((int) Math.min(BUFFER, size - read));
        int got = buffer.hasRemaining() ? channel.read(buffer, read) : -1;
        buffer.flip();
        if (got <= 0) {
            buffer.position(0).limit(0);
            return false;
        }
        read += got;
        return true;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public boolean cut() {
        return cut;
    }

    /** Lines handed out that were longer than {@link #LONGEST}. */
    long cuts() {
        return cuts;
    }

    /** The byte offset at which the line handed out last begins. */
    long start() {
        return start;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
