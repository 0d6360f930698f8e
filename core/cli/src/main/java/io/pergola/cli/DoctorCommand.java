package io.pergola.cli;

import io.pergola.app.Environment;
import io.pergola.app.Pergola;
import io.pergola.config.Suggestions;
import io.pergola.doctor.Doctor;
import io.pergola.doctor.DoctorOptions;
import io.pergola.doctor.Level;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola doctor}. */
@Command(
        name = "doctor",
        description = "Check this installation, and say how to mend what is wrong.",
        footer = {
            "",
            "Nothing is changed. What hangs is left behind after 10 seconds, and told.",
            "Exit code: 1 if there are errors, otherwise 0.",
            "",
            "Examples:",
            "  pergola doctor",
            "  pergola doctor --node slurm      a small job tells whether a node sees the working directory"
        })
final class DoctorCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "SCHEDULER", description = "Only these schedulers, which must be usable here.")
    private List<String> schedulers = new ArrayList<>();

    @Option(names = "--node", description = "Submit a small job that looks at the working directory from a node.")
    private boolean node;

    @Option(
            names = "--node-wait",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait for that job (default: ${DEFAULT-VALUE}).")
    private long nodeWait;

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        var report = new DoctorReport(context.screen(), json);
        var options = new DoctorOptions(schedulers, node, Duration.ofSeconds(nodeWait), DoctorOptions.LIMIT);
        new Doctor(context.environment(), options, report::add).examine();
        report.end();
        return report.count(Level.ERROR) > 0 ? ExitCode.FAILED : ExitCode.OK;
    }

    private void check() {
        if (nodeWait < 1) {
            throw new ConfigException(
                    Problem.error("--node-wait: expected a number of seconds, at least 1, but this is " + nodeWait)
                            .help("Leave it out for two minutes"));
        }
        List<String> known = schedulers.isEmpty() ? List.of() : known(context.environment());
        List<Problem> problems = schedulers.stream()
                .filter(name -> !known.isEmpty() && !known.contains(name))
                .map(name -> Problem.error("there is no scheduler '" + name + "'")
                        .help((Suggestions.didYouMean(name, known) + " 'pergola show schedulers' lists them").strip()))
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** None if the site cannot be read, which is what the examination will find. */
    private static List<String> known(Environment environment) {
        try {
            return Pergola.open(environment).schedulerNames();
        } catch (ConfigException e) {
            return List.of();
        }
    }
}
