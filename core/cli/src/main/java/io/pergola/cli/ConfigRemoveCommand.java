package io.pergola.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pergola config remove}. */
@Command(
        name = "remove",
        aliases = "rm",
        description = "Take a config directory out of the pergola.yaml in use. The directory itself stays.")
final class ConfigRemoveCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The directory; it need not be there any more.")
    private Path dir = Path.of("");

    ConfigRemoveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ConfigFile file = ConfigFile.inUse(context);
        file.write(file.remove(ConfigFile.directory(context, dir)));
        return ExitCode.OK;
    }
}
