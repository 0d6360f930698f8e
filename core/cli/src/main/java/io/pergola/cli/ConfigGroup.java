package io.pergola.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pergola config}; the work is in its subcommands. */
@Command(
        name = "config",
        description = "Make config directories, and name them in pergola.yaml.",
        synopsisSubcommandLabel = "WHAT",
        footer = {
            "",
            "'pergola show config' shows all settings.",
            "",
            "Examples:",
            "  pergola config setup ~/.pergola            a first pergola.yaml, with an example",
            "  pergola config create apps /proj/apps      a directory for suites, added to the pergola.yaml in use",
            "  pergola config remove /proj/apps"
        })
final class ConfigGroup implements Runnable, CommandGroup {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    ConfigGroup(Context context) {
        context.options();
    }

    @Override
    public SequencedMap<String, Function<Context, Object>> subcommands() {
        var commands = new LinkedHashMap<String, Function<Context, Object>>();
        commands.put("setup", ConfigSetupCommand::new);
        commands.put("create", ConfigCreateCommand::new);
        commands.put("add", ConfigAddCommand::new);
        commands.put("remove", ConfigRemoveCommand::new);
        commands.put("list", ConfigListCommand::new);
        return commands;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
