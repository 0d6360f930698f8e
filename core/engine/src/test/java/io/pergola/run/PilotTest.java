package io.pergola.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.store.CancelRequest;
import io.pergola.store.JobDirectory;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pilot in this process, with real scripts. */
@Timeout(60)
class PilotTest extends PilotFixture {

    PilotTest(@TempDir Path directory) {
        super(directory);
    }

    @Test
    void aClockThatIsSetEndsNoTest() throws Exception {
        Path set = directory.resolve("set");
        clock = () -> Files.exists(set) ? Instant.now().plus(Duration.ofHours(1)) : Instant.now();
        test("sleep 0.1; touch " + set + "; sleep 0.6; echo well", 30);
        fly(job(1));
        assertEquals(List.of("COMPLETE"), states());
    }

    @Test
    void aTestThatSetsTheTimeOfItsOutputIsEndedAllTheSame() throws Exception {
        test("touch -d '1 hour' ../run.log; sleep 1000", 1);
        fly(job(1));
        assertEquals(List.of("RUN_TIMEOUT"), states());
    }

    @Test
    void runsNothingThatOthersMayHavePutThere() throws Exception {
        test("touch ran", 30);
        test("touch ran", 30);
        RunDirectory open = runs.getFirst();
        Files.setAttribute(open.path().resolve("run.json"), "unix:mode", 0666);
        fly(job(2));
        assertEquals(List.of("RUN_ERROR", "COMPLETE"), states());
        assertTrue(
                open.lastState().note().contains("everybody may write to " + open.path()),
                open.lastState().note());
        assertFalse(Files.exists(open.buildDir().resolve("ran")));
    }

    @Test
    void everyRunEndsWithItsVerdictAndResults() throws IOException {
        test("echo $PERGOLA_CORES; hostname", 30);
        test("exit 7", 30);
        fly(job(0));
        assertEquals(List.of(Verdict.PASS, Verdict.FAIL), verdicts());
        assertEquals(2, Files.readAllLines(runs.getFirst().log()).size());
        Value.Entries results = runs.getLast().results().orElseThrow();
        assertEquals(Value.of(7), results.values().get("return_value"));
        assertEquals(Value.ofTexts(List.of("n1")), results.values().get("nodes"));
        assertEquals(List.of("n1"), runs.getLast().nodes());
    }

    @Test
    void notMoreRunAtOnceThanTheJobHasProcessorsThoughTheHostHasMore() {
        String alone = "cd '%s'; touch here.$TEST_ID; sleep 0.3; n=$(ls here.* | wc -l); rm here.$TEST_ID; [ $n -eq 1 ]"
                .formatted(directory);
        test(alone, 30);
        test(alone, 30);
        test(alone, 30);
        fly(job(0), 1);
        assertEquals(List.of(Verdict.PASS, Verdict.PASS, Verdict.PASS), verdicts());
    }

    @Test
    void asManyRunAtOnceAsThereAreCores() throws IOException {
        String meet = "echo >> %s; until [ $(wc -l < %s) -ge 2 ]; do sleep 0.02; done"
                .formatted(directory.resolve("met"), directory.resolve("met"));
        test(meet, 30);
        test(meet, 30);
        fly(job(0));
        assertEquals(List.of(Verdict.PASS, Verdict.PASS), verdicts());
    }

    @Test
    void noMoreRunAtOnceThanTheTestsAllow() throws IOException {
        String alone = "mkdir %s && sleep 0.2 && rmdir %s".formatted(directory.resolve("in"), directory.resolve("in"));
        for (int i = 0; i < 4; i++) {
            test(alone, 30);
        }
        fly(job(1));
        assertEquals(4, verdicts().stream().filter(Verdict.PASS::equals).count());
    }

    @Test
    void oneThatIsSilentForTooLongIsKilledWithAllItStarted() {
        test("sleep 1000 & sleep 1000", 1);
        fly(job(0));
        assertEquals(List.of("RUN_TIMEOUT"), states());
        assertEquals(List.of(Verdict.ERROR), verdicts());
    }

    /** Fails, leaving something behind, until the third time. */
    private static final String THIRD =
            "n=$(cat $PERGOLA_RUN_DIR/n 2>/dev/null || echo 0); echo $((n + 1)) > $PERGOLA_RUN_DIR/n; echo at $n; ls; touch left; [ $n -ge 2 ]";

    @Test
    void oneThatDoesNotPassIsTriedAgainAndEveryAttemptIsKept() throws IOException {
        test(THIRD, 30, ",\"retries\":\"4\",\"retry_delay\":\"0.1\"");
        fly(job(0));
        assertEquals(List.of(Verdict.PASS), verdicts());
        RunDirectory run = runs.getFirst();
        assertEquals(List.of("at 2"), Files.readAllLines(run.log()));
        assertEquals(List.of("at 0"), Files.readAllLines(run.attempts().resolve("1/run.log")));
        assertTrue(Files.exists(run.attempts().resolve("2/build/left")));
        assertFalse(Files.exists(run.attempts().resolve("3")));
        assertEquals(Value.of(3), run.results().orElseThrow().values().get("result_attempt"));
        assertTrue(Files.readString(run.attempts().resolve("2/results.json")).contains("\"result\":\"FAIL\""));
        assertTrue(
                run.journal().stream()
                        .anyMatch(entry -> entry.state().equals("RUN_READY")
                                && entry.note().startsWith("Attempt 1 of 5 came to FAIL")),
                run.journal()::toString);
    }

    @Test
    void whatIsBuiltOnNodesIsBuiltByThePilot() throws IOException {
        String build = "{\"on_nodes\":\"true\",\"cmds\":[\"echo made | tee made.txt\"]}";
        test("cat made.txt", 30, "", build);
        test("cat made.txt", 30, "", build);
        test("true", 30, "", "{\"on_nodes\":\"true\",\"cmds\":[\"exit 4\"]}");
        fly(job(0));
        assertEquals(List.of("COMPLETE", "COMPLETE", "BUILD_FAILED"), states());
        assertEquals(List.of("made"), Files.readAllLines(runs.getFirst().log()));
        assertEquals(
                "The build script ended with exit code 4",
                runs.getLast().lastState().note());
    }

    @Test
    void aBuildOnNodesIsCancelledWithItsRun() throws InterruptedException {
        test("true", 30, "", "{\"on_nodes\":\"true\",\"cmds\":[\"sleep 1000\"]}");
        JobDirectory job = job(0);
        var flight = new Thread(() -> fly(job), "flight");
        flight.start();
        RunDirectory run = runs.getFirst();
        while (!run.lastState().state().equals("BUILDING")) {
            Thread.onSpinWait();
        }
        var request = new CancelRequest("ann", InstantSource.system().instant(), "enough");
        run.requestCancel(request);
        job.requestCancel(request, List.of(run.id().number()));
        flight.join();
        assertEquals(List.of("CANCELLED"), states());
    }

    @Test
    void theLastAttemptCounts() {
        test("exit 5", 30, ",\"retries\":\"1\"");
        fly(job(0));
        assertEquals(List.of(Verdict.FAIL), verdicts());
        assertEquals(
                Value.of(2), runs.getFirst().results().orElseThrow().values().get("result_attempt"));
    }

    @Test
    void onlyTheCausesThatTheTestNamesAreTriedAgain() {
        test("exit 5", 30, ",\"retries\":\"3\",\"retry_on\":[\"timeout\",\"6\"]");
        test("kill -SEGV $$", 30, ",\"retries\":\"1\",\"retry_on\":[\"SIGSEGV\"]");
        fly(job(0));
        assertFalse(Files.exists(runs.getFirst().attempts()));
        assertTrue(Files.exists(runs.getLast().attempts().resolve("1")));
    }

    @Test
    void whatATestLeavesRunningIsEnded() throws IOException {
        Path left = directory.resolve("left");
        test("setsid sleep 1000 >/dev/null 2>&1 & echo $! > " + left, 30);
        fly(job(0));
        assertEquals(List.of(Verdict.PASS), verdicts());
        assertFalse(ProcessHandle.of(Long.parseLong(Files.readString(left).strip()))
                .map(ProcessHandle::isAlive)
                .orElse(false));
    }

    @Test
    void aWishToCancelEndsWhatRunsAndWhatWaits() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            test("sleep 1000", 300);
        }
        JobDirectory job = job(0);
        var flight = new Thread(() -> fly(job), "flight");
        flight.start();
        while (runs.stream()
                        .filter(run -> run.lastState().state().equals("RUNNING"))
                        .count()
                < CORES) {
            Thread.onSpinWait();
        }
        var wish = new CancelRequest("ann", InstantSource.system().instant(), "enough");
        runs.forEach(run -> run.requestCancel(wish));
        job.requestCancel(wish, runs.stream().map(run -> run.id().number()).toList());
        flight.join();
        assertEquals(List.of("CANCELLED", "CANCELLED", "CANCELLED", "CANCELLED"), states());
        assertTrue(runs.getFirst().lastState().note().contains("ann"));
    }

    @Test
    void aTestThatDiesAfterTheWishToCancelItIsCancelled() {
        test("sleep 0.3; kill $$", 300);
        runs.getFirst()
                .requestCancel(new CancelRequest("ann", InstantSource.system().instant(), "enough"));
        fly(job(0));
        assertEquals(List.of("CANCELLED"), states());
    }

    @Test
    void aRunThatEndedBeforeIsLeftAsItIs() {
        test("echo again", 30);
        RunDirectory run = runs.getFirst();
        run.end(run.lastState(), Verdict.FAIL);
        fly(job(0));
        assertEquals(List.of(Verdict.FAIL), verdicts());
        assertFalse(Files.exists(run.log()));
    }

    @Test
    void aRunWhoseDirectoryIsGoneHoldsNobodyUp() throws IOException {
        test("true", 30);
        test("true", 30);
        JobDirectory job = job(0);
        try (var files = Files.walk(runs.removeFirst().path())) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
        fly(job);
        assertEquals(List.of(Verdict.PASS), verdicts());
    }

    @Test
    void aScriptThatCannotBeStartedIsAnErrorAndSaysWhy() {
        String saved = """
                {"suite":"s","test":"t","subtitle":"","label":"main","suite_path":"/s.yaml","host":"h","os":"o","modes":[],
                 "options":{},"permutation":{},"variables":{},"config":{"shebang":"#!/no/such/shell","run":{"cmds":["true"],"timeout":"30"}}}""";
        runs.addAll(store.createRuns(List.of(new NewRun("s.t", (Value.Entries) Json.read(saved), Map.of()))));
        fly(job(0));
        assertEquals(List.of("RUN_ERROR"), states());
        assertTrue(runs.getFirst().lastState().note().contains("/no/such/shell"));
    }

    @Test
    void statesComeInOrderAndAreTheEventsOfTheJob() {
        test("true", 30);
        JobDirectory job = job(0);
        fly(job);
        List<String> expected = List.of("RUNNING", "RUN_DONE", "RESULTS", "COMPLETE");
        List<String> journal =
                runs.getFirst().journal().stream().map(entry -> entry.state()).toList();
        assertEquals(expected, journal.subList(journal.size() - expected.size(), journal.size()));
        List<String> events = job.events(0).events().stream()
                .map(event -> event.isEnd() ? "ENDED" : event.entry().state())
                .toList();
        var withEnd = new ArrayList<>(expected);
        withEnd.add("ENDED");
        assertEquals(withEnd, events, () -> Arrays.toString(events.toArray()));
    }
}
