package io.pergola.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pergola pilot}; the work is in its subcommands. */
@Command(
        name = "pilot",
        description = "Run plain commands on an allocation, side by side where they fit.",
        synopsisSubcommandLabel = "WHAT",
        footer = {
            "",
            "docs/pilot.md has more.",
            "",
            "Examples:",
            "  pergola pilot run --cores 64 --tasks tasks.json",
            "  pergola pilot status",
            "  pergola pilot run --resume            after a crash, or when the time was up"
        })
final class PilotGroup implements Runnable, CommandGroup {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    PilotGroup(Context context) {
        context.options();
    }

    @Override
    public SequencedMap<String, Function<Context, Object>> subcommands() {
        var commands = new LinkedHashMap<String, Function<Context, Object>>();
        commands.put("run", PilotRunCommand::new);
        commands.put("status", PilotStatusCommand::new);
        commands.put("add", PilotAddCommand::new);
        commands.put("cancel", PilotCancelCommand::new);
        return commands;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
