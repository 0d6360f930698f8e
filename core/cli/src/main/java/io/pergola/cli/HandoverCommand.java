package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands over jobs in the background: started by commands, not by people. */
@Command(name = "_handover", hidden = true, description = "Hand over the jobs of a series as others end.")
final class HandoverCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "WORKING_DIR")
    private Path workingDir = Path.of("");

    @Parameters(index = "1", paramLabel = "SERIES")
    private int number;

    HandoverCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Pergola pergola = context.pergola();
        Store store = pergola.store(workingDir);
        var series = store.series(number)
                .orElseThrow(
                        () -> new ConfigException(Problem.error("there is no series " + number + " in " + workingDir)));
        pergola.jobs().handover(store, series).keep();
        return ExitCode.OK;
    }
}
