package io.pergola.store;

import io.pergola.model.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The few ways in which the store writes, each safe against a crash at any moment. */
final class Disk {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Set<OpenOption> ADD = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private final Access access;

    Disk(Access access) {
        this.access = access;
    }

    /** For the files of one run. */
    Disk of(Sharing sharing) {
        return sharing.isOwn() ? new Disk(access.with(sharing)) : this;
    }

    /** For what decides which code is run: nobody but its owner may write it. */
    Disk own() {
        return new Disk(access.own());
    }

    /** Says why what lies there must not decide what this user runs; empty if nobody else could have put it there. */
    Optional<String> objection(Path path) {
        return Ownership.objection(path, access::excess);
    }

    /** Gives a new directory the permissions of one run, of which this is the disk. */
    void settleRun(Path directory) {
        handOver(directory, () -> access.settleRun(directory));
    }

    /** Makes a directory; false if something of that name is there already. */
    boolean claim(Path directory) {
        try {
            Files.createDirectory(directory, access.directoryMode());
            access.settleDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw Failure.of("Cannot make the directory " + directory, directory, e);
        }
    }

    /** Makes a directory and its parents where they are missing. */
    void ensure(Path directory) {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            ensure(parent);
        }
        if (!claim(directory) && !Files.isDirectory(directory)) {
            throw new StoreException(
                    "Cannot make the directory " + directory + ": a file of that name is in the way. Move it,"
                            + " or set another working_dir",
                    null);
        }
    }

    /** Hands a directory to the site's group, if there is one. */
    void share(Path directory) {
        handOver(directory, () -> access.giveToGroup(directory));
    }

    private interface Step {

        void run() throws IOException;
    }

    private void handOver(Path directory, Step step) {
        try {
            step.run();
        } catch (UserPrincipalNotFoundException e) {
            throw new StoreException(
                    "There is no group '" + access.group() + "' for " + directory + ". Correct the key group", e);
        } catch (IOException e) {
            throw Failure.of("Cannot hand " + directory + " to the group '" + access.group() + "'", directory, e);
        }
    }

    /** Writes a file so that it is there whole or not at all; nobody ever sees half of it. Replaces one of that name. */
    void replace(Path file, byte[] content) {
        Path temporary = temporary(file);
        writeSynced(temporary, content);
        rename(temporary, file);
    }

    /** As {@link #replace}, for what a power cut may take away again. */
    void replaceUnsynced(Path file, byte[] content) {
        Path temporary = temporary(file);
        write(temporary, content, false);
        rename(temporary, file);
    }

    /** A name beside a file, for a first version of it. */
    static Path temporary(Path file) {
        long random = ThreadLocalRandom.current().nextLong();
        return file.resolveSibling(file.getFileName() + "." + Long.toHexString(random) + ".tmp");
    }

    /** Writes a new file and waits until it is on the disk; takes it away again if that fails. */
    void writeSynced(Path file, byte[] content) {
        write(file, content, true);
    }

    private void write(Path file, byte[] content, boolean synced) {
        try (FileChannel channel = FileChannel.open(file, NEW, access.fileMode())) {
            write(channel, content);
            if (synced) {
                channel.force(false);
            }
            access.settleFile(file);
        } catch (IOException e) {
            removeQuietly(file);
            throw Failure.writing(file, e);
        }
    }

    /** Puts one name in the place of another, in one step. */
    void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            removeQuietly(from);
            throw Failure.writing(to, e);
        }
    }

    /** Writes a file unless there is one of that name; of all who try at once, one is told true. */
    boolean publish(Path file, byte[] content) {
        if (Files.exists(file)) {
            return false;
        }
        Path temporary = temporary(file);
        writeSynced(temporary, content);
        try {
            return link(temporary, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            return publishWithoutLinks(file, content);
        } catch (IOException e) {
            throw Failure.writing(file, e);
        } finally {
            removeQuietly(temporary);
        }
    }

    private static boolean link(Path temporary, Path file) throws IOException {
        try {
            Files.createLink(file, temporary);
            return true;
        } catch (FileAlreadyExistsException e) {
            // On NFS the answer to a link that succeeded can get lost, and the repeated call finds its own work.
            return Files.isSameFile(temporary, file);
        }
    }

    private boolean publishWithoutLinks(Path file, byte[] content) {
        try (FileChannel channel = FileChannel.open(file, NEW, access.fileMode())) {
            write(channel, content);
            channel.force(false);
            access.settleFile(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }

    /** Opens a file for adding at its end, whoever else adds to it. */
    FileChannel openToAdd(Path file) throws IOException {
        if (Files.exists(file)) {
            try {
                // Without CREATE: where a group shares a directory, the kernel may refuse that for the file of another
                // user.
                return FileChannel.open(file, StandardOpenOption.APPEND);
            } catch (NoSuchFileException e) {
                // Removed just now.
            }
        }
        FileChannel channel = FileChannel.open(file, ADD, access.fileMode());
        access.settleFile(file);
        return channel;
    }

    /** One call to the system, unless the disk fills up in the middle of it. */
    static void write(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** All of a file; empty if it does not exist. */
    Optional<byte[]> read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Optional.of(bytes(channel, 0, channel.size()));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    /** What stands there, less if the file ends before. */
    static byte[] bytes(FileChannel channel, long from, long end) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(end - from)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
            // Goes on until all is read, or the file ends.
        }
        return buffer.hasRemaining() ? Arrays.copyOf(bytes, buffer.position()) : bytes;
    }

    /** Makes a symbolic link, in place of one that is there. */
    void pointTo(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileAlreadyExistsException e) {
            replaceLink(link, target);
        } catch (IOException e) {
            throw Failure.writing(link, e);
        }
    }

    /**
     * Puts another name for a file or symbolic link that never changes into another directory, in place of what is there: a name costs less
     * than a file.
     *
     * @return false where that cannot be, as between file systems, or with too many names; then nothing was changed
     */
    boolean alias(Path existing, Path name) {
        try {
            Files.createLink(name, existing);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private void replaceLink(Path link, Path target) {
        Path temporary = temporary(link);
        try {
            Files.createSymbolicLink(temporary, target);
        } catch (IOException e) {
            throw Failure.writing(link, e);
        }
        rename(temporary, link);
    }

    /** Makes a symbolic link; false if something of that name is there. */
    boolean pointOnce(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw Failure.writing(link, e);
        }
    }

    /**
     * Makes an empty file; false if something of that name is there.
     *
     * @throws NoSuchFileException if its directory is not
     */
    boolean mark(Path file) throws NoSuchFileException {
        try {
            Files.createFile(file, access.fileMode());
            access.settleFile(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }

    /** The last name in what a symbolic link points to; empty if there is no such link. */
    Optional<String> pointedTo(Path link) {
        try {
            return Optional.ofNullable(Files.readSymbolicLink(link).getFileName())
                    .map(Path::toString);
        } catch (NoSuchFileException | NotDirectoryException | NotLinkException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Failure.reading(link, e);
        }
    }

    /** Moves a directory aside in one step; false if it is not there. */
    boolean moveAside(Path directory, Path aside) {
        try {
            Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (AtomicMoveNotSupportedException e) {
            throw Failure.writing(directory, e);
        } catch (IOException e) {
            throw Failure.of("Cannot remove " + directory, directory, e);
        }
    }

    /** Removes a file if it is there and can be removed. */
    static void removeQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A leftover does no harm: readers do not know its name.
        }
    }
}
