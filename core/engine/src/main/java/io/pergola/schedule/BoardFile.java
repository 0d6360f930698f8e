package io.pergola.schedule;

import io.pergola.json.Json;
import io.pergola.json.JsonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Board} on disk, and in memory where the disk fails. Whoever changes it holds a lock that dies with its process. */
final class BoardFile {

    private static final System.Logger LOG = System.getLogger(BoardFile.class.getName());

    private final Path file;
    private final Path lock;
    private Board latest = Board.EMPTY;
    private @Nullable FileTime read;
    private boolean alone;

    BoardFile(Path directory, String scheduler) {
        this.file = directory.resolve(scheduler + ".json");
        this.lock = directory.resolve(scheduler + ".lock");
    }

    /** As it is now; empty if it cannot be read. */
    Board read() {
        if (alone) {
            return latest;
        }
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(read)) {
                latest = Board.of(Json.read(Files.readString(file)));
                read = changed;
            }
        } catch (NoSuchFileException e) {
            latest = Board.EMPTY;
            read = null;
        } catch (IOException | JsonException e) {
            latest = Board.EMPTY;
            read = null;
            LOG.log(System.Logger.Level.DEBUG, file + ": " + e.getMessage());
        }
        return latest;
    }

    /** The right to change it; empty while another process has that. */
    Optional<Turn> tryTurn() {
        if (alone) {
            return Optional.of(new Turn(null));
        }
        try {
            Files.createDirectories(lock.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return Optional.of(new Turn(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(goAlone(e));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** No such directory, or a file system without locks: then this process counts for itself. */
    private Turn goAlone(IOException why) {
        alone = true;
        LOG.log(System.Logger.Level.WARNING, "Questions to batch systems are not shared: " + why.getMessage());
        return new Turn(null);
    }

    /** The right to change the board. */
    final class Turn implements AutoCloseable {

        private final @Nullable FileChannel channel;

        private Turn(@Nullable FileChannel channel) {
            this.channel = channel;
        }

        /** As it is now, surely: the last one who had the right may have changed it just now. */
        Board read() {
            read = null;
            return BoardFile.this.read();
        }

        void write(Board board) {
            latest = board;
            if (alone) {
                return;
            }
            try {
                Path made = Files.createTempFile(file.toAbsolutePath().getParent(), ".board", "");
                Files.writeString(made, Json.write(board.toValue()));
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                read = Files.getLastModifiedTime(file);
            } catch (IOException e) {
                goAlone(e);
            }
        }

        @Override
        public void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, lock + ": " + e.getMessage());
            }
        }
    }
}
