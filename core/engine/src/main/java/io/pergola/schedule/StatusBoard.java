package io.pergola.schedule;

import io.pergola.model.PergolaException;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What batch systems last said, for all processes of a user: one of them asks, for the jobs of all, and not before the batch
 * system has had its rest. Where the directory cannot be used, each process keeps to that by itself. Never waits for another
 * process. Used by one thread; see {@code docs/adr/20261122-status-board.md}.
 */
public final class StatusBoard {

    /** A batch system that took a second to answer is left alone for so many. */
    private static final int REST = 10;

    private static final Duration LONGEST_REST = Duration.ofMinutes(2);

    private final Path directory;
    private final @Nullable Duration interval;
    private final InstantSource clock;
    private final Map<String, BoardFile> files = new HashMap<>();
    private final Map<JobInfo, KnownStatus> free = new HashMap<>();

    /**
     * A board.
     *
     * @param directory of this user's processes; made if it is not there
     * @param interval between two questions; null for what each scheduler wants
     */
    public StatusBoard(Path directory, @Nullable Duration interval, InstantSource clock) {
        this.directory = directory;
        this.interval = interval;
        this.clock = clock;
    }

    /** Whether a scheduler may be asked at any time, because that costs nobody anything. */
    public static boolean isFree(Scheduler scheduler) {
        return scheduler.statusInterval().isZero();
    }

    /**
     * What is known of jobs, asked for now if it is time to.
     *
     * @param name the scheduler's name, for the file
     * @return no entry for a job of which nobody has asked yet; it will be in the next question
     */
    public Map<JobInfo, KnownStatus> ask(String name, Scheduler scheduler, Collection<JobInfo> jobs) {
        if (isFree(scheduler)) {
            return askFreely(scheduler, jobs);
        }
        BoardFile file = files.computeIfAbsent(name, key -> new BoardFile(directory, key));
        Board seen = file.read();
        Instant now = clock.instant();
        if (!isDue(seen, now) && seen.wants(jobs, now)) {
            return seen.answers(jobs);
        }
        Optional<BoardFile.Turn> turn = file.tryTurn();
        if (turn.isEmpty()) {
            return seen.answers(jobs);
        }
        try (BoardFile.Turn mine = turn.get()) {
            Board board = mine.read().wanting(jobs, now);
            if (isDue(board, now)) {
                board = asked(board, scheduler);
            }
            mine.write(board);
            return board.answers(jobs);
        }
    }

    private Map<JobInfo, KnownStatus> askFreely(Scheduler scheduler, Collection<JobInfo> jobs) {
        var answers = new HashMap<JobInfo, KnownStatus>();
        question(scheduler, jobs)
                .forEach((job, status) -> answers.put(job, KnownStatus.after(free.get(job), status, clock.instant())));
        free.putAll(answers);
        return answers;
    }

    private static boolean isDue(Board board, Instant now) {
        // A time too far ahead was written by a clock that went wrong.
        return !now.isBefore(board.next()) || board.next().isAfter(now.plus(LONGEST_REST.multipliedBy(2)));
    }

    private Board asked(Board board, Scheduler scheduler) {
        List<JobInfo> open = board.open();
        if (open.isEmpty()) {
            return board;
        }
        Instant before = clock.instant();
        Map<JobInfo, JobStatus> answers = question(scheduler, open);
        Instant after = clock.instant();
        return board.answered(answers, after, after.plus(rest(scheduler, Duration.between(before, after))));
    }

    private Duration rest(Scheduler scheduler, Duration took) {
        Duration least = interval == null ? scheduler.statusInterval() : interval;
        Duration slow = took.multipliedBy(REST);
        Duration wanted = slow.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : slow;
        return wanted.compareTo(least) > 0 ? wanted : least;
    }

    private static Map<JobInfo, JobStatus> question(Scheduler scheduler, Collection<JobInfo> jobs) {
        var answers = new HashMap<JobInfo, JobStatus>();
        try {
            Map<JobInfo, JobStatus> said = scheduler.jobStatus(List.copyOf(jobs));
            jobs.forEach(job -> answers.put(job, said.getOrDefault(job, UNANSWERED)));
        } catch (PergolaException e) {
            var unknown = new JobStatus(JobState.UNKNOWN, String.valueOf(e.getMessage()));
            jobs.forEach(job -> answers.put(job, unknown));
        }
        return answers;
    }

    private static final JobStatus UNANSWERED = new JobStatus(JobState.UNKNOWN, "the scheduler did not say");
}
