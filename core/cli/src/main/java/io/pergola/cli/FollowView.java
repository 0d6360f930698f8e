package io.pergola.cli;

import io.pergola.model.Verdict;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import io.pergola.schedule.Follower;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.store.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows runs as they end, until all have, the user leaves, or the time is up. */
final class FollowView {

    /** A second Ctrl-C within this time means cancel. */
    private static final Duration SECOND_THOUGHT = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(50);

    private static final int LOOKS_A_SECOND = 20;

    /** Why following came to an end. */
    enum Outcome {
        /** All runs have ended. */
        ENDED,
        /** The user does not want to look any more. */
        LEFT,
        /** The time that was given is over. */
        TIME_UP
    }

    private final Screen screen;
    private final InstantSource clock;
    private final ProgressLine progress;
    private final Set<Integer> told = new HashSet<>();
    private final boolean eachRun;

    /** {@code eachRun}: print a line for each run that ends. */
    FollowView(Screen screen, InstantSource clock, boolean eachRun) {
        this.screen = screen;
        this.clock = clock;
        this.eachRun = eachRun;
        this.progress = new ProgressLine(screen);
    }

    /**
     * Follows.
     *
     * @param cancel asks for all runs to be cancelled
     * @param comeBack what to type to see the runs again
     * @param limit empty for no limit
     */
    Outcome follow(Follower follower, Runnable cancel, String comeBack, Optional<Duration> limit)
            throws InterruptedException {
        Optional<Instant> until = limit.map(clock.instant()::plus);
        Instant firstInterrupt = Instant.MAX;
        boolean cancelled = false;
        int quietLooks = 0;
        try (var interrupts = new Interrupts()) {
            while (true) {
                quietLooks = follower.poll().isEmpty() ? quietLooks + 1 : 0;
                if (quietLooks % LOOKS_A_SECOND == 0 || follower.done()) {
                    tell(follower);
                }
                if (follower.done()) {
                    return Outcome.ENDED;
                }
                if (until.isPresent() && !clock.instant().isBefore(until.get())) {
                    return Outcome.TIME_UP;
                }
                if (interrupts.count() == 1 && firstInterrupt.equals(Instant.MAX)) {
                    firstInterrupt = clock.instant();
                    progress.clear();
                    screen.info("The tests go on. " + comeBack + " Ctrl-C again within 3 s cancels them.");
                }
                if (interrupts.count() > 1 && !cancelled) {
                    cancelled = true;
                    progress.clear();
                    screen.info("Cancelling ...");
                    cancel.run();
                }
                if (!cancelled
                        && !firstInterrupt.equals(Instant.MAX)
                        && clock.instant().isAfter(firstInterrupt.plus(SECOND_THOUGHT))) {
                    return Outcome.LEFT;
                }
                Thread.sleep(LOOK);
            }
        } finally {
            progress.clear();
        }
    }

    private void tell(Follower follower) {
        List<RunSummary> runs = follower.runs();
        int running = 0;
        int ended = 0;
        int passed = 0;
        String latest = "";
        for (RunSummary run : runs) {
            if (run.ended()) {
                ended++;
                passed += run.result() == Verdict.PASS ? 1 : 0;
                tellEnd(run);
            } else if (run.state().equals("RUNNING")) {
                running++;
                latest = run.name();
            }
        }
        if (ended < runs.size()) {
            progress.draw(line(runs.size(), ended, passed, running)
                    + doubt(follower)
                    + (latest.isEmpty() ? "" : "  " + latest));
        }
    }

    private static String line(int total, int ended, int passed, int running) {
        int waiting = total - ended - running;
        String bad = ended > passed ? ", " + (ended - passed) + " not" : "";
        return ended + "/" + total + " done (" + passed + " passed" + bad + ")  " + running + " running  " + waiting
                + " waiting";
    }

    private static String doubt(Follower follower) {
        return follower.jobs().values().stream()
                .filter(status -> status.state() == JobState.UNKNOWN)
                .map(JobStatus::reason)
                .findFirst()
                .map(reason -> "  (no word from the scheduler: " + reason + ")")
                .orElse("");
    }

    private void tellEnd(RunSummary run) {
        if (!told.add(run.id().number()) || !eachRun || screen.quiet()) {
            return;
        }
        progress.clear();
        Verdict verdict = run.result();
        String word = verdict == null ? run.state() : verdict.name();
        Style style = verdict == Verdict.PASS ? Style.GOOD : Style.BAD;
        String note = verdict == Verdict.PASS || run.state().equals("COMPLETE") ? "" : "  " + run.note();
        String id = run.id().toString();
        screen.info(" ".repeat(Math.max(0, 6 - id.length()))
                + id
                + "  "
                + screen.paintError(style, word + " ".repeat(Math.max(0, 6 - word.length())))
                + "  "
                + DisplayText.harmless(run.name() + note));
    }
}
