package io.pergola.cli;

import io.pergola.graph.Gathering;
import io.pergola.graph.GraphData;
import io.pergola.graph.GraphFile;
import io.pergola.graph.GraphKind;
import io.pergola.graph.GraphRequest;
import io.pergola.graph.GraphRun;
import io.pergola.graph.GraphSize;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.store.RunSummary;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pergola graph}. */
@Command(
        name = "graph",
        description = "Draw the figures of test runs as a chart.",
        footer = {
            "",
            "EXPR is a key of the results, or an expression over them as in result_evaluate;",
            "'pergola results --list-keys' lists the keys. docs/results.md has more.",
            "",
            "Examples:",
            "  pergola graph all -x started -y triad -o triad.svg      over time, a series a test",
            "  pergola graph s5 -x var.size -y rate --type line -o scaling.png",
            "  pergola graph -x name -y 'flops / 1000' -o tests.svg    bars, as x is a text",
            "  pergola graph -x 'keys(per_file)' -y 'per_file.*.rate' -o nodes.png",
            "  pergola graph --history --name 'stream.*' -x revision -y triad -o years.svg"
        })
final class GraphCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(names = "-x", paramLabel = "EXPR", required = true, description = "What the horizontal axis shows.")
    private String x = "";

    @Option(names = "-y", paramLabel = "EXPR", description = "What the vertical axis shows. May be repeated.")
    private List<String> ys = new ArrayList<>();

    @Option(
            names = {"-o", "--outfile"},
            paramLabel = "FILE",
            required = true,
            description = "The file to write: .svg or .png by its ending, PNG without one.")
    private String file = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "scatter, line or bar. Without it: bar if x is a text, otherwise scatter.")
    private @Nullable GraphKind type;

    @Option(
            names = "--by",
            paramLabel = "EXPR",
            description = "What divides the series. Without it: the test and its permutation.")
    private @Nullable String by;

    @Option(
            names = "--average",
            paramLabel = "EXPR",
            description = "Mark the mean at each x; EXPR is one of those of -y. May be repeated.")
    private List<String> averages = new ArrayList<>();

    @Option(names = "--title", paramLabel = "TEXT", description = "The title of the chart.")
    private @Nullable String title;

    @Option(names = "--xlabel", paramLabel = "TEXT", description = "The label of the horizontal axis.")
    private @Nullable String xLabel;

    @Option(names = "--ylabel", paramLabel = "TEXT", description = "The label of the vertical axis.")
    private @Nullable String yLabel;

    @Option(
            names = "--dimensions",
            paramLabel = "WxH",
            description = "Width and height in inches, each from 3 to 30. Default: 9x5.5.")
    private @Nullable String dimensions;

    @Option(
            names = "--exclude",
            paramLabel = "RUN",
            description = "Leave out these runs, given as above. May be repeated.")
    private List<String> excluded = new ArrayList<>();

    @Option(
            names = "--history",
            description =
                    "Draw all runs that the history knows, also those that were removed; filters choose among them.")
    private boolean history;

    GraphCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var request = new GraphRequest(x, ys, averages, by, type, new GraphRequest.Labels(title, xLabel, yLabel));
        var problems = new ArrayList<>(request.problems());
        GraphSize size = GraphSize.parse(dimensions, problems);
        var target = GraphFile.of(context.environment().currentDir(), file, problems);
        if (target.isEmpty() || !problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        GraphData data = Gathering.gather(request, runs(), context.pergola().functions(), ZoneId.systemDefault());
        new ProblemPrinter(context.screen()).print(data.notes());
        target.get().write(data, size);
        context.screen().line(target.get().path() + ": " + counted(data));
        return ExitCode.OK;
    }

    private static String counted(GraphData data) {
        int points = data.points();
        int series = data.series().size();
        return (points == 1 ? "1 value" : points + " values") + " in "
                + (series == 1 ? "1 series" : series + " series");
    }

    private List<GraphRun> runs() {
        return history ? new PastRuns(context).find(selection, excluded()) : present();
    }

    private List<GraphRun> present() {
        var listing = new RunListing(context);
        List<RunSummary> found = listing.find(selection);
        Set<RunId> without = excluded();
        List<RunSummary> kept =
                found.stream().filter(run -> !without.contains(run.id())).toList();
        Map<RunId, Value.Entries> results = new StoredResults(context).all(kept);
        var none = new Value.Entries(new LinkedHashMap<>());
        return kept.stream()
                .map(run -> new GraphRun(
                        run.id().toString(), run.name(), results.getOrDefault(run.id(), none), run.nodes()))
                .toList();
    }

    private Set<RunId> excluded() {
        if (excluded.isEmpty()) {
            return Set.of();
        }
        var problems = new ArrayList<Problem>();
        Set<RunId> runs = context.pergola().selector().select(excluded, problems);
        new ProblemPrinter(context.screen()).print(problems);
        return runs;
    }
}
