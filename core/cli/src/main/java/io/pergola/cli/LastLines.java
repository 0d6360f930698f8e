package io.pergola.cli;

import io.pergola.report.DisplayText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The end of a file for people, whatever is in it: of some bytes the last lines, with nothing that a terminal obeys. */
final class LastLines {

    /** No more of the file is looked at. */
    private static final int BYTES = 1 << 14;

    /** Columns of a line where there is no screen. */
    private static final int USUAL = 160;

    private LastLines() {}

    /** At most so many, the oldest first, without blank ones at the beginning and the end; none if the file cannot be read. */
    static List<String> of(Path file, int most, int columns) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long from = Math.max(0, channel.size() - BYTES);
            return cut(lines(read(channel, from), from > 0), most, columns > 0 ? columns : USUAL);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String read(SeekableByteChannel channel, long from) throws IOException {
        var bytes = ByteBuffer.allocate(BYTES);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // The channel may give less than was asked for.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    /** Of a line that was written over again and again, what stood there at last. */
    private static List<String> lines(String text, boolean begun) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String shown = line.stripTrailing();
            lines.add(shown.substring(shown.lastIndexOf('\r') + 1));
        }
        if (begun && lines.size() > 1) {
            lines.removeFirst();
        }
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private static List<String> cut(List<String> lines, int most, int columns) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size()).stream()
                .dropWhile(String::isEmpty)
                .map(line -> DisplayText.cut(DisplayText.harmless(line), columns))
                .toList();
    }
}
