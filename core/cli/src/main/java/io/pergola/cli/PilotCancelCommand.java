package io.pergola.cli;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.tasks.ControlClient;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola pilot cancel}. */
@Command(name = "cancel", description = "End tasks of a pilot that runs, or take them out of its queue.")
final class PilotCancelCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The tasks.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--workdir",
            paramLabel = "DIR",
            defaultValue = PilotAsk.WORKDIR,
            description = "The pilot's directory. Default: ${DEFAULT-VALUE}.")
    private Path workdir = Path.of(PilotAsk.WORKDIR);

    PilotCancelCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Value.Entries answer =
                new ControlClient(context.environment().currentDir().resolve(workdir)).cancel(ids);
        var printer = new ProblemPrinter(context.screen());
        if (answer.values().get("unknown") instanceof Value.Items(List<Value> unknown)) {
            printer.print(unknown.stream()
                    .map(id -> Problem.error("the pilot has no task "
                            + (id instanceof Value.Text(String text) ? text : "") + " that has not ended"))
                    .toList());
        }
        boolean one = answer.values().get("cancelled") instanceof Value.Int(BigInteger count) && count.signum() > 0;
        if (answer.values().get("cancelled") instanceof Value.Int(BigInteger count)) {
            context.screen().line(count + (count.equals(BigInteger.ONE) ? " task" : " tasks") + " cancelled");
        }
        return one ? ExitCode.OK : ExitCode.USAGE;
    }
}
