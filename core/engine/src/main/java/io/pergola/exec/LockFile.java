package io.pergola.exec;

import io.pergola.model.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file whose bytes are locked. Byte i stands for core i. Behind the cores come one byte that the pilot locks which keeps
 * cores aside, and two places for each pilot: it has or wants cores; it waits for some.
 */
final class LockFile {

    static final int MOST_CORES = 1 << 20;

    private static final long GATHERING = MOST_CORES;
    private static final long DEMAND = GATHERING + 1;
    /** Pilots beyond these run all the same, but nobody makes way for them. */
    private static final int PLACES = 256;

    private static final long WAITING = DEMAND + PLACES;

    private final int descriptor;
    private int place = -1;
    private boolean waiting;
    private boolean gathering;

    private LockFile(int descriptor) {
        this.descriptor = descriptor;
    }

    static LockFile open(Path directory) {
        try {
            makePrivate(directory);
        } catch (IOException e) {
            throw new StoreException("Cannot use " + directory + " for core locks: " + e.getMessage(), e);
        }
        Path file = directory.resolve("cores.lock");
        int descriptor = FileCalls.open(file.toString());
        if (descriptor < 0) {
            throw new StoreException("Cannot open " + file + ": " + Libc.message(-descriptor), null);
        }
        return new LockFile(descriptor);
    }

    private static void makePrivate(Path directory) throws IOException {
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // Most often it is there already; whose it is follows.
        }
        Object owner = Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) Files.getAttribute(directory, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        boolean othersMayWrite = (mode & 0022) != 0;
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || othersMayWrite
                || !owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            throw new IOException("it must be a directory that belongs to this user and that nobody else may write");
        }
    }

    boolean lockCore(int core) {
        return FileCalls.lock(descriptor, core);
    }

    void unlockCore(int core) {
        FileCalls.unlock(descriptor, core);
    }

    void markDemand() {
        for (int i = 0; i < PLACES && place < 0; i++) {
            if (FileCalls.lock(descriptor, DEMAND + i)) {
                place = i;
            }
        }
    }

    void unmarkDemand() {
        if (place >= 0) {
            FileCalls.unlock(descriptor, DEMAND + place);
            place = -1;
        }
    }

    void markWaiting() {
        if (!waiting && place >= 0) {
            waiting = FileCalls.lock(descriptor, WAITING + place);
        }
    }

    void unmarkWaiting() {
        if (waiting) {
            FileCalls.unlock(descriptor, WAITING + place);
            waiting = false;
        }
    }

    boolean isWaiting() {
        return waiting;
    }

    boolean startGathering() {
        gathering = gathering || FileCalls.lock(descriptor, GATHERING);
        return gathering;
    }

    void stopGathering() {
        if (gathering) {
            FileCalls.unlock(descriptor, GATHERING);
            gathering = false;
        }
    }

    boolean othersGather() {
        return !gathering && FileCalls.lockedByOthers(descriptor, GATHERING, 1);
    }

    boolean othersWait() {
        return FileCalls.lockedByOthers(descriptor, WAITING, PLACES);
    }

    int othersWithDemand() {
        return countLocked(DEMAND, PLACES);
    }

    /** By halves, since most places are free. */
    private int countLocked(long position, int length) {
        if (!FileCalls.lockedByOthers(descriptor, position, length)) {
            return 0;
        }
        return length == 1
                ? 1
                : countLocked(position, length / 2) + countLocked(position + length / 2, length - length / 2);
    }

    /** Ends all locks; to be called once, and nothing after it. */
    void close() {
        FileCalls.close(descriptor);
    }
}
