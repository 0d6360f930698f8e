package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes and real locks. */
@Timeout(60)
class LockWaitTest {

    /** Holds the second of two files, then waits for the first. */
    static final class Other {

        private Other() {}

        public static void main(String[] files) throws IOException {
            try (FileChannel one = open(Path.of(files[0]));
                    FileChannel two = open(Path.of(files[1]));
                    FileLock _ = LockWait.take(two)) {
                System.out.println("holds");
                LockWait.take(one).release();
                System.out.println("had both");
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Test
    void threadsOfTwoProcessesThatHoldWhatTheOtherWantsAreNoDeadlock(@TempDir Path folder) throws Exception {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        try (FileChannel one = open(first);
                FileChannel two = open(second)) {
            FileLock held = LockWait.take(one);
            Process other = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Other.class.getName(),
                            first.toString(),
                            second.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader said = other.inputReader()) {
                assertEquals("holds", said.readLine());
                CompletableFuture<Boolean> waits = CompletableFuture.supplyAsync(() -> had(two));
                // Both wait by now, or will; this thread of ours goes on and lets the other process have its turn.
                awaitWaiters(waits);
                held.release();
                assertEquals("had both", said.readLine());
                assertTrue(waits.join());
            }
            assertEquals(0, other.waitFor());
        }
    }

    /** Until the system knows that somebody waits for a lock, or refused that. */
    private static void awaitWaiters(CompletableFuture<Boolean> waits) throws IOException {
        while (!waits.isDone() && !Files.readString(Path.of("/proc/locks")).contains("->")) {
            Thread.onSpinWait();
        }
    }

    private static boolean had(FileChannel channel) {
        try {
            LockWait.take(channel).release();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
