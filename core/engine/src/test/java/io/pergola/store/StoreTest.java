package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.RunId;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private Scratch scratch;

    @BeforeEach
    void prepare() {
        scratch = new Scratch(dir);
    }

    @Nested
    final class Opening {

        @Test
        void makesTheWorkingDirectoryWithItsParents() {
            Store store = Store.open(dir.resolve("a/b/c"), scratch.options(), () -> Scratch.NOW);
            assertTrue(Files.isRegularFile(dir.resolve("a/b/c/pergola.json")));
            assertEquals(dir.resolve("a/b/c/builds"), store.builds());
            assertArrayEquals(new int[0], store.runNumbers());
            assertEquals(List.of(), store.allSummaries());
        }

        @Test
        void aDirectoryMadeByANewerPergolaIsRefused() throws IOException {
            scratch.store();
            Scratch.write(scratch.working().resolve("pergola.json"), "{\"format\": 2}");
            var refused = assertThrows(StoreException.class, () -> scratch.store());
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("format 2; this one knows 1"), refused.getMessage());
        }

        @Test
        void aFileInTheWayIsNamed() throws IOException {
            Scratch.write(scratch.working(), "I am a file");
            var refused = assertThrows(StoreException.class, () -> scratch.store());
            assertTrue(String.valueOf(refused.getMessage())
                    .contains(scratch.working().toString()));
            assertTrue(String.valueOf(refused.getMessage()).contains("set another working_dir"));
        }

        @Test
        void partsThatWereRemovedByHandAreMadeAgain() throws IOException {
            scratch.create();
            try (Stream<Path> parts = Files.list(scratch.working())) {
                for (Path part : parts.filter(Files::isDirectory).toList()) {
                    Deletion.delete(part);
                }
            }
            Store store = scratch.store();
            List<RunDirectory> runs = store.createRuns(Scratch.newRuns(2));
            assertEquals(1, store.createSeries("again", runs).number());
            assertTrue(store.job(store.createJob(new NewJob("j", "local", runs, Map.of()))
                            .id())
                    .isPresent());
        }
    }

    @Nested
    final class Runs {

        @Test
        void keepWhatTheyWereMadeWith() {
            var test = (Value.Entries) Value.of(Map.of("scheduler", Value.of("slurm"), "cpus", Value.of(3)));
            var made = new NewRun("s.t", test, Map.of("sys_name", Value.of("box"), "user", Value.of("ann")));
            RunDirectory run = scratch.store().createRuns(List.of(made)).getFirst();
            RunDirectory read = scratch.store().run(1).orElseThrow();
            assertEquals(RunId.of(1), read.id());
            assertEquals(run.uuid(), read.uuid());
            assertEquals("s.t", read.name());
            assertEquals(test, read.test());
            assertEquals(Scratch.NOW, read.created());
            assertEquals("ann", read.user());
            assertEquals("box", read.sysName());
            assertEquals("slurm", read.scheduler());
            assertEquals(made.extra(), read.extra());
            assertEquals("CREATED", read.lastState().state());
        }

        @Test
        void inManyHaveRisingNumbersInTheOrderGiven() {
            List<NewRun> many = Stream.iterate(1, i -> i + 1)
                    .limit(200)
                    .map(i -> Scratch.newRun("t" + i))
                    .toList();
            List<RunDirectory> runs = scratch.store().createRuns(many);
            assertEquals(
                    many.stream().map(NewRun::name).toList(),
                    runs.stream().map(RunDirectory::name).toList());
            for (int i = 0; i < 200; i++) {
                assertEquals(i + 1, runs.get(i).id().number());
                assertEquals(
                        "t" + (i + 1), scratch.store().run(i + 1).orElseThrow().name());
            }
            assertEquals(200, scratch.store().runNumbers().length);
        }

        @Test
        void doNotGetTheNumbersOfRemovedOnes() {
            Store store = scratch.store();
            List<RunDirectory> runs = store.createRuns(Scratch.newRuns(3));
            Scratch.finish(runs.getLast(), Verdict.PASS);
            assertEquals(RemovalOutcome.REMOVED, store.remove(runs.getLast()));
            assertEquals(4, scratch.create().id().number());
        }

        @Test
        void goOnBehindTheHighestWhenTheHintIsLost() throws IOException {
            scratch.store().createRuns(Scratch.newRuns(20));
            Files.delete(scratch.working().resolve("test_runs/ids"));
            assertEquals(21, scratch.create().id().number());
        }

        @Test
        void goOnBehindTheHighestWhenTheHintIsTooLow() throws IOException {
            scratch.store().createRuns(Scratch.newRuns(100));
            Scratch.write(scratch.working().resolve("test_runs/ids"), "token\n3\n5");
            assertEquals(101, scratch.create().id().number());
            assertEquals(102, scratch.create().id().number());
        }

        @Test
        void ofNoSuchNumberAreEmpty() {
            scratch.create();
            assertEquals(Optional.empty(), scratch.store().run(2));
            assertEquals(Optional.empty(), scratch.store().run(0));
            assertEquals(Optional.empty(), scratch.store().run(-1));
        }

        @Test
        void ofNoneAreNone() {
            assertEquals(List.of(), scratch.store().createRuns(List.of()));
        }
    }

    @Nested
    final class ARun {

        @Test
        void knowsItsJobAtOnceAndCanGetAnother() {
            Store store = scratch.store();
            RunDirectory run = scratch.create();
            assertEquals(Optional.empty(), run.jobId());
            JobDirectory first = store.createJob(new NewJob("a", "local", List.of(run), Map.of()));
            JobDirectory second = store.createJob(new NewJob("b", "local", List.of(run), Map.of()));
            run.assignJob(first);
            assertEquals(Optional.of(first.id()), run.jobId());
            run.assignJob(second);
            assertEquals(Optional.of(second.id()), store.run(1).orElseThrow().jobId());
            assertTrue(Files.exists(run.path().resolve("job/job.json")), "the link leads to the job");
        }

        @Test
        void endsOnce() {
            RunDirectory run = scratch.create();
            assertTrue(run.end(StateEntry.of(Scratch.NOW, RunState.COMPLETE, "ok"), Verdict.PASS));
            List<StateEntry> journal = run.journal();
            assertFalse(run.end(StateEntry.of(Scratch.NOW, RunState.CANCELLED, "no"), null));
            assertEquals(journal, run.journal());
            assertEquals("COMPLETE", journal.getLast().state());
            assertEquals(
                    new Ending(journal.getLast(), Verdict.PASS), run.ending().orElseThrow());
        }

        @Test
        void staysEndedThoughSomebodyGoesOnWriting() {
            RunDirectory run = scratch.create();
            run.end(StateEntry.of(Scratch.NOW, RunState.CANCELLED, "enough"), null);
            run.append(StateEntry.of(Scratch.NOW, RunState.RUNNING, "late"));
            assertEquals("CANCELLED", run.lastState().state());
            assertEquals("CANCELLED", scratch.store().allSummaries().getFirst().state());
        }

        @Test
        void keepsTheFirstWishToCancel() {
            RunDirectory run = scratch.create();
            assertEquals(Optional.empty(), run.cancelRequest());
            var first = new CancelRequest("ann", Scratch.NOW, "too hot");
            run.requestCancel(first);
            run.requestCancel(new CancelRequest("bob", Scratch.NOW, ""));
            assertEquals(Optional.of(first), run.cancelRequest());
        }

        @Test
        void keepsItsNodes() {
            RunDirectory run = scratch.create();
            assertEquals(List.of(), run.nodes());
            run.writeNodes(List.of("n1", "n2"));
            assertEquals(List.of("n1", "n2"), run.nodes());
        }

        @Test
        void sharesItsNodesWithItsJobUntilItHasOthers() {
            RunDirectory run = scratch.create();
            RunDirectory other = scratch.create();
            JobDirectory job = scratch.store().createJob(new NewJob("j", "local", List.of(run, other), Map.of()));
            job.writeNodes(List.of("n1"));
            run.writeNodes(job, List.of("n1"));
            other.writeNodes(job, List.of("n1"));
            assertEquals(List.of("n1"), run.nodes());

            other.writeNodes(job, List.of("n2"));
            assertEquals(List.of("n2"), other.nodes());
            assertEquals(List.of("n1"), run.nodes(), "nobody else's were changed");
        }

        @Test
        void isGivenToAnotherJobByItself() {
            RunDirectory run = scratch.create();
            RunDirectory other = scratch.create();
            var entry = StateEntry.of(Scratch.NOW, RunState.SCHEDULED, "");
            JobDirectory first = scratch.store().createJob(new NewJob("j", "local", List.of(run, other), Map.of()));
            JobDirectory second = scratch.store().createJob(new NewJob("k", "local", List.of(other), Map.of()));
            scratch.store().assign(List.of(run, other), first, entry);
            assertEquals(Optional.of(first.id()), other.jobId());

            scratch.store().assign(List.of(other), second, entry);
            assertEquals(Optional.of(second.id()), other.jobId());
            assertEquals(Optional.of(first.id()), run.jobId());
        }

        @Test
        void takesManyLinesThroughAnOpenJournal() {
            RunDirectory run = scratch.create();
            try (Journal journal = run.openJournal()) {
                for (int i = 0; i < 100; i++) {
                    journal.append(StateEntry.of(Scratch.NOW, RunState.INFO, "line " + i));
                }
            }
            assertEquals(101, run.journal().size());
            assertEquals("line 99", run.lastState().note());
        }

        @Test
        void cannotBeRevisedBeforeItHasEnded() {
            RunDirectory run = scratch.create();
            assertThrows(StoreException.class, () -> run.revise(Scratch.entries("a", "b"), Verdict.PASS));
            assertEquals(Optional.empty(), run.results());
        }

        @Test
        void thatWasRemovedMeanwhileSaysSo() throws IOException {
            RunDirectory run = scratch.create();
            Deletion.delete(run.path());
            var append =
                    assertThrows(StoreException.class, () -> run.append(StateEntry.of(Scratch.NOW, RunState.INFO, "")));
            assertTrue(String.valueOf(append.getMessage()).contains("does not exist (any more)"), append.getMessage());
            assertThrows(StoreException.class, () -> run.writeResults(Scratch.entries("a", "b")));
            assertThrows(StoreException.class, () -> run.end(StateEntry.of(Scratch.NOW, RunState.INFO, ""), null));
            assertEquals(Optional.empty(), run.ending());
        }
    }

    @Nested
    final class Series {

        @Test
        void tellTheirRunsAndBecomeTheUsersLast() {
            Store store = scratch.store();
            List<RunDirectory> runs = store.createRuns(Scratch.newRuns(2));
            SeriesDirectory made = store.createSeries("nightly", runs);
            SeriesDirectory read = store.series(made.number()).orElseThrow();
            assertEquals("nightly", read.name());
            assertEquals(List.of(1, 2), read.runs());
            assertEquals("s1", read.id());
            assertEquals(Scratch.NOW, read.created());
            assertEquals("box", read.sysName());
            assertEquals(Optional.of(1), runs.getFirst().series());
            assertEquals(Optional.of(1), store.lastSeries(read.user(), "box"));
            assertEquals(Optional.empty(), store.lastSeries(read.user(), "elsewhere"));
            assertEquals(Optional.empty(), store.lastSeries("../series/1/series", "box"));
            assertNotEquals(made.uuid(), store.createSeries("more", List.of()).uuid());
            assertArrayEquals(new int[] {1, 2}, store.seriesNumbers());
            assertEquals("s1", store.allSummaries().getFirst().series());
        }

        @Test
        void ofOtherSystemsAreRemembered() {
            Store store = scratch.store();
            var user = Map.of("user", Value.of("ann"));
            var elsewhere = Map.of("user", Value.of("ann"), "sys_name", Value.of("big"));
            var test = Scratch.entries("a", "b");
            store.createSeries("here", store.createRuns(List.of(new NewRun("a", test, Map.copyOf(user)))));
            store.createSeries("there", store.createRuns(List.of(new NewRun("a", test, Map.copyOf(elsewhere)))));
            assertEquals(Optional.of(1), store.lastSeries("ann", ""));
            assertEquals(Optional.of(2), store.lastSeries("ann", "big"));
        }
    }

    @Nested
    final class Names {

        @Test
        void ofJobsThatAreNoneLeadNowhere() throws IOException {
            Store store = scratch.store();
            Scratch.write(scratch.working().resolve("job.json"), "{}");
            for (String id : List.of("", "..", "../jobs", "a/b", "deadbeef")) {
                assertEquals(Optional.empty(), store.job(id));
            }
        }

        @Test
        void ofTestsAreOnlyText() {
            String name = "../x/\n\"quoted\" \0";
            scratch.store().createRuns(List.of(Scratch.newRun(name)));
            assertEquals(name, scratch.store().run(1).orElseThrow().name());
            assertEquals(Instant.EPOCH, Stamp.of(null));
        }
    }
}
