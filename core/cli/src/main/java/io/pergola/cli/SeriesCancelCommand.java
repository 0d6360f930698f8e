package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.Problem;
import io.pergola.series.SeriesManager;
import io.pergola.store.CancelRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pergola series cancel}. */
@Command(
        name = "cancel",
        description = "Cancel series: their runs, and the sets that were not begun.",
        footer = {"", "'pergola cancel s5' cancels the runs that there are, and lets later sets begin."})
final class SeriesCancelCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Context context;

    @Mixin
    private SeriesWords words = new SeriesWords();

    SeriesCancelCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Pergola pergola = context.pergola();
        var watch = new SeriesWatch(context, words.json);
        boolean all = true;
        for (NamedSeries series : words.findOnly(pergola)) {
            all &= cancel(pergola, series);
            watch.show(series);
        }
        watch.print();
        return all ? ExitCode.OK : ExitCode.SYSTEM;
    }

    private boolean cancel(Pergola pergola, NamedSeries series) throws InterruptedException {
        var clock = pergola.environment().clock();
        var book = series.directory().book();
        if (book.isOpen()) {
            book.requestCancel(new CancelRequest(pergola.user(), clock.instant(), ""));
        }
        SeriesManager manager = pergola.jobs().manager(series.store(), series.directory());
        var failures = pergola.jobs().cancellation(series.store()).cancel(manager.unfinished(), pergola.user(), "");
        new ProblemPrinter(context.screen())
                .print(failures.stream().map(Problem::warning).toList());
        pergola.jobs().resume(series.store(), series.directory());
        Instant until = clock.instant().plus(PATIENCE);
        while (book.isOpen() && clock.instant().isBefore(until)) {
            Thread.sleep(LOOK);
        }
        if (book.isOpen()) {
            context.screen().info(series.id() + " has not ended yet; the wish to cancel it stays.");
        }
        return failures.isEmpty() && !book.isOpen();
    }
}
