package io.pergola.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pergola series}; the work is in its subcommands. */
@Command(
        name = "series",
        description = "Run sets of tests that depend on each other, as a file says; see how series stand.",
        synopsisSubcommandLabel = "WHAT",
        footer = {
            "",
            "docs/series.md has more.",
            "",
            "Examples:",
            "  pergola series run nightly             the file series/nightly.yaml of a config directory",
            "  pergola series sets                    how the sets of the last series stand",
            "  pergola series resume s5               after the manager or its host has died"
        })
final class SeriesGroup implements Runnable, CommandGroup {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    SeriesGroup(Context context) {
        context.options();
    }

    @Override
    public SequencedMap<String, Function<Context, Object>> subcommands() {
        var commands = new LinkedHashMap<String, Function<Context, Object>>();
        commands.put("run", SeriesRunCommand::new);
        commands.put("due", SeriesDueCommand::new);
        commands.put("list", SeriesListCommand::new);
        commands.put("sets", SeriesSetsCommand::new);
        commands.put("states", SeriesStatesCommand::new);
        commands.put("cancel", SeriesCancelCommand::new);
        commands.put("resume", SeriesResumeCommand::new);
        return commands;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
