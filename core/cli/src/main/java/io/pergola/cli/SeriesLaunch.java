package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.config.SeriesFile;
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

/** Starts series from files. */
final class SeriesLaunch {

    private final Context context;
    private final Pergola pergola;

    SeriesLaunch(Context context) {
        this.context = context;
        this.pergola = context.pergola();
    }

    /**
     * Every test of every set can be resolved now, and all of their runs are kept in one place. Each set is resolved again when its time
     * has come.
     *
     * @return the label of that place
     * @throws ConfigException with all that is in the way
     */
    String check(SeriesPlan plan) {
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

    /** Makes a series that was checked, and a process in the background that sees it through. */
    NamedSeries start(SeriesPlan plan, String label) {
        Store store = pergola.stores().store(label).orElseThrow();
        int sets = plan.sets().size();
        SeriesDirectory made = store.createSeries(new NewSeries(
                plan.file().name(),
                pergola.user(),
                pergola.sysName(),
                List.of(),
                Map.of("seed", Value.of(pergola.seed()), SeriesOverview.SETS, Value.of(sets)),
                Optional.of(plan.file().toValue())));
        pergola.jobs().manageInBackground(store, made);
        return new NamedSeries(store, made, label);
    }
}
