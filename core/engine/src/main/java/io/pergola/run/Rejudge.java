package io.pergola.run;

import io.pergola.expr.Functions;
import io.pergola.model.Problem;
import io.pergola.model.ResultKeys;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.resolve.Deferral;
import io.pergola.results.CommandShell;
import io.pergola.results.Evidence;
import io.pergola.results.Expectation;
import io.pergola.results.Judge;
import io.pergola.results.Judgement;
import io.pergola.results.ResultPlan;
import io.pergola.results.ResultSections;
import io.pergola.results.SiteParsers;
import io.pergola.store.Ending;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges runs again by what their directories hold: the configuration as it was resolved then, and what the test left behind. What
 * became of the suite since does not matter.
 */
public final class Rejudge {

    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(5);

    private final Map<String, String> environment;
    private final String program;
    private final Functions functions;
    private final SiteParsers parsers;

    /**
     * For commands of {@code result_parse}, which run on this machine then.
     *
     * @param program the {@code pergola} command
     */
    public Rejudge(Map<String, String> environment, String program, Functions functions, SiteParsers parsers) {
        this.environment = Map.copyOf(environment);
        this.program = program;
        this.functions = functions;
        this.parsers = parsers;
    }

    /** What came of it: a judgement, or why there can be none. */
    public sealed interface Outcome {

        /** Judged. */
        record Judged(Judgement judgement) implements Outcome {}

        /** Not to be judged, and why. */
        record Refused(String why) implements Outcome {}
    }

    /** Judges a run; changes nothing. */
    public Outcome judge(RunDirectory run) {
        Optional<Ending> ending = run.ending();
        Optional<Value.Entries> before = run.results();
        if (ending.isEmpty() || before.isEmpty()) {
            return new Outcome.Refused(ending.isEmpty() ? "it has not ended" : "it was never judged");
        }
        ResultSections sections = run.test().values().get("config") instanceof Value.Entries config
                ? ResultSections.of(config)
                : ResultSections.of(new Value.Entries(new LinkedHashMap<>()));
        if (Deferral.anyWaits(sections.parse())
                || Deferral.anyWaits(sections.evaluate())
                || Deferral.anyWaits(sections.reference())) {
            return new Outcome.Refused("its sections on results use values that only its job knew");
        }
        List<Problem> problems = new ArrayList<>();
        ResultPlan plan = ResultPlan.of(sections, problems, parsers);
        Judgement judgement =
                Judge.judge(plan, new Evidence(run.buildDir(), base(before.get())), shell(run), functions);
        Expectation expectation = plan.expectation();
        Judgement ended = expectation instanceof Expectation.TimeOut
                ? timeOut(run).map(why -> judgement.timedOut(expectation, why)).orElse(judgement)
                : judgement;
        return new Outcome.Judged(asItEnded(ended, ending.get(), problems));
    }

    private static Optional<String> timeOut(RunDirectory run) {
        return run.journal().stream()
                .filter(entry -> entry.state().equals(RunState.RUN_TIMEOUT.name()))
                .map(StateEntry::note)
                .findFirst();
    }

    /** What a run says is to be executed is this user's own word, or it is not done. */
    private CommandShell shell(RunDirectory run) {
        var all = new HashMap<>(environment);
        all.putAll(RunFiles.exports(run, program));
        var shell = new ResultShell(() -> all, run.uuid(), COMMAND_LIMIT);
        return (command, directory, withErrors) -> {
            Optional<String> objection = run.objection();
            if (objection.isPresent()) {
                throw new IOException(objection.get());
            }
            return shell.run(command, directory, withErrors);
        };
    }

    /** What was known before anything was parsed. */
    private static Value.Entries base(Value.Entries results) {
        var base = new LinkedHashMap<String, Value>();
        results.values().forEach((key, value) -> {
            boolean found = key.equals(ResultKeys.ERRORS) || key.equals(ResultKeys.PER_FILE);
            if (!found && (ResultKeys.reserved(key) || key.equals(ResultKeys.NODES))) {
                base.put(key, value);
            }
        });
        return new Value.Entries(base);
    }

    /** A run that was killed in time, or could not be set up, stays an ERROR whatever it printed. */
    private static Judgement asItEnded(Judgement judgement, Ending ending, List<Problem> problems) {
        if (!problems.isEmpty()) {
            return judgement.asError(problems.stream().map(Problem::what).collect(Collectors.joining("; ")));
        }
        boolean whole = ending.last().state().equals("COMPLETE") || ending.verdict() != Verdict.ERROR;
        return whole ? judgement : judgement.asError(ending.last().note());
    }
}
