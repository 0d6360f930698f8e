package io.pergola.cli;

import io.pergola.tasks.ControlClient;
import io.pergola.tasks.TaskFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola pilot add}. */
@Command(name = "add", description = "Hand more tasks to a pilot that runs.")
final class PilotAddCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "A JSON list, a JSON task a line, or YAML (.yaml). - is standard input.")
    private String file = "-";

    @Option(
            names = "--workdir",
            paramLabel = "DIR",
            defaultValue = PilotAsk.WORKDIR,
            description = "The pilot's directory. Default: ${DEFAULT-VALUE}.")
    private Path workdir = Path.of(PilotAsk.WORKDIR);

    PilotAddCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        // Which tasks the pilot has, only the pilot knows.
        TaskFile.Content content = PilotAsk.read(context, file, false, _ -> true);
        content.warnings().forEach(context.screen()::info);
        long added = new ControlClient(context.environment().currentDir().resolve(workdir)).add(content.specs());
        context.screen().line(added + (added == 1 ? " task added" : " tasks added"));
        return ExitCode.OK;
    }
}
