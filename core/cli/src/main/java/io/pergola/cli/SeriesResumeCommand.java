package io.pergola.cli;

import io.pergola.app.Pergola;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pergola series resume}. */
@Command(
        name = "resume",
        description = "Have a series go on whose manager, or its host, has died; nothing is run twice.",
        footer = {"", "'series list', 'series sets' and 'series states' do the same on their way."})
final class SeriesResumeCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private SeriesWords words = new SeriesWords();

    @Option(
            names = {"-w", "--wait"},
            description = "Wait until the series have ended; the exit code tells what came of them.")
    private boolean wait;

    SeriesResumeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Pergola pergola = context.pergola();
        var watch = new SeriesWatch(context, words.json);
        int worst = ExitCode.OK;
        for (NamedSeries series : words.findOnly(pergola)) {
            boolean open = series.directory().book().isOpen();
            boolean idle = open
                    && pergola.jobs()
                            .manager(series.store(), series.directory())
                            .isIdle();
            if (idle) {
                pergola.jobs().manageInBackground(series.store(), series.directory());
            }
            context.screen()
                    .info(
                            idle
                                    ? series.id() + " goes on."
                                    : series.id() + (open ? " is managed already." : " has nothing left to manage."));
            worst = Math.max(worst, wait ? watch.follow(series) : watch.show(series));
        }
        watch.print();
        return worst;
    }
}
