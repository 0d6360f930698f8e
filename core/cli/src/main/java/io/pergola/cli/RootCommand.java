package io.pergola.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code pergola} itself; all work is in its subcommands. */
@Command(
        name = "pergola",
        mixinStandardHelpOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Tests HPC clusters.",
        footer = {
            "",
            "Start here:",
            "  pergola run demo            run the suite 'demo' and follow it",
            "  pergola show tests          what there is to run",
            "  pergola status              how the last series stands",
            "  pergola results             its results and figures",
            "  pergola COMMAND --help      what a command can do",
            "",
            "Tests are YAML files in the directory 'tests' or 'suites' of a configuration directory:",
            "$PERGOLA_CONFIG_DIR, those named in pergola.yaml, and the one that comes with Pergola.",
            "Exit codes: 0 all passed, 1 a test failed, 2 wrong usage or configuration,",
            "3 a test ended in error, was cancelled or is unfinished, 4 the scheduler or the store failed."
        })
@SuppressWarnings("UnusedVariable") // picocli reads the fields
final class RootCommand implements Runnable {

    @Mixin
    private final GlobalOptions options;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    private boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    RootCommand(Context context) {
        this.options = context.options();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
