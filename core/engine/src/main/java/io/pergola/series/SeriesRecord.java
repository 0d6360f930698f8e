package io.pergola.series;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.schedule.Follower;
import io.pergola.schedule.JobTracker;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesBook;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.SetEvent;
import io.pergola.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a series stands, as its book and its runs say. What was left half made by a manager that is gone is put away. */
final class SeriesRecord {

    private final Store store;
    private final SeriesDirectory series;
    private final SeriesPlan plan;
    private final JobTracker tracker;
    private final InstantSource clock;
    private final Map<String, List<Integer>> members = new HashMap<>();
    private final Map<String, Boolean> over = new HashMap<>();
    private final Set<String> faulty = new HashSet<>();
    private final Map<Integer, RunSummary> runs = new LinkedHashMap<>();
    private final Set<String> late = new HashSet<>();
    private @Nullable Halt halt;
    private @Nullable Follower follower;

    SeriesRecord(Store store, SeriesDirectory series, SeriesPlan plan, JobTracker tracker, InstantSource clock) {
        this.store = store;
        this.series = series;
        this.plan = plan;
        this.tracker = tracker;
        this.clock = clock;
    }

    /** From the disk; to be called first. */
    void load() {
        var made = new LinkedHashMap<String, List<Integer>>();
        for (SetEvent event : series.book().events()) {
            switch (event.state()) {
                case SeriesBook.MAKE -> {
                    made.put(event.set(), event.runs());
                    members.remove(event.set());
                }
                case SeriesBook.READY -> members.put(event.set(), event.runs());
                case SeriesBook.PASSED -> over.put(event.set(), true);
                case SeriesBook.FAILED, SeriesBook.SKIPPED -> over.put(event.set(), false);
                case SeriesBook.ERROR -> faulty.add(event.set());
                case SeriesBook.GIVEN_UP -> late.add(event.set());
                // What else there is, is for people only.
                default -> Halt.of(event.state()).ifPresent(this::halted);
            }
        }
        made.forEach((set, numbers) -> {
            if (!members.containsKey(set) && !over.containsKey(set)) {
                putAway(numbers);
            }
        });
        members.values().forEach(this::look);
        follow();
    }

    /** Nothing of them was handed over, so the set can be made again. */
    private void putAway(List<Integer> numbers) {
        for (int number : numbers) {
            store.run(number)
                    .filter(run -> isOurs(run) && run.jobId().isEmpty())
                    .ifPresent(run -> {
                        run.end(
                                StateEntry.of(
                                        clock.instant(),
                                        RunState.ABORTED,
                                        "The manager of " + series.id()
                                                + " was killed while it made this run; it is made again"),
                                null);
                        store.remove(run);
                    });
        }
    }

    /** Numbers that were announced and never used may have been given to somebody else. */
    private boolean isOurs(RunDirectory run) {
        return run.user().equals(series.user())
                && run.extra().get(SeriesStart.SERIES) instanceof Value.Text(String uuid)
                && uuid.equals(series.uuid());
    }

    private void look(List<Integer> numbers) {
        store.summaries(numbers, List.of()).forEach(run -> runs.put(run.id().number(), run));
    }

    /** A set has its runs. */
    void made(String set, List<Integer> numbers) {
        members.put(set, numbers);
        look(numbers);
    }

    /** Some of these were handed over, or ended. */
    void changed(List<Integer> numbers) {
        look(numbers);
        follow();
    }

    /** A set is over. */
    void over(String set, boolean passed) {
        over.put(set, passed);
    }

    /** Something of a set failed besides its runs. */
    void faulty(String set) {
        faulty.add(set);
    }

    /** Runs of a set were given up, as they could not have ended in time. */
    void late(String set) {
        late.add(set);
    }

    /** Whether that became of runs of a set. */
    boolean isLate(String set) {
        return late.contains(set);
    }

    /** Whether that became of any run. */
    boolean anyLate() {
        return !late.isEmpty();
    }

    /** Nothing is begun any more; the first reason is kept. */
    void halted(Halt why) {
        if (halt == null) {
            halt = why;
        }
    }

    /** Why nothing is begun any more; empty if it is. */
    Optional<Halt> halt() {
        return Optional.ofNullable(halt);
    }

    private void follow() {
        List<RunSummary> active = runs.values().stream()
                .filter(run -> !run.ended() && !run.jobId().isEmpty())
                .toList();
        follower = active.isEmpty() ? null : new Follower(store, tracker, active, clock);
    }

    /** Hears what became of the runs that were handed over; true if something did. */
    boolean poll() {
        Follower known = follower;
        if (known == null) {
            return false;
        }
        boolean changed = !known.poll().isEmpty();
        for (RunSummary run : known.runs()) {
            @Nullable RunSummary before = runs.put(run.id().number(), run);
            changed |= before == null || before.ended() != run.ended();
        }
        if (known.done()) {
            // Runs that were removed meanwhile are no longer there to end.
            List<Integer> numbers =
                    known.runs().stream().map(run -> run.id().number()).toList();
            numbers.forEach(runs::remove);
            look(numbers);
            follower = null;
            changed = true;
        }
        return changed;
    }

    /** Numbers of the runs that have not ended, in the order of the plan. */
    List<Integer> unfinished() {
        List<Integer> found = new ArrayList<>();
        for (PlannedSet set : plan.sets()) {
            for (int number : members.getOrDefault(set.name(), List.of())) {
                @Nullable RunSummary run = runs.get(number);
                if (run != null && !run.ended()) {
                    found.add(number);
                }
            }
        }
        return found;
    }

    /** Of all sets, in the order of the plan. */
    List<SetState> states() {
        return plan.sets().stream().map(set -> state(set.name())).toList();
    }

    private SetState state(String set) {
        @Nullable Boolean passed = over.get(set);
        if (passed != null) {
            return new SetState.Over(passed);
        }
        @Nullable List<Integer> its = members.get(set);
        if (its == null) {
            return new SetState.New();
        }
        List<Integer> waiting = new ArrayList<>();
        int active = 0;
        boolean allPassed = !faulty.contains(set);
        for (int number : its) {
            @Nullable RunSummary run = runs.get(number);
            if (run == null || run.ended()) {
                allPassed &= run != null && run.result() == Verdict.PASS;
            } else if (run.jobId().isEmpty()) {
                waiting.add(number);
            } else {
                active++;
            }
        }
        return new SetState.Made(waiting, active, allPassed);
    }
}
