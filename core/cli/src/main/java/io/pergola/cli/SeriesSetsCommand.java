package io.pergola.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pergola series sets}. */
@Command(
        name = "sets",
        description = "Show how the sets of a series stand.",
        footer = {"", "A set that waits for others, or for room, is in the state WAIT."})
final class SeriesSetsCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private SeriesWords words = new SeriesWords();

    SeriesSetsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SeriesOverview.sets(words.find(context.pergola())).print(context.screen(), words.json);
        return ExitCode.OK;
    }
}
