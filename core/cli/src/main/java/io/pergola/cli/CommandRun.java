package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.PergolaException;
import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.model.SchedulerException;
import io.pergola.model.StoreException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** Reads a command line, runs the command, and turns every failure into a message and an exit code. */
final class CommandRun {

    private static final int HELP_WIDTH = 100;

    private final Context context;

    CommandRun(Context context) {
        this.context = context;
    }

    int execute(List<String> args) {
        return commandLine(args).execute(args.toArray(String[]::new));
    }

    /** With the one subcommand that the arguments name, or all if they name none. */
    CommandLine commandLine(List<String> args) {
        var root = new CommandLine(new RootCommand(context));
        CommandTable.add(root, context, args);
        root.setOut(context.out());
        root.setErr(context.err());
        root.setUsageHelpWidth(HELP_WIDTH);
        root.setAbbreviatedSubcommandsAllowed(false);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setParameterExceptionHandler((failure, parsed) -> badUsage(failure));
        root.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandHelp::list);
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        return root;
    }

    private int badUsage(ParameterException e) {
        new ProblemPrinter(context.screen()).print(List.of(UsageProblem.of(e)));
        return ExitCode.USAGE;
    }

    private int failed(Exception failure) {
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
        printer.print(List.of(Problem.error("Pergola itself failed: " + failure)
                .help("run it again with --debug and report what it prints")));
        return ExitCode.SYSTEM;
    }
}
