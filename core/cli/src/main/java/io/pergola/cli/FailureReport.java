package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.PergolaException;
import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.model.SchedulerException;
import io.pergola.model.StoreException;
import java.util.List;

/** Turns a failure into a message and an exit code; the outer door for everything that goes wrong. */
final class FailureReport {

    private final Context context;

    FailureReport(Context context) {
        this.context = context;
    }

    /** Prints the failure, and answers the exit code that it deserves. */
    int print(Throwable failure) {
        if (context.options().debug) {
            failure.printStackTrace(context.screen().err());
        }
        var printer = new ProblemPrinter(context.screen());
        if (failure instanceof PergolaException known) {
            return switch (known) {
                case ConfigException config -> {
                    printer.print(config.problems());
                    yield ExitCode.USAGE;
                }
                case SchedulerException scheduler -> {
                    printer.print(List.of(SchedulerProblem.of(scheduler)));
                    yield ExitCode.SYSTEM;
                }
                case StoreException store -> {
                    printer.print(List.of(Problem.error(String.valueOf(store.getMessage()))));
                    yield ExitCode.SYSTEM;
                }
                case PluginException plugin -> {
                    printer.print(List.of(Problem.error(String.valueOf(plugin.getMessage()))));
                    yield ExitCode.USAGE;
                }
            };
        }
        if (failure instanceof InterruptedException) {
            printer.print(List.of(Problem.error("interrupted: " + failure.getMessage())));
            return ExitCode.ERROR;
        }
        if (failure instanceof OutOfMemoryError) {
            printer.print(List.of(Problem.error("more was asked for than fits into Pergola's memory")
                    .help("ask for less, as with --limit, or allow more: PERGOLA_JAVA_OPTS=-Xmx2g")));
            return ExitCode.SYSTEM;
        }
        printer.print(List.of(Problem.error("Pergola itself failed: " + failure)
                .help("run it again with --debug and report what it prints")));
        return ExitCode.SYSTEM;
    }
}
