package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.json.Json;
import io.pergola.model.RunId;
import io.pergola.model.RunState;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.report.Style;
import io.pergola.schedule.Follower;
import io.pergola.schedule.JobStart;
import io.pergola.store.RunSummary;
import io.pergola.store.RunWithResults;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What becomes of the series that one command started: followed, shown, and turned into an exit code. */
final class RunOutcome {

    private final Context context;
    private final boolean json;
    private final ReportOption report;
    private final List<Started> series = new ArrayList<>();
    private final Map<RunId, RunSummary> launched = new HashMap<>();
    private final Map<RunId, String> members = new HashMap<>();

    /** A series and where it lives. */
    private record Started(Store store, SeriesDirectory directory, List<RunId> runs) {}

    RunOutcome(Context context, boolean json, ReportOption report) {
        this.context = context;
        this.report = report;
        this.json = json;
    }

    void begin(Store store, SeriesDirectory directory, List<RunId> runs) {
        series.add(new Started(store, directory, runs));
        runs.forEach(run -> members.put(run, directory.id()));
        context.screen()
                .info("Series " + directory.id() + ": " + runs.size()
                        + (runs.size() == 1 ? " test run, " : " test runs, ") + range(runs) + ".");
    }

    /** Takes note of a job that was handed over. */
    void launched(JobStart.Launched job) {
        job.runs().stream()
                .map(run -> run.directory()
                        .fresh(seriesOf(run.directory().id()), job.job().id()))
                .forEach(run -> launched.put(run.id(), run));
    }

    private String seriesOf(RunId run) {
        return members.getOrDefault(run, "");
    }

    private static String range(List<RunId> runs) {
        RunId first = runs.getFirst();
        RunId last = runs.getLast();
        return first.equals(last) ? first.toString() : first + " to " + last;
    }

    /** For a command that does not wait. */
    int started() {
        for (Started started : series) {
            String id = started.directory().id();
            if (json) {
                print(started, started.store().outcomes(numbers(started), seen(started)));
            } else {
                context.screen()
                        .line("Started " + id + ". 'pergola status " + id + "' shows how it stands, 'pergola wait " + id
                                + "' follows it.");
            }
        }
        return ExitCode.OK;
    }

    /** For a command that only builds: how many are in place. */
    int built() {
        int done = 0;
        int failed = 0;
        for (Started started : series) {
            List<RunSummary> runs = started.store().summaries(numbers(started));
            for (RunSummary run : runs) {
                boolean good = run.state().equals(RunState.BUILD_DONE.name());
                done += good ? 1 : 0;
                failed += good ? 0 : 1;
            }
            if (json) {
                print(started, started.store().outcomes(numbers(started), runs));
            }
        }
        if (!json) {
            context.screen().line(done + " built" + (failed > 0 ? ", " + failed + " failed" : ""));
        }
        return failed > 0 ? ExitCode.ERROR : ExitCode.OK;
    }

    /** Waits for all runs and shows what came of them. */
    int follow() throws InterruptedException {
        int worst = ExitCode.OK;
        for (Started started : series) {
            worst = Math.max(worst, follow(started));
        }
        report.write(context);
        return worst;
    }

    private int follow(Started started) throws InterruptedException {
        Pergola pergola = context.pergola();
        Store store = started.store();
        List<Integer> numbers = numbers(started);
        var follower = new Follower(
                store,
                pergola.jobs().tracker(),
                seen(started),
                pergola.environment().clock());
        String id = started.directory().id();
        var view = new FollowView(context.screen(), pergola.environment().clock(), true);
        view.follow(
                follower,
                () -> pergola.jobs().cancellation(store).cancel(numbers, pergola.user(), "Ctrl-C"),
                "'pergola wait " + id + "' comes back to them, 'pergola cancel " + id + "' cancels them.",
                Optional.empty());
        List<RunWithResults> outcomes = store.outcomes(numbers, follower.runs());
        print(started, outcomes);
        MissedResults.tell(context, store);
        if (report.wanted()) {
            report.add(
                    context, store, outcomes.stream().map(RunWithResults::run).toList(), store.results(numbers));
        }
        return exitCode(outcomes.stream().map(RunWithResults::run).toList());
    }

    /** What is known of the runs; only those that no job carries have to be looked at. */
    private List<RunSummary> seen(Started started) {
        List<Integer> others = started.runs().stream()
                .filter(run -> !launched.containsKey(run))
                .map(RunId::number)
                .toList();
        var seen = new ArrayList<RunSummary>(started.store().summaries(others));
        started.runs().stream().filter(launched::containsKey).map(launched::get).forEach(seen::add);
        return seen;
    }

    private static List<Integer> numbers(Started started) {
        return started.runs().stream().map(RunId::number).toList();
    }

    private void print(Started started, List<RunWithResults> outcomes) {
        if (json) {
            var values = new LinkedHashMap<String, Value>();
            values.put("series", Value.of(started.directory().id()));
            values.put(
                    "tests",
                    new Value.Items(outcomes.stream()
                            .map(outcome -> (Value) RunJson.outcome(outcome.run(), outcome.results(), Map.of()))
                            .toList()));
            context.screen().line(Json.write(new Value.Entries(values)));
            return;
        }
        var table = new ResultTable(context, List.of());
        outcomes.forEach(outcome -> table.add(outcome.run(), outcome.results()));
        table.print();
        List<RunSummary> runs = outcomes.stream().map(RunWithResults::run).toList();
        if (exitCode(runs) != ExitCode.OK) {
            new Failures(context).print(runs);
        }
        context.screen().line(summary(runs));
    }

    /** {@code 7 passed, 1 failed}, with colours. */
    private String summary(Collection<RunSummary> runs) {
        var counts = new LinkedHashMap<String, Integer>();
        for (RunSummary run : runs) {
            counts.merge(word(run), 1, Integer::sum);
        }
        var words = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
        boolean good = counts.keySet().equals(Set.of("passed"));
        return context.screen().paint(good ? Style.GOOD : Style.BAD, String.join(", ", words));
    }

    private static String word(RunSummary run) {
        Verdict verdict = run.result();
        if (!run.ended()) {
            return "unfinished";
        }
        if (verdict == null) {
            return run.state().contains("CANCEL") ? "cancelled" : "without a result";
        }
        return switch (verdict) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case ERROR -> "in error";
        };
    }

    /** The exit code that these runs deserve. */
    static int exitCode(Collection<RunSummary> runs) {
        int worst = ExitCode.OK;
        for (RunSummary run : runs) {
            Verdict verdict = run.result();
            if (!run.ended() || verdict == null || verdict == Verdict.ERROR) {
                worst = Math.max(worst, ExitCode.ERROR);
            } else if (verdict == Verdict.FAIL) {
                worst = Math.max(worst, ExitCode.FAILED);
            }
        }
        return worst;
    }
}
