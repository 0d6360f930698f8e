package io.pergola.store;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a listing needs of a journal, read without its middle if it is long.
 *
 * @param started when the run script started, or null
 * @param last the last whole line
 */
record JournalGlance(@Nullable Instant started, StateEntry last) {

    /** At each end: at least three lines, and as good as always the whole of it. */
    private static final int PART = 16 * JournalText.LONGEST;

    static JournalGlance at(Path file, Instant created) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            List<StateEntry> head = JournalText.entries(part(channel, 0, size));
            List<StateEntry> tail = size <= PART ? head : JournalText.entries(part(channel, size - PART, size));
            return new JournalGlance(started(head), RunFiles.last(tail, created));
        } catch (NoSuchFileException e) {
            return new JournalGlance(null, RunFiles.last(List.of(), created));
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    private static byte[] part(FileChannel channel, long from, long size) throws IOException {
        var bytes = ByteBuffer.allocate((int) Math.min(PART, size - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
            // Goes on until the part is full or the file ends.
        }
        byte[] read = new byte[bytes.position()];
        bytes.flip().get(read);
        return read;
    }

    private static @Nullable Instant started(List<StateEntry> entries) {
        for (StateEntry entry : entries) {
            if (entry.state().equals(RunState.RUNNING.name())) {
                return entry.time();
            }
        }
        return null;
    }
}
