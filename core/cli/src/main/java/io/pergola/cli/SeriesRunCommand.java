package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.config.SeriesFile;
import io.pergola.config.SeriesFiles;
import io.pergola.series.SeriesPlan;
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
        var launch = new SeriesLaunch(context);
        String label = launch.check(plan);
        NamedSeries started = launch.start(plan, label);
        group.add(context, started.store(), started.directory());
        return follow(started, plan.sets().size());
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
}
