package io.pergola.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pergola _man}: the build calls it to write the manual pages of the distribution. */
@Command(name = "_man", hidden = true, description = "Write the manual pages into a directory.")
final class ManCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "DIRECTORY", description = "Where to; it is there already.")
    private Path directory = Path.of("");

    ManCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        var root = new CommandRun(context).commandLine(List.of());
        for (var page : ManPages.all(root, context.environment().version()).entrySet()) {
            Files.writeString(directory.resolve(page.getKey()), page.getValue());
        }
        return ExitCode.OK;
    }
}
