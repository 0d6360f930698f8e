package io.pergola.schedule;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a log ends, for messages. */
final class LastLine {

    private static final int MOST = 4096;
    private static final int LONGEST = 300;

    private LastLine() {}

    /** The last line that is not blank, cut where it is long; empty if there is none or it cannot be read. */
    static String of(Path log) {
        try (SeekableByteChannel file = Files.newByteChannel(log)) {
            file.position(Math.max(0, file.size() - MOST));
            ByteBuffer end = ByteBuffer.allocate(MOST);
            while (end.hasRemaining() && file.read(end) >= 0) {}
            String text = StandardCharsets.UTF_8.decode(end.flip()).toString();
            String last = text.lines()
                    .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
                    .filter(line -> !line.isEmpty())
                    .reduce("", (_, line) -> line);
            return last.length() <= LONGEST ? last : last.substring(0, LONGEST) + "...";
        } catch (IOException e) {
            return "";
        }
    }
}
