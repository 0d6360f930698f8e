package io.pergola.cli;

import io.pergola.config.NewDirectory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pergola config setup}. */
@Command(
        name = "setup",
        description = "Write a pergola.yaml that explains itself, and directories beside it.",
        footer = {"", "A new directory also gets an example suite. Nothing that is there is changed."})
final class ConfigSetupCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The directory; made if it is not there.")
    private Path dir = Path.of("");

    ConfigSetupCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path path = ConfigFile.directory(context, dir);
        var directory = new NewDirectory(path);
        directory.site();
        directory.made().forEach(made -> context.screen().line(made.toString()));
        Path home = context.environment().home();
        if (!path.equals(home.resolve(".pergola"))) {
            context.screen()
                    .info("Used in " + path + "; from elsewhere with PERGOLA_CONFIG_FILE="
                            + path.resolve("pergola.yaml") + ".");
        }
        return ExitCode.OK;
    }
}
