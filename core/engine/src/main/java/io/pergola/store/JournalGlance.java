package io.pergola.store;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a listing needs of a journal, read without its middle if it is long. */
final class JournalGlance {

    /** At each end: at least three lines, and as good as always the whole of it. */
    private static final int PART = 16 * JournalText.LONGEST;

    private static final byte[] RUNNING = RunState.RUNNING.name().getBytes(StandardCharsets.US_ASCII);

    private final byte[] head;
    private final byte[] tail;
    private final Instant created;

    private JournalGlance(byte[] head, byte[] tail, Instant created) {
        this.head = head;
        this.tail = tail;
        this.created = created;
    }

    static JournalGlance at(Path file, Instant created) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            byte[] head = Disk.bytes(channel, 0, Math.min(PART, size));
            byte[] tail = size <= PART ? head : Disk.bytes(channel, size - PART, size);
            return new JournalGlance(head, tail, created);
        } catch (NoSuchFileException e) {
            return new JournalGlance(new byte[0], new byte[0], created);
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    /** When the run script started; null if it did not. */
    @Nullable Instant started() {
        return JournalText.first(head, RUNNING).map(StateEntry::time).orElse(null);
    }

    /** The last whole line. */
    StateEntry last() {
        return RunFiles.last(JournalText.entries(tail), created);
    }
}
