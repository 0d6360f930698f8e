package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Manages a series in the background: started by commands, not by people. */
@Command(name = "_series", hidden = true, description = "Run a series from a file to its end.")
final class ManagerCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "WORKING_DIR")
    private Path workingDir = Path.of("");

    @Parameters(index = "1", paramLabel = "SERIES")
    private int number;

    ManagerCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Pergola pergola = context.pergola();
        Store store = pergola.store(workingDir);
        var series = store.series(number)
                .orElseThrow(
                        () -> new ConfigException(Problem.error("there is no series " + number + " in " + workingDir)));
        pergola.jobs().manager(store, series).keep();
        return ExitCode.OK;
    }
}
