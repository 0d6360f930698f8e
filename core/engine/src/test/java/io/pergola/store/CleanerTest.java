package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CleanerTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private Scratch scratch;

    @SuppressWarnings("NullAway.Init")
    private Store store;

    @BeforeEach
    void prepare() {
        scratch = new Scratch(dir);
        store = scratch.store();
    }

    @Nested
    final class Removing {

        @Test
        void anActiveRunIsRefused() {
            RunDirectory run = scratch.create();
            assertEquals(RemovalOutcome.ACTIVE, store.remove(run));
            assertTrue(store.run(1).isPresent());
        }

        @Test
        void anEndedRunTakesAllOfItAway() throws IOException {
            RunDirectory run = scratch.create();
            Scratch.finish(run, Verdict.PASS);
            store.allSummaries();
            assertEquals(RemovalOutcome.REMOVED, store.remove(run));
            assertEquals(RemovalOutcome.GONE, store.remove(run));
            assertEquals(Optional.empty(), store.run(1));
            assertEquals(List.of(), store.allSummaries());
            assertEquals(List.of(), store.summaries(List.of(1)));
        }

        @Test
        void aBuildThatMayNotBeWrittenGoesToo() throws IOException {
            RunDirectory run = scratch.create();
            Path inner = Files.createDirectories(run.buildDir().resolve("sub"));
            Scratch.write(inner.resolve("program"), "x");
            Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("r-xr-xr-x"));
            Scratch.finish(run, Verdict.PASS);
            assertEquals(RemovalOutcome.REMOVED, store.remove(run));
        }

        @Test
        void linksAreNotFollowed() throws IOException {
            RunDirectory run = scratch.create();
            Path outside = Files.createDirectory(dir.resolve("precious"));
            Scratch.write(outside.resolve("data"), "x");
            Files.createSymbolicLink(run.path().resolve("build"), outside);
            Scratch.finish(run, Verdict.PASS);
            store.remove(run);
            assertTrue(Files.exists(outside.resolve("data")));
        }
    }

    @Nested
    final class RemovingMany {

        @Test
        void takesAllThatHaveEnded() throws IOException {
            List<RunDirectory> runs = store.createRuns(Scratch.newRuns(150));
            runs.subList(0, 100).forEach(run -> Scratch.finish(run, Verdict.PASS));
            Files.createDirectories(runs.getFirst().path().resolve("attempts/1"));
            store.allSummaries();
            assertEquals(
                    Map.of(RemovalOutcome.REMOVED, 100, RemovalOutcome.ACTIVE, 50, RemovalOutcome.GONE, 1),
                    store.remove(IntStream.rangeClosed(1, 151).boxed().toList()));
            assertEquals(50, store.allSummaries().size());
            assertEquals(List.of(), store.summaries(List.of(1, 50, 100)));
            try (Stream<Path> left = Files.list(scratch.working().resolve("test_runs"))) {
                assertEquals(50, left.filter(Files::isDirectory).count());
            }
        }
    }

    @Nested
    final class Tidying {

        private TidyOutcome tidyLater(Duration age) {
            InstantSource later = InstantSource.fixed(Instant.now().plusSeconds(4000));
            return Store.open(scratch.working(), scratch.options(), later).tidy(age);
        }

        @Test
        void takesJobsAndSeriesWithoutRuns() {
            List<RunDirectory> runs = store.createRuns(Scratch.newRuns(2));
            runs.forEach(run -> Scratch.finish(run, Verdict.PASS));
            JobDirectory spent = store.createJob(new NewJob("a", "local", runs.subList(0, 1), Map.of()));
            JobDirectory kept = store.createJob(new NewJob("b", "local", runs, Map.of()));
            store.createSeries("spent", runs.subList(0, 1));
            store.createSeries("kept", runs);
            store.remove(runs.getFirst());
            assertEquals(new TidyOutcome(0, 0, 0), tidyLater(Duration.ofHours(2)), "too young");
            assertEquals(new TidyOutcome(1, 1, 0), tidyLater(Duration.ofHours(1)));
            assertEquals(Optional.empty(), store.job(spent.id()));
            assertTrue(store.job(kept.id()).isPresent());
            assertEquals(Optional.empty(), store.series(1));
            assertTrue(store.series(2).isPresent());
        }

        @Test
        void takesWhatACleanerLeftThatWasKilled() throws IOException {
            Path half = Files.createDirectories(scratch.working().resolve("test_runs/.removed-7-1a2b/build"));
            assertEquals(new TidyOutcome(0, 0, 1), tidyLater(Duration.ofHours(1)));
            assertFalse(Files.exists(half));
        }

        @Test
        void leavesTheDirectoriesOfAnotherHarness() throws IOException {
            Path job = Files.createDirectories(scratch.working().resolve("jobs/0a1b2c"));
            Scratch.write(job.resolve("info"), "{}");
            Path series = Files.createDirectories(scratch.working().resolve("series/9"));
            Scratch.write(series.resolve("config"), "{}");
            assertEquals(new TidyOutcome(0, 0, 0), tidyLater(Duration.ofHours(1)));
            assertTrue(Files.exists(job) && Files.exists(series));
        }
    }
}
