package io.pergola.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.SchedulerException;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusBoardTest {

    private static final Instant START = Instant.parse("2026-11-22T04:00:00Z");
    private static final String NAME = "batch";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    private final Batch batch = new Batch();
    private Instant now = START;

    /** As another process has it. */
    private StatusBoard board() {
        return board(null);
    }

    private StatusBoard board(@Nullable Duration interval) {
        return new StatusBoard(directory, interval, () -> now);
    }

    private static JobInfo job(int number) {
        return new JobInfo(Map.of("id", Integer.toString(number)));
    }

    private @Nullable JobStatus ask(StatusBoard board, int number) {
        KnownStatus known = known(board, number);
        return known == null ? null : known.status();
    }

    private @Nullable KnownStatus known(StatusBoard board, int number) {
        return board.ask(NAME, batch, List.of(job(number))).get(job(number));
    }

    @Test
    void fourProcessesThatWaitForTenMinutesAskAtMostOnceInTenSeconds() {
        List<StatusBoard> processes =
                IntStream.range(0, 4).mapToObj(_ -> board()).toList();
        for (int second = 0; second < 600; second++) {
            for (int i = 0; i < 4; i++) {
                ask(processes.get(i), i);
            }
            now = now.plusSeconds(1);
        }
        for (int i = 1; i < batch.questions.size(); i++) {
            Instant before = batch.questions.get(i - 1).time();
            assertTrue(
                    Duration.between(before, batch.questions.get(i).time()).toSeconds() >= 10,
                    "questions at " + batch.questions);
        }
        assertEquals(60, batch.questions.size());
        assertEquals(
                Set.of(job(0), job(1), job(2), job(3)),
                batch.questions.getLast().jobs());
    }

    @Test
    void whatOneProcessLearnedTheOthersKnow() {
        ask(board(), 1);
        now = now.plusSeconds(5);
        assertEquals(new JobStatus(JobState.SCHEDULED, "waits"), ask(board(), 1));
        assertEquals(1, batch.questions.size());
    }

    @Test
    void aJobThatNobodyAskedOfYetIsInTheNextQuestion() {
        StatusBoard board = board();
        ask(board, 1);
        assertNull(ask(board, 2));
        now = now.plusSeconds(10);
        assertNotNull(ask(board(), 1));
        assertNotNull(ask(board, 2));
        assertEquals(2, batch.questions.size());
    }

    @Test
    void aJobThatIsOverIsNotAskedOfAgain() {
        batch.answer = new JobStatus(JobState.SCHED_ERROR, "ran into its time limit");
        StatusBoard board = board();
        ask(board, 1);
        batch.answer = new JobStatus(JobState.UNKNOWN, "");
        now = now.plusSeconds(60);
        assertEquals(new JobStatus(JobState.SCHED_ERROR, "ran into its time limit"), ask(board, 1));
        assertEquals(1, batch.questions.size());
    }

    @Test
    void itIsKnownSinceWhenAJobIsInItsState() {
        Instant first = now;
        batch.answer = new JobStatus(JobState.ENDED, "first");
        ask(board(), 1);
        now = now.plusSeconds(20);
        batch.answer = new JobStatus(JobState.ENDED, "second");
        assertEquals(new KnownStatus(batch.answer, first), known(board(), 1));
        now = now.plusSeconds(20);
        batch.answer = new JobStatus(JobState.SCHEDULED, "requeued");
        assertEquals(new KnownStatus(batch.answer, now), known(board(), 1));
    }

    @Test
    void aSlowBatchSystemIsLeftAloneForLonger() {
        batch.takes = Duration.ofSeconds(4);
        StatusBoard board = board();
        ask(board, 1);
        now = now.plusSeconds(39);
        ask(board, 1);
        assertEquals(1, batch.questions.size());
        now = now.plusSeconds(1);
        ask(board, 1);
        assertEquals(2, batch.questions.size());
    }

    @Test
    void neverForMoreThanTwoMinutes() {
        batch.takes = Duration.ofSeconds(59);
        StatusBoard board = board();
        ask(board, 1);
        now = now.plusSeconds(120);
        ask(board, 1);
        assertEquals(2, batch.questions.size());
    }

    @Test
    void silenceIsUnknownAndIsAskedAgain() {
        batch.silent = true;
        StatusBoard board = board();
        assertEquals(new JobStatus(JobState.UNKNOWN, "the controller does not answer"), ask(board, 1));
        batch.silent = false;
        now = now.plusSeconds(10);
        assertEquals(new JobStatus(JobState.SCHEDULED, "waits"), ask(board, 1));
    }

    @Test
    void theSiteSetsTheInterval() {
        StatusBoard board = board(Duration.ofSeconds(60));
        ask(board, 1);
        now = now.plusSeconds(59);
        ask(board, 1);
        assertEquals(1, batch.questions.size());
        now = now.plusSeconds(1);
        ask(board, 1);
        assertEquals(2, batch.questions.size());
    }

    @Test
    void whatCostsNothingIsAskedAtOnce() {
        batch.interval = Duration.ZERO;
        StatusBoard board = board(Duration.ofSeconds(60));
        ask(board, 1);
        ask(board, 2);
        assertEquals(2, batch.questions.size());
    }

    @Test
    void doesNotWaitForAProcessThatAsksRightNow() throws IOException {
        ask(board(), 1);
        now = now.plusSeconds(60);
        Path lock = directory.resolve(NAME + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            assertTrue(channel.lock().isValid());
            assertEquals(new JobStatus(JobState.SCHEDULED, "waits"), ask(board(), 1));
        }
        assertEquals(1, batch.questions.size());
    }

    @Test
    void aDamagedFileIsAskedAnew() throws IOException {
        ask(board(), 1);
        Files.writeString(directory.resolve(NAME + ".json"), "{\"next\": \"20");
        assertEquals(new JobStatus(JobState.SCHEDULED, "waits"), ask(board(), 1));
    }

    @Test
    void aClockThatWentWrongHoldsNobodyUp() {
        now = START.plus(Duration.ofDays(400));
        ask(board(), 1);
        now = START;
        ask(board(), 1);
        assertEquals(2, batch.questions.size());
    }

    @Test
    void withoutADirectoryAProcessKeepsTheIntervalByItself() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        var board = new StatusBoard(file.resolve("none"), null, () -> now);
        for (int second = 0; second < 30; second++) {
            assertNotNull(ask(board, 1));
            now = now.plusSeconds(1);
        }
        assertEquals(3, batch.questions.size());
    }

    private record Question(Instant time, Set<JobInfo> jobs) {}

    /** Counts what it is asked. */
    private final class Batch extends AskedScheduler {

        private final List<Question> questions = new ArrayList<>();
        private JobStatus answer = new JobStatus(JobState.SCHEDULED, "waits");
        private Duration interval = Duration.ofSeconds(10);
        private Duration takes = Duration.ZERO;
        private boolean silent;

        @Override
        public Duration statusInterval() {
            return interval;
        }

        @Override
        public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
            questions.add(new Question(now, Set.copyOf(jobs)));
            now = now.plus(takes);
            if (silent) {
                throw new SchedulerException("the controller does not answer", null);
            }
            return jobs.stream().collect(Collectors.toMap(job -> job, _ -> answer));
        }
    }
}
