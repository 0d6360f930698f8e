package io.pergola.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pergola group}; the work is in its subcommands. */
@Command(
        name = "group",
        description = "Keep runs, series and groups together under a name.",
        synopsisSubcommandLabel = "WHAT",
        footer = {
            "",
            "docs/groups.md has more.",
            "",
            "Examples:",
            "  pergola group add nightly s5 s7.2 12    a series, the second run of another, a run",
            "  pergola status nightly --failed         what failed of all that",
            "  pergola group remove nightly 12"
        })
final class GroupCommand implements Runnable, CommandGroup {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    GroupCommand(Context context) {
        context.options();
    }

    @Override
    public SequencedMap<String, Function<Context, Object>> subcommands() {
        var commands = new LinkedHashMap<String, Function<Context, Object>>();
        commands.put("add", GroupAddCommand::new);
        commands.put("remove", GroupRemoveCommand::new);
        commands.put("delete", GroupDeleteCommand::new);
        commands.put("rename", GroupRenameCommand::new);
        commands.put("list", GroupListCommand::new);
        commands.put("members", GroupMembersCommand::new);
        return commands;
    }

    @Override
    public Map<String, String> aliases() {
        return Map.of("rem", "remove", "rm", "remove", "ls", "list", "mem", "members");
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
