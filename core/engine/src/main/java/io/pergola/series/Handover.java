package io.pergola.series;

import io.pergola.model.RunState;
import io.pergola.model.SchedulerException;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.schedule.Backlog;
import io.pergola.schedule.JobStart;
import io.pergola.schedule.Kickoff;
import io.pergola.schedule.PlannedRun;
import io.pergola.schedule.UserLock;
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Hands over the jobs of a series little by little, as its user's other jobs end, and stops where too much fails. What is left to
 * do stands in the series' directory, so that whoever comes next goes on with it; of all who try, one does. See
 * {@code docs/adr/20261122-handover.md}.
 */
public final class Handover {

    private static final System.Logger LOG = System.getLogger(Handover.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    /** A look that took a second is made again after so many. */
    private static final int REST = 10;

    private static final int MOST_NAMED = 5;

    private final Store store;
    private final SeriesDirectory series;
    private final HandoverParts parts;
    private final FailedChunks failures;

    /** Of one series. */
    public Handover(Store store, SeriesDirectory series, HandoverParts parts) {
        this.store = store;
        this.series = series;
        this.parts = parts;
        this.failures = new FailedChunks(store);
    }

    /**
     * Plans the jobs of these runs and hands over as many as may be now. Whether others are left is what
     * {@link SeriesDirectory#hasHandover} says.
     *
     * @throws io.pergola.model.PluginException if a scheduler does not exist or is broken
     * @throws SchedulerException if a batch system does not say which nodes it has
     */
    public List<JobStart> begin(List<PlannedRun> runs, Backlog.Limits limits) {
        Kickoff.Step planned = parts.kickoff().prepare(runs, limits);
        var starts = new ArrayList<>(planned.starts());
        withLock(lockFile(), () -> {
            series.writeHandover(planned.rest().toValue());
            starts.addAll(submit(planned.rest()));
        });
        return starts;
    }

    /**
     * Stays until nothing is left to do, unless another process does.
     *
     * @throws StoreException if others may have written what is to be handed over
     */
    public void keep() {
        series.objection().ifPresent(why -> {
            throw new StoreException("The jobs of " + series.id() + " are not handed over: " + why, null);
        });
        withLock(lockFile(), () -> {
            while (series.hasHandover() && !Thread.currentThread().isInterrupted()) {
                Instant before = parts.clock().instant();
                look();
                if (series.hasHandover()) {
                    parts.sleep()
                            .accept(rest(Duration.between(before, parts.clock().instant())));
                }
            }
        });
    }

    private static Duration rest(Duration took) {
        Duration slow = took.multipliedBy(REST);
        Duration most = slow.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : slow;
        return most.compareTo(LOOK) > 0 ? most : LOOK;
    }

    /** Whether nobody hands over, as far as can be seen. */
    public boolean isIdle() {
        try {
            Optional<UserLock.Held> held = new UserLock(lockFile()).tryLock();
            held.ifPresent(Handover::release);
            return held.isPresent();
        } catch (IOException e) {
            return true;
        }
    }

    private Path lockFile() {
        return parts.locks().resolve("handover-" + series.uuid() + ".lock");
    }

    /** Without doing it where somebody else has the lock; where there can be none, nobody else is reckoned with. */
    private static void withLock(Path file, Runnable what) {
        Optional<UserLock.Held> held;
        try {
            held = new UserLock(file).tryLock();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Nobody else is kept from handing over: " + e.getMessage());
            what.run();
            return;
        }
        if (held.isPresent()) {
            try {
                what.run();
            } finally {
                release(held.get());
            }
        }
    }

    private static void release(UserLock.Held held) {
        try {
            held.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A lock was not released: " + e.getMessage());
        }
    }

    private void look() {
        Optional<Backlog> found = series.handover().map(Backlog::of);
        if (found.isEmpty()) {
            return;
        }
        Backlog backlog = found.get();
        List<RunSummary> runs = store.summaries(series.runs());
        parts.tracker().update(store, runs);
        if (backlog.limits().stopAfter() > 0) {
            List<String> failed = failures.of(runs);
            if (failed.size() >= backlog.limits().stopAfter()) {
                stop(backlog, runs, reason(failed, backlog.limits().stopAfter()));
                return;
            }
            if (backlog.jobs().isEmpty() && runs.stream().noneMatch(Handover::waits)) {
                series.dropHandover();
                return;
            }
        }
        submit(backlog);
    }

    /** One series of a user at a time: the count of jobs and what follows from it belong together. */
    private List<JobStart> submit(Backlog backlog) {
        var starts = new ArrayList<JobStart>();
        withLock(parts.locks().resolve("queue.lock"), () -> {
            int most = backlog.limits().mostInQueue();
            int room = most == 0
                    ? Integer.MAX_VALUE
                    : Math.max(0, most - parts.open().count());
            if (room == 0 || backlog.jobs().isEmpty()) {
                return;
            }
            Kickoff.Step step = parts.kickoff().submit(backlog, room);
            starts.addAll(step.starts());
            if (step.rest().isOpen()) {
                series.writeHandover(step.rest().toValue());
            } else {
                series.dropHandover();
            }
        });
        return starts;
    }

    private static boolean waits(RunSummary run) {
        return !run.ended() && run.state().equals(RunState.SCHEDULED.name());
    }

    private static String reason(List<String> failed, int limit) {
        String more = failed.size() > MOST_NAMED ? " and " + (failed.size() - MOST_NAMED) + " more" : "";
        return failed.size() + (failed.size() == 1 ? " chunk has" : " chunks have") + " failed (--stop-after " + limit
                + "): " + String.join("; ", failed.subList(0, Math.min(MOST_NAMED, failed.size()))) + more;
    }

    private void stop(Backlog backlog, Collection<RunSummary> runs, String reason) {
        for (int number : backlog.waiting()) {
            store.run(number)
                    .filter(run -> run.jobId().isEmpty())
                    .ifPresent(run -> run.end(
                            StateEntry.of(parts.clock().instant(), RunState.CANCELLED, "Not handed over: " + reason),
                            null));
        }
        List<Integer> queued = runs.stream()
                .filter(run -> waits(run) && !run.jobId().isEmpty())
                .map(run -> run.id().number())
                .toList();
        List<String> failed = parts.cancellation().cancel(queued, series.user(), reason);
        // Otherwise the next look tries again.
        if (failed.isEmpty()) {
            series.dropHandover();
        }
    }
}
