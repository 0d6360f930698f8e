package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.run.Pilot;
import io.pergola.run.Sweep;
import io.pergola.store.JobDirectory;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The pilot: started by kickoff scripts, not by people. */
@Command(name = "_pilot", hidden = true, description = "Run the test runs of a job inside its allocation.")
final class PilotCommand implements PlainCommand {

    private static final int SIGNAL_BASE = 128;

    private final Context context;

    @Parameters(index = "0", paramLabel = "WORKING_DIR")
    private Path workingDir = Path.of("");

    @Parameters(index = "1", paramLabel = "JOB")
    private String jobId = "";

    @Parameters(index = "2", paramLabel = "CODE", arity = "0..1", defaultValue = "0")
    private int code;

    @Option(names = "--sweep", description = "Only record what a pilot that was killed could not.")
    private boolean sweep;

    PilotCommand(Context context) {
        this.context = context;
    }

    @Override
    public boolean words(List<String> words) {
        if (words.size() != 2) {
            return false;
        }
        workingDir = Path.of(words.get(0));
        jobId = words.get(1);
        return true;
    }

    @Override
    public Integer call() throws InterruptedException {
        Pergola pergola = context.pergola();
        Store store = pergola.store(workingDir);
        JobDirectory job = store.job(jobId)
                .orElseThrow(
                        () -> new ConfigException(Problem.error("there is no job '" + jobId + "' in " + workingDir)));
        if (sweep) {
            String how = code > SIGNAL_BASE ? "signal " + (code - SIGNAL_BASE) : "exit code " + code;
            new Sweep(store, pergola.jobs().tracker()).clear(job, how);
        } else {
            new Pilot(pergola.pilot(store, job)).run();
        }
        return ExitCode.OK;
    }
}
