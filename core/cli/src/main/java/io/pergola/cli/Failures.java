package io.pergola.cli;

import io.pergola.model.RunState;
import io.pergola.model.Verdict;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The last lines that runs printed which did not pass; of many runs nothing, so that they do not push the table off the screen. */
final class Failures {

    private static final int MOST_RUNS = 5;
    private static final int LINES = 5;
    private static final String MARGIN = "  | ";

    private final Context context;

    Failures(Context context) {
        this.context = context;
    }

    /** Prints them, of a few runs; under {@code --quiet} of none. */
    void print(List<RunSummary> runs) {
        if (context.screen().quiet()) {
            return;
        }
        List<RunSummary> failed =
                runs.stream().filter(Failures::failed).limit(MOST_RUNS + 1).toList();
        if (failed.size() <= MOST_RUNS) {
            failed.forEach(this::print);
        }
    }

    /** A cancelled one has nothing to say about itself. */
    static boolean failed(RunSummary run) {
        return run.ended() && run.result() != Verdict.PASS && !run.state().contains("CANCEL");
    }

    private void print(RunSummary run) {
        List<String> lines = lines(run, MARGIN.length());
        if (!lines.isEmpty()) {
            String kind = directory(run).map(found -> kind(run, found)).orElse("run");
            context.screen()
                    .line(context.screen()
                            .paint(
                                    Style.DIM,
                                    DisplayText.harmless("Last lines of " + run.id() + " " + run.name()
                                            + " ('pergola log " + kind + " " + run.id() + "' shows all):")));
            lines.forEach(line -> context.screen().line(MARGIN + line));
        }
    }

    /** A module may be missing for the build or for the run, which then has printed something. */
    private static String kind(RunSummary run, RunDirectory directory) {
        boolean module = run.state().equals(RunState.ENV_FAILED.name()) && !Files.exists(directory.log());
        return module || run.state().startsWith("BUILD") ? "build" : "run";
    }

    /** What it printed last, to be shown behind a margin; none if it printed nothing. */
    List<String> lines(RunSummary run, int margin) {
        int columns = context.screen().outTerminal().columns();
        return log(run).map(log -> LastLines.of(log, LINES, Math.max(columns - margin, 0)))
                .orElse(List.of());
    }

    private Optional<Path> log(RunSummary run) {
        return directory(run).map(found -> kind(run, found).equals("build") ? found.buildLog() : found.log());
    }

    private Optional<RunDirectory> directory(RunSummary run) {
        Optional<Store> store = context.pergola().stores().store(run.id().label());
        return store.flatMap(found -> found.run(run.id().number()));
    }
}
