package io.pergola.cli;

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
        root.setExecutionExceptionHandler((failure, command, parsed) -> new FailureReport(context).print(failure));
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandHelp::list);
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        return root;
    }

    private int badUsage(ParameterException e) {
        new ProblemPrinter(context.screen()).print(List.of(UsageProblem.of(e)));
        return ExitCode.USAGE;
    }
}
