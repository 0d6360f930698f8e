package io.pergola.cli;

import io.pergola.model.RunState;
import io.pergola.model.Verdict;
import io.pergola.report.Cell;
import io.pergola.report.Style;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.store.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the facts of a run look in a table. */
final class RunColumns {

    private static final ZoneRules ZONE = ZoneId.systemDefault().getRules();
    private static final Set<String> BAD = Set.of(
            "CANCELLED", "SCHED_CANCELLED", "ABORTED", "RUN_TIMEOUT", "ENV_FAILED", "BUILD_FAILED", "BUILD_TIMEOUT");

    private static final Cell PASS = new Cell(Verdict.PASS.name(), Style.GOOD);
    private static final Cell FAIL = new Cell(Verdict.FAIL.name(), Style.BAD);
    private static final Cell ERROR = new Cell(Verdict.ERROR.name(), Style.WARN);

    private RunColumns() {}

    static Cell verdict(@Nullable Verdict verdict) {
        if (verdict == null) {
            return Cell.of("");
        }
        return switch (verdict) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case ERROR -> ERROR;
        };
    }

    /** The state; while a job starts up or nobody answers for it, that is what is shown. */
    static Cell state(RunSummary run, Map<String, JobStatus> jobs) {
        String state = shownState(run, jobs);
        Style style = Style.PLAIN;
        if (state.endsWith("_ERROR") || BAD.contains(state)) {
            style = Style.BAD;
        } else if (!run.ended()) {
            style = Style.BUSY;
        }
        return new Cell(state, style);
    }

    static String shownState(RunSummary run, Map<String, JobStatus> jobs) {
        JobStatus job = jobs.get(run.jobId());
        boolean waiting = !run.ended() && run.state().equals(RunState.SCHEDULED.name());
        return waiting && job != null && job.state() == JobState.SCHED_STARTUP
                ? RunState.SCHED_STARTUP.name()
                : run.state();
    }

    /** The note; of a run that nobody can say anything about, that it is so. */
    static String note(RunSummary run, Map<String, JobStatus> jobs) {
        JobStatus job = jobs.get(run.jobId());
        if (!run.ended() && job != null && job.state() == JobState.UNKNOWN) {
            return "the scheduler does not say how the job stands: " + job.reason();
        }
        if (!run.ended()
                && job != null
                && job.state() == JobState.SCHEDULED
                && !job.reason().isEmpty()) {
            return run.note() + "; the job " + job.reason();
        }
        return run.note();
    }

    static String time(@Nullable Instant time) {
        return time == null ? "" : local(LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZONE.getOffset(time)));
    }

    /** By hand, as in {@link #seconds}: a formatter takes longer to get ready than most tables take as a whole. */
    private static String local(LocalDateTime time) {
        var text = new StringBuilder(19).append(time.getYear());
        twoDigits(text, '-', time.getMonthValue());
        twoDigits(text, '-', time.getDayOfMonth());
        twoDigits(text, ' ', time.getHour());
        twoDigits(text, ':', time.getMinute());
        twoDigits(text, ':', time.getSecond());
        return text.toString();
    }

    private static void twoDigits(StringBuilder text, char before, long number) {
        text.append(before).append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** How long it ran, or has been running. */
    static String duration(RunSummary run, Instant now) {
        Instant started = run.started();
        if (started == null) {
            return "";
        }
        Instant finished = run.finished();
        return words(Duration.between(started, finished == null ? now : finished));
    }

    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds(duration);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
    }

    private static String seconds(Duration duration) {
        long hundredths = Math.max(0, (duration.toMillis() + 5) / 10);
        var text = new StringBuilder(8).append(hundredths / 100);
        twoDigits(text, '.', hundredths % 100);
        return text.append(" s").toString();
    }

    static String nodes(RunSummary run) {
        int count = run.nodes().size();
        return count > 3 ? run.nodes().getFirst() + ",… (" + count + ")" : String.join(",", run.nodes());
    }
}
