package io.pergola.schedule;

import io.pergola.model.RunId;
import io.pergola.model.StateEntry;
import io.pergola.spi.JobStatus;
import io.pergola.store.EventPage;
import io.pergola.store.JobDirectory;
import io.pergola.store.RunEvent;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Watches runs of one working directory until all have ended: reads what their pilots say, and now and then asks the batch
 * systems. Costs one small read a job and look, whatever the number of runs. Not safe for use by several threads.
 */
public final class Follower {

    private static final Duration CHECK = Duration.ofSeconds(1);

    /** As long as pilots speak, nobody else is asked but now and then. */
    private static final Duration TRUST = Duration.ofSeconds(10);

    private final Store store;
    private final JobTracker tracker;
    private final InstantSource clock;
    private final Map<Integer, RunSummary> runs = new LinkedHashMap<>();
    private final Set<Integer> active = new LinkedHashSet<>();
    private final Map<String, Long> read = new HashMap<>();
    private final Map<String, JobDirectory> directories = new HashMap<>();
    private Map<String, JobStatus> jobs = Map.of();
    private Instant nextCheck;
    private Instant lastCheck;

    /** For these runs, as they were last seen. */
    public Follower(Store store, JobTracker tracker, List<RunSummary> seen, InstantSource clock) {
        this.store = store;
        this.tracker = tracker;
        this.clock = clock;
        for (RunSummary run : seen) {
            runs.put(run.id().number(), run);
            if (!run.ended()) {
                active.add(run.id().number());
            }
        }
        this.lastCheck = clock.instant();
        this.nextCheck = afterCheck();
    }

    /** Looks once; gives the states that were entered since, oldest first within a job. */
    public List<RunEvent> poll() {
        var events = new ArrayList<RunEvent>();
        for (String job : jobIds()) {
            EventPage page = directory(job)
                    .map(directory -> directory.events(read.getOrDefault(job, 0L)))
                    .orElse(new EventPage(List.of(), 0));
            read.put(job, page.next());
            page.events().stream().filter(event -> active.contains(event.run())).forEach(event -> {
                events.add(event);
                note(event);
            });
        }
        Instant now = clock.instant();
        if (!events.isEmpty() && now.isBefore(lastCheck.plus(TRUST))) {
            nextCheck = now.plus(CHECK);
        }
        // A clock that was set back must not keep it from looking until it has caught up.
        if (!active.isEmpty() && (!now.isBefore(nextCheck) || now.isBefore(lastCheck))) {
            check();
        }
        return events;
    }

    /** Whether all runs have ended, or were removed. */
    public boolean done() {
        return active.isEmpty();
    }

    /** The runs as they were last seen, in the order in which they were given. */
    public List<RunSummary> runs() {
        return List.copyOf(runs.values());
    }

    /** What the batch systems last said, by job. */
    public Map<String, JobStatus> jobs() {
        return jobs;
    }

    private Optional<JobDirectory> directory(String job) {
        JobDirectory known = directories.get(job);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<JobDirectory> found = store.job(job);
        found.ifPresent(directory -> directories.put(job, directory));
        return found;
    }

    private Set<String> jobIds() {
        var ids = new LinkedHashSet<String>();
        active.forEach(number -> {
            RunSummary run = runs.get(number);
            if (run != null && !run.jobId().isEmpty()) {
                ids.add(run.jobId());
            }
        });
        return ids;
    }

    private void note(RunEvent event) {
        RunSummary run = runs.get(event.run());
        if (run == null) {
            return;
        }
        StateEntry entry = event.entry();
        if (event.isEnd()) {
            runs.put(event.run(), run.ended(entry.time(), event.verdict().orElse(null)));
            active.remove(event.run());
        } else {
            runs.put(event.run(), run.in(entry));
        }
    }

    private void check() {
        jobs = tracker.update(store, List.copyOf(runs.values()));
        refresh(active);
        lastCheck = clock.instant();
        nextCheck = afterCheck();
    }

    /** With many runs a full look takes longer, so it comes more seldom. */
    private Instant afterCheck() {
        return lastCheck.plus(CHECK).plus(Duration.ofMillis(4L * active.size()));
    }

    private void refresh(Collection<Integer> numbers) {
        var missing = new LinkedHashSet<>(numbers);
        for (RunSummary run : store.summaries(List.copyOf(numbers), runs.values())) {
            int number = run.id().number();
            runs.put(number, run);
            missing.remove(number);
            if (run.ended()) {
                active.remove(number);
            }
        }
        active.removeAll(missing);
    }

    /** Ids of the runs that have not ended, as they were last seen. */
    public List<RunId> unfinished() {
        return runs.values().stream()
                .filter(run -> active.contains(run.id().number()))
                .map(RunSummary::id)
                .toList();
    }
}
