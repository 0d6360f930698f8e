package io.pergola.schedule;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A lock among the processes of a user, on all hosts that see its file. It dies with the process that holds it. */
public final class UserLock {

    private final Path file;

    /** @param file made if it is not there, never removed */
    public UserLock(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Held until it is closed. */
    public static final class Held implements AutoCloseable {

        private final FileChannel channel;

        private Held(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * The lock; empty while somebody else has it.
     *
     * @throws IOException if there can be none here, such as on a file system without locks
     */
    public Optional<Held> tryLock() throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            locked = false;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? Optional.of(new Held(channel)) : Optional.empty();
    }
}
