package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.config.SeriesFile;
import io.pergola.config.SeriesFiles;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.resolve.Resolution;
import io.pergola.resolve.ResolvedTest;
import io.pergola.series.SeriesPlan;
import io.pergola.store.NewSeries;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola series run}. */
@Command(
        name = "run",
        description = "Start a series as a file says. A process in the background sees it through.",
        footer = {
            "",
            "Examples:",
            "  pergola series run nightly          the file series/nightly.yaml of a config directory",
            "  pergola series run ./my.yaml -w     a file elsewhere; wait until the series has ended"
        })
final class SeriesRunCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "NAME|FILE", description = "Name of a series file, or its path.")
    private String written = "";

    @Mixin
    private LayerOptions layers = new LayerOptions();

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "Name of the series (default: the file's).")
    private @Nullable String name;

    @Mixin
    private GroupOption group = new GroupOption();

    @Option(
            names = {"-w", "--wait"},
            description = "Wait until the series has ended; the exit code tells what came of it.")
    private boolean wait;

    @Option(
            names = {"-j", "--json"},
            description = "Print how the series stands as JSON.")
    private boolean json;

    SeriesRunCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        group.check();
        Pergola pergola = context.pergola();
        pergola.refuseUnsafe();
        SeriesFile file = layers.over(
                new SeriesFiles(pergola.site())
                        .read(written, pergola.environment().currentDir()),
                name);
        SeriesPlan plan = SeriesPlan.of(file);
        int sets = plan.sets().size();
        String label = check(pergola, plan);
        Store store = pergola.stores().store(label).orElseThrow();
        SeriesDirectory made = store.createSeries(new NewSeries(
                file.name(),
                pergola.user(),
                pergola.sysName(),
                List.of(),
                Map.of("seed", Value.of(pergola.seed()), SeriesOverview.SETS, Value.of(sets)),
                Optional.of(file.toValue())));
        group.add(context, store, made);
        pergola.jobs().manageInBackground(store, made);
        var series = new NamedSeries(store, made, label);
        return follow(series, sets);
    }

    private int follow(NamedSeries series, int sets) throws InterruptedException {
        String id = series.id();
        context.screen()
                .info("Series " + id + ": " + sets + (sets == 1 ? " set." : " sets.") + " 'pergola series sets " + id
                        + "' shows how it stands.");
        var watch = new SeriesWatch(context, json);
        int code = wait ? watch.follow(series) : watch.show(series);
        if (json) {
            watch.print();
        }
        return code;
    }

    /**
     * Every test of every set can be resolved now, and all of their runs are kept in one place. Each set is resolved again when its time
     * has come.
     *
     * @return the label of that place
     */
    private String check(Pergola pergola, SeriesPlan plan) {
        var progress = new ProgressLine(context.screen());
        progress.draw("Resolving tests ...");
        List<Problem> problems = new ArrayList<>();
        List<ResolvedTest> tests = new ArrayList<>();
        for (SeriesFile.TestSet set : plan.file().sets()) {
            Resolution resolution = pergola.resolver().resolve(plan.request(set));
            resolution.problems().stream()
                    .map(problem -> problem.in("set '" + set.name() + "'"))
                    .forEach(problems::add);
            tests.addAll(resolution.tests());
        }
        progress.clear();
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new ConfigException(problems);
        }
        new ProblemPrinter(context.screen()).print(problems);
        List<String> labels = tests.stream().map(ResolvedTest::label).distinct().toList();
        if (labels.size() > 1) {
            throw new ConfigException(Problem.error("the runs of these tests are kept in several working directories: "
                            + String.join(", ", labels))
                    .help("write a series for each"));
        }
        SchedulerUse.check(pergola, tests);
        return labels.isEmpty() ? RunId.MAIN : labels.getFirst();
    }
}
