package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.exec.MarkedProcesses;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.store.RunDirectory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola set_status}. */
@Command(
        name = "set_status",
        description = "Say how a test is doing; for the scripts of tests.",
        footer = {
            "",
            "In a test's script the program is $PERGOLA, and the run is known:",
            "  $PERGOLA set_status -s WARMUP -n 'filling the caches'",
            "",
            "The state has at most 15 upper-case letters, digits and _."
        })
final class SetStatusCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = {"-s", "--state"},
            paramLabel = "STATE",
            description = "The state (default: RUN_USER).")
    private String state = RunState.RUN_USER.name();

    @Option(
            names = {"-n", "--note"},
            paramLabel = "NOTE",
            description = "What there is to say.")
    private String note = "";

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run (default: $TEST_ID).")
    private @Nullable String word;

    SetStatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String wanted = state.toUpperCase(Locale.ROOT);
        if (!wanted.matches("[A-Z0-9_]{1,15}")) {
            throw new ConfigException(Problem.error("'" + state + "' cannot be the name of a state")
                    .help("it has at most 15 letters, digits and _"));
        }
        RunDirectory run = run();
        if (run.hasEnded() && isByHand(run)) {
            return ExitCode.OK;
        }
        if (run.hasEnded()) {
            throw new ConfigException(
                    Problem.error("test run " + run.id() + " has ended, so its state cannot change any more"));
        }
        run.append(new StateEntry(context.environment().clock().instant(), wanted, note));
        return ExitCode.OK;
    }

    /** Somebody starts the script of a run again, which must do what it did then. */
    private boolean isByHand(RunDirectory run) {
        var variables = context.environment().variables();
        return !variables.containsKey(MarkedProcesses.RUN)
                && run.path().toString().equals(variables.get("PERGOLA_RUN_DIR"));
    }

    private RunDirectory run() {
        Pergola pergola = context.pergola();
        var variables = context.environment().variables();
        String id = word == null || word.isBlank() ? variables.getOrDefault("TEST_ID", "") : word;
        if (id.isBlank()) {
            throw new ConfigException(
                    Problem.error("which run?").help("write its id; in a test's script $TEST_ID says it"));
        }
        return fromScript(pergola, id, variables.getOrDefault("PERGOLA_RUN_DIR", ""))
                .orElseGet(() -> OneRun.find(pergola, id).directory());
    }

    /** In a script the working directory is known, whatever configuration holds where the script went. */
    private static Optional<RunDirectory> fromScript(Pergola pergola, String id, String told) {
        Optional<Integer> number = RunId.parse(id).map(RunId::number);
        Path runs = told.startsWith("/") ? Path.of(told).getParent() : null;
        if (number.isEmpty() || runs == null || runs.getParent() == null || !told.endsWith("/" + number.get())) {
            return Optional.empty();
        }
        return pergola.store(runs.getParent()).run(number.get());
    }
}
