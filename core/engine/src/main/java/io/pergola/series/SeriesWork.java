package io.pergola.series;

import io.pergola.build.BuildOutcome;
import io.pergola.model.ConfigException;
import io.pergola.model.PergolaException;
import io.pergola.model.Problem;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.resolve.Resolution;
import io.pergola.resolve.ResolvedTest;
import io.pergola.schedule.JobStart;
import io.pergola.schedule.PlannedRun;
import io.pergola.store.CancelRequest;
import io.pergola.store.RunDirectory;
import io.pergola.store.SeriesBook;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.SetEvent;
import io.pergola.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out what {@link SeriesKernel} decides, and notes it in the book of the series. Used by one thread. */
final class SeriesWork {

    private final Store store;
    private final SeriesDirectory series;
    private final SeriesPlan plan;
    private final ManagerParts parts;
    private final SeriesKernel kernel;
    private final SeriesRecord record;
    private final BudgetWatch budget;
    private @Nullable SeriesSite site;
    private @Nullable CancelRequest cancelled;

    SeriesWork(Store store, SeriesDirectory series, SeriesPlan plan, ManagerParts parts) {
        this.store = store;
        this.series = series;
        this.plan = plan;
        this.parts = parts;
        this.kernel = new SeriesKernel(plan);
        this.record = new SeriesRecord(store, series, plan, parts.tracker(), parts.clock());
        this.budget = new BudgetWatch(
                store,
                Optional.ofNullable(plan.file().timeBudget())
                        .map(time -> new TimeBudget(time, series.created(), parts.clock(), parts.nanos())));
    }

    void load() {
        record.load();
    }

    /** All runs are to end, and the series with them. Nothing happens the second time. */
    void cancel(CancelRequest request) {
        if (cancelled == null) {
            cancelled = request;
            List<Integer> unfinished = record.unfinished();
            parts.cancellation().cancel(unfinished, request.user(), request.reason());
            record.changed(unfinished);
        }
    }

    /** As {@link SeriesRecord#poll}. */
    boolean poll() {
        return record.poll();
    }

    /** Does what is to be done now; true once the series has ended. */
    boolean step() throws InterruptedException {
        while (true) {
            int room = watchTime() ? room() : 0;
            boolean ending = cancelled != null || record.halt().isPresent();
            List<SeriesAction> actions = kernel.decide(record.states(), room, ending);
            if (actions.isEmpty()) {
                return false;
            }
            for (SeriesAction action : actions) {
                if (perform(action)) {
                    return true;
                }
            }
            if (cancelled == null) {
                series.book().cancelRequest().ifPresent(this::cancel);
            }
        }
    }

    /** Gives up what could not end in time; false while nobody can say how much time is left. */
    private boolean watchTime() {
        if (cancelled != null || record.halt().isPresent()) {
            return true;
        }
        Optional<Duration> left = budget.left();
        if (budget.doubtful(left)) {
            return false;
        }
        left.ifPresent(time -> {
            List<SetState> states = record.states();
            if (!time.isPositive() && states.stream().anyMatch(SeriesWork::waits)) {
                halt(Halt.TIME, Halt.TIME.words());
            } else {
                giveUpLate(states, time);
            }
        });
        return true;
    }

    private static boolean waits(SetState state) {
        return state instanceof SetState.New
                || (state instanceof SetState.Made made && !made.waiting().isEmpty());
    }

    private void giveUpLate(List<SetState> states, Duration left) {
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i) instanceof SetState.Made made) {
                List<Integer> late = budget.late(made.waiting(), left);
                if (!late.isEmpty()) {
                    end(late, RunState.ABORTED, "Not started: it could not end within the time budget of the series");
                    note(SeriesBook.GIVEN_UP, name(i), late, "by their time limits they could not end in time");
                    record.late(name(i));
                    record.changed(late);
                }
            }
        }
    }

    /** Nothing is begun any more. */
    private void halt(Halt why, String words) {
        if (cancelled == null && record.halt().isEmpty()) {
            note(why.event(), "", List.of(), words);
            record.halted(why);
        }
    }

    /** In jobs, of which a run makes one at most. */
    private int room() {
        return parts.mostInQueue() == 0
                ? Integer.MAX_VALUE
                : Math.max(0, parts.mostInQueue() - parts.open().count());
    }

    private boolean perform(SeriesAction action) throws InterruptedException {
        switch (action) {
            case SeriesAction.Close(int set, boolean passed) -> {
                note(passed ? SeriesBook.PASSED : SeriesBook.FAILED, name(set), List.of(), "");
                record.over(name(set), passed);
                if (!passed) {
                    notPassed(plan.sets().get(set));
                }
            }
            case SeriesAction.Skip(int set, int because) -> {
                note(
                        SeriesBook.SKIPPED,
                        name(set),
                        List.of(),
                        "the set '" + name(because) + "', on which it depends, has not passed");
                record.over(name(set), false);
            }
            case SeriesAction.Make(int set) -> make(plan.sets().get(set));
            case SeriesAction.Start(int set, List<Integer> runs) -> start(name(set), runs);
            case SeriesAction.GiveUp(int set, List<Integer> runs) -> giveUp(name(set), runs);
            case SeriesAction.Finish() -> {
                finish();
                return true;
            }
        }
        return false;
    }

    /** What was only too late has not failed. */
    private void notPassed(PlannedSet set) {
        if (set.set().stopOnFailure() && !record.isLate(set.name())) {
            halt(Halt.FAILURE, "the set '" + set.name() + "' has not passed, and its on_failure is stop");
        }
    }

    private String name(int set) {
        return plan.sets().get(set).name();
    }

    private void note(String state, String set, List<Integer> runs, String note) {
        series.book().add(new SetEvent(parts.clock().instant(), state, set, runs, note));
    }

    private void make(PlannedSet set) throws InterruptedException {
        try {
            SeriesSite now = parts.site().get();
            site = now;
            make(set, now);
        } catch (StoreException e) {
            throw e;
        } catch (ConfigException e) {
            unmade(set, words(e.problems()));
        } catch (PergolaException e) {
            unmade(set, String.valueOf(e.getMessage()));
        }
    }

    private void unmade(PlannedSet set, String why) {
        failed(set.name(), why);
        note(SeriesBook.FAILED, set.name(), List.of(), "");
        record.over(set.name(), false);
        notPassed(set);
    }

    private void make(PlannedSet set, SeriesSite now) throws InterruptedException {
        Resolution resolution = now.resolve(plan.request(set.set()));
        List<ResolvedTest> tests = resolution.tests();
        if (resolution.failed() > 0) {
            failed(set.name(), words(resolution.problems()));
            tests = plan.file().ignoreErrors() ? tests : List.of();
        }
        Optional<ResolvedTest> foreign = tests.stream()
                .filter(test -> !test.label().equals(store.label()))
                .findFirst();
        if (foreign.isPresent()) {
            failed(
                    set.name(),
                    "the runs of '" + foreign.get().name() + "' are kept in another working directory than "
                            + series.id());
            tests = tests.stream()
                    .filter(test -> test.label().equals(store.label()))
                    .toList();
        }
        SeriesStart start = now.start();
        List<Integer> numbers = new ArrayList<>();
        start.create(
                series,
                tests,
                new SeriesStart.Origin(series.user(), now.sysName(), parts.self(), series.uuid(), set.name()),
                made -> {
                    numbers.addAll(made);
                    note(SeriesBook.MAKE, set.name(), made, "");
                });
        List<String> broken = new ArrayList<>();
        now.build(start, (run, outcome, _, _) -> {
            if (outcome instanceof BuildOutcome.Failed(RunState state, String why)) {
                broken.add("the build of " + run.id() + " failed (" + state + "): " + why);
            }
        });
        if (!broken.isEmpty()) {
            failed(set.name(), String.join("; ", broken));
        }
        note(SeriesBook.READY, set.name(), numbers, skipped(resolution));
        record.made(set.name(), numbers);
    }

    private static String skipped(Resolution resolution) {
        int count = resolution.skipped().size();
        return count == 0 ? "" : count + (count == 1 ? " test was" : " tests were") + " skipped by conditions";
    }

    private static String words(List<Problem> problems) {
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        String more = errors.size() > 3 ? "; and " + (errors.size() - 3) + " more" : "";
        return String.join("; ", errors.stream().limit(3).map(SeriesWork::words).toList()) + more;
    }

    private static String words(Problem problem) {
        return problem.place().map(place -> place + ": ").orElse("") + problem.what();
    }

    /** What cannot be ignored, if the series says so, ends it. */
    private void failed(String set, String why) {
        note(SeriesBook.ERROR, set, List.of(), why);
        record.faulty(set);
        if (!plan.file().ignoreErrors()) {
            halt(Halt.ERROR, "the set '" + set + "' has an error, and ignore_errors is false");
        }
    }

    private void start(String set, List<Integer> numbers) {
        if (record.halt().isPresent()) {
            return;
        }
        List<PlannedRun> planned = new ArrayList<>();
        for (int number : numbers) {
            store.run(number)
                    .filter(run -> !run.hasEnded() && run.jobId().isEmpty())
                    .ifPresent(run -> planned.add(new PlannedRun(run, ResolvedTest.fromValue(run.test()))));
        }
        List<String> refused = new ArrayList<>();
        try {
            for (JobStart started : site().kickoff().start(planned)) {
                if (started instanceof JobStart.Refused(var unused, var why)) {
                    refused.add(String.valueOf(why.getMessage()));
                }
            }
        } catch (StoreException e) {
            throw e;
        } catch (PergolaException e) {
            refused.add(String.valueOf(e.getMessage()));
            end(numbers, RunState.SCHED_ERROR, String.valueOf(e.getMessage()));
        }
        if (!refused.isEmpty()) {
            failed(set, String.join("; ", refused.stream().distinct().toList()));
        }
        record.changed(numbers);
    }

    private SeriesSite site() {
        SeriesSite known = site;
        if (known == null) {
            known = parts.site().get();
            site = known;
        }
        return known;
    }

    private void giveUp(String set, List<Integer> numbers) {
        CancelRequest request = cancelled;
        String words = record.halt().map(Halt::words).orElse("");
        if (request == null) {
            end(numbers, RunState.ABORTED, "Not started: " + words);
        } else {
            parts.cancellation().cancel(numbers, request.user(), request.reason());
        }
        note(SeriesBook.GIVEN_UP, set, numbers, words);
        record.changed(numbers);
    }

    private void end(List<Integer> numbers, RunState state, String why) {
        for (int number : numbers) {
            store.run(number)
                    .filter(run -> run.jobId().isEmpty())
                    .ifPresent((RunDirectory run) ->
                            run.end(StateEntry.of(parts.clock().instant(), state, why), null));
        }
    }

    private void finish() {
        CancelRequest request = cancelled;
        String state = request != null
                ? "CANCELED"
                : record.halt().map(Halt::ending).orElse(record.anyLate() ? Halt.TIME.ending() : "COMPLETE");
        String why = request == null
                ? ""
                : "by " + request.user() + (request.reason().isEmpty() ? "" : ": " + request.reason());
        var event = new SetEvent(parts.clock().instant(), state, "", List.of(), why);
        series.book().add(event);
        series.book().end(event);
    }
}
