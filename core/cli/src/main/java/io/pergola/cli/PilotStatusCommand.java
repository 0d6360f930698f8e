package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.tasks.ControlClient;
import io.pergola.tasks.PilotStatus;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pergola pilot status}. */
@Command(name = "status", description = "Show how a pilot that runs stands.")
final class PilotStatusCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = "--workdir",
            paramLabel = "DIR",
            defaultValue = PilotAsk.WORKDIR,
            description = "The pilot's directory. Default: ${DEFAULT-VALUE}.")
    private Path workdir = Path.of(PilotAsk.WORKDIR);

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    PilotStatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Value.Entries status =
                new ControlClient(context.environment().currentDir().resolve(workdir)).status();
        context.screen().line(json ? Json.write(status) : PilotStatus.of(status).line());
        return ExitCode.OK;
    }
}
