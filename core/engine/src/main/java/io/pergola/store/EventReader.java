package io.pergola.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Follows an event file that another process writes. */
final class EventReader {

    /** Many times the longest line, so that a page always has a whole one in it if the file has. */
    private static final int PAGE = 1 << 20;

    private EventReader() {}

    static EventPage read(Path file, long from) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            var bytes = ByteBuffer.allocate((int) Math.min(PAGE, Math.max(0, size - from)));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
                // Goes on until the page is full or the file ends.
            }
            byte[] whole = upToLastLineEnd(bytes.array(), bytes.position());
            return new EventPage(JournalText.events(whole), from + whole.length);
        } catch (NoSuchFileException e) {
            return new EventPage(List.of(), from);
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    private static byte[] upToLastLineEnd(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
