package io.pergola.run;

import io.pergola.exec.Exit;
import io.pergola.model.Problem;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.pilot.Ending;
import io.pergola.resolve.ResolvedTest;
import io.pergola.results.Evidence;
import io.pergola.results.Judge;
import io.pergola.results.Judgement;
import io.pergola.results.ResultPlan;
import io.pergola.schedule.Cancellation;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns the end of a process into the end of a run: results, verdict, last state. */
final class RunVerdict {

    /** A batch system's signal comes to the test and to the pilot, in any order: this long after a test that a signal ended. */
    private static final Duration SIGNAL_DELAY = Duration.ofSeconds(1);

    /** After a test that failed by itself, or that took the signal and chose how to end, which takes time too. */
    private static final Duration FAILURE_DELAY = Duration.ofMillis(250);

    private static final int SIGNAL_CODES = 128;

    private final PilotSetup setup;
    private final RunPlace place;
    private final RunDirectory directory;
    private final RunLog log;

    RunVerdict(PilotSetup setup, RunPlace place, RunDirectory directory, RunLog log) {
        this.setup = setup;
        this.place = place;
        this.directory = directory;
        this.log = log;
    }

    /** Returns after which time the run is to be tried again; empty if this was its end, or it is left to others. */
    Optional<Duration> conclude(ResolvedTest test, Ending how, Exit exit, Instant started, Instant finished)
            throws InterruptedException {
        boolean failed = how instanceof Ending.Exited && (exit.code() != 0 || exit.signal() != 0);
        if (failed && !setup.presence().isLost() && directory.cancelRequest().isPresent()) {
            // The batch system's signal may be faster to the test than to this pilot.
            log.end(cancelled(directory, "", setup.clock()), null);
            return Optional.empty();
        }
        if (failed && setup.presence().isLeavingSoon(delay(exit)) && isLeft(setup, directory)) {
            leave();
            return Optional.empty();
        }
        return switch (how) {
            case Ending.Cancelled(String why, boolean _) -> {
                if (isLeft(setup, directory)) {
                    leave();
                } else {
                    log.end(cancelled(directory, why, setup.clock()), null);
                }
                yield Optional.empty();
            }
            case Ending.TimedOut timedOut -> {
                String why = words(timedOut);
                log.state(RunState.RUN_TIMEOUT, why);
                Judgement judgement = judge(test, exit, started, finished)
                        .timedOut(test.results().expectation(), why);
                yield end(
                        test,
                        judgement,
                        how,
                        exit,
                        judgement.verdict() == Verdict.PASS ? completion(judgement) : entry(RunState.RUN_TIMEOUT, why));
            }
            default -> completed(test, how, exit, started, finished);
        };
    }

    private Optional<Duration> completed(ResolvedTest test, Ending how, Exit exit, Instant started, Instant finished) {
        StateEntry said = directory.lastState();
        boolean unable = !exit.ok() && Pilot.unable(said.state());
        log.state(RunState.RUN_DONE, "The run script ended: " + exit.words());
        Judgement found = judge(test, exit, started, finished);
        if (!exit.ok() && isLeft(setup, directory)) {
            leave();
            return Optional.empty();
        }
        Optional<String> lost = exit.ok() ? Optional.empty() : lost();
        if (lost.isPresent()) {
            return end(test, found.asError(lost.get()), how, exit, entry(RunState.RUN_ERROR, lost.get()));
        }
        return unable
                ? end(test, found.asError(said.note()), how, exit, entry(RunState.ENV_FAILED, said.note()))
                : end(test, found, how, exit, completion(found));
    }

    private Optional<String> lost() {
        try {
            return place.lost();
        } catch (IOException e) {
            return Optional.of("It cannot be seen how its script ended: " + e.getMessage());
        }
    }

    private StateEntry completion(Judgement judgement) {
        return entry(RunState.COMPLETE, "The test completed with result: " + judgement.verdict());
    }

    /** Records what it came to, unless it gets another attempt. */
    private Optional<Duration> end(ResolvedTest test, Judgement judgement, Ending how, Exit exit, StateEntry last) {
        Optional<Duration> again = new Retrial(test, setup, directory, log).after(judgement, how, exit);
        if (again.isEmpty()) {
            keep(judgement);
            log.end(last, judgement.verdict());
        }
        return again;
    }

    /** In the run's directory, and for all to read together. That the latter fails must not end the test otherwise. */
    private void keep(Judgement judgement) {
        setup.store()
                .storeResults(directory, judgement.results())
                .ifPresent(why -> log.state(RunState.WARNING, why + ". The results are in the run's results.json"));
    }

    private static Duration delay(Exit exit) {
        return exit.signal() != 0 || exit.code() > SIGNAL_CODES ? SIGNAL_DELAY : FAILURE_DELAY;
    }

    /** Whether a run is not this pilot's to end. Nobody but the user who wished it ends it otherwise. */
    static boolean isLeft(PilotSetup setup, RunDirectory run) {
        return setup.presence().isLeaving()
                && (setup.presence().isLost() || run.cancelRequest().isEmpty());
    }

    private void leave() {
        if (!setup.presence().isLost()) {
            log.state(
                    RunState.SCHEDULED,
                    "The job was told to end before this test did; its batch system will say why, or start it again");
        }
    }

    /** The last line of a run that was cancelled: who wished it, or else why this pilot did. */
    static StateEntry cancelled(RunDirectory run, String otherwise, InstantSource clock) {
        return run.cancelRequest()
                .map(request -> Cancellation.entry(request, clock))
                .orElseGet(() -> StateEntry.of(clock.instant(), RunState.CANCELLED, otherwise));
    }

    private StateEntry entry(RunState state, String note) {
        return StateEntry.of(setup.clock().instant(), state, note);
    }

    private static String words(Ending.TimedOut timedOut) {
        String limit = inSeconds(timedOut.limit());
        return timedOut.kind() == Ending.Limit.SILENCE
                ? "It printed nothing for " + limit + " and was killed"
                : "It ran for more than " + limit + " and was killed";
    }

    private static String inSeconds(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    private Judgement judge(ResolvedTest test, Exit exit, Instant started, Instant finished) {
        var problems = new ArrayList<Problem>();
        ResultPlan plan = ResultPlan.of(test.results(), problems, setup.parsers());
        log.state(RunState.RESULTS, "Gathering results");
        Value.Entries base = new BaseResults(setup, place, directory).of(test, exit, started, finished);
        Judgement judgement = Judge.judge(
                plan, new Evidence(directory.buildDir(), base), ResultShell.of(setup, directory), setup.functions());
        if (!test.results().isEmpty()) {
            writeTrace(judgement.trace());
        }
        return problems.isEmpty()
                ? judgement
                : judgement.asError(problems.stream().map(Problem::what).collect(Collectors.joining("; ")));
    }

    private void writeTrace(List<String> trace) {
        if (trace.isEmpty()) {
            return;
        }
        directory.prepare(directory.resultsLog());
        try {
            Files.write(directory.resultsLog(), trace);
        } catch (IOException e) {
            throw new StoreException("cannot write " + directory.resultsLog() + ": " + e.getMessage(), e);
        }
    }

    static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
