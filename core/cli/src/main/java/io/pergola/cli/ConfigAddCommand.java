package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pergola config add}. */
@Command(
        name = "add",
        description = "Add a config directory to the pergola.yaml in use, behind those that are there.",
        footer = {
            "",
            "Of two directories with the same file the first counts. Comments and other keys stay as they are."
        })
final class ConfigAddCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The directory.")
    private Path dir = Path.of("");

    ConfigAddCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path path = ConfigFile.directory(context, dir);
        if (!Files.isDirectory(path)) {
            throw new ConfigException(Problem.error(path + " is no directory")
                    .help("'pergola config create LABEL " + path + "' makes one"));
        }
        ConfigFile file = ConfigFile.inUse(context);
        file.write(file.add(path));
        return ExitCode.OK;
    }
}
