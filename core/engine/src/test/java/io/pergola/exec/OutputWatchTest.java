package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputWatchTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Path log;
    private Duration set = Duration.ZERO;

    OutputWatchTest(@TempDir Path directory) throws IOException {
        this.log = Files.writeString(directory.resolve("log"), "before\n");
    }

    private OutputWatch watch() {
        return new OutputWatch(() -> Instant.now().plus(set), log);
    }

    private void print() throws IOException {
        Files.writeString(log, "more\n", StandardOpenOption.APPEND);
    }

    private void isQuietSince(OutputWatch watch, long nanos) {
        Duration least = Duration.ofNanos(System.nanoTime() - nanos);
        Duration quiet = watch.quiet(log);
        assertTrue(quiet.compareTo(least) >= 0 && quiet.compareTo(least.plus(SOON)) < 0, quiet + ", not " + least);
    }

    private void isQuietSinceTheNextLook(OutputWatch watch) {
        watch.quiet(log);
        isQuietSince(watch, System.nanoTime());
    }

    @Test
    void countsFromTheLastChange() throws IOException {
        OutputWatch watch = watch();
        isQuietSince(watch, System.nanoTime());
        print();
        long printed = System.nanoTime();
        isQuietSince(watch, printed);
        isQuietSince(watch, printed);
    }

    @Test
    void aClockThatIsSetChangesNothing() throws IOException {
        OutputWatch watch = watch();
        print();
        for (Duration jump : new Duration[] {HOUR, HOUR.negated(), Duration.ZERO}) {
            set = jump;
            isQuietSinceTheNextLook(watch);
        }
    }

    @Test
    void aTimeThatCannotBeIsNotBelieved() throws IOException {
        OutputWatch watch = watch();
        for (Duration off : new Duration[] {HOUR, HOUR.negated()}) {
            Files.setLastModifiedTime(log, FileTime.from(Instant.now().plus(off)));
            isQuietSinceTheNextLook(watch);
        }
    }

    @Test
    void anotherFileHasChanged() throws IOException {
        OutputWatch watch = watch();
        Path other = Files.createFile(log.resolveSibling("other"));
        assertTrue(watch.quiet(other).compareTo(SOON) < 0);
        assertTrue(watch.quiet(log.resolveSibling("missing")).compareTo(SOON) < 0);
    }
}
