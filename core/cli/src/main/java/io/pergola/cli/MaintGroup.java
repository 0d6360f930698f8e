package io.pergola.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pergola maint}; the work is in its subcommands. */
@Command(
        name = "maint",
        description = "Mend what is kept of runs: the common log of results, the history, the index.",
        synopsisSubcommandLabel = "WHAT")
final class MaintGroup implements Runnable, CommandGroup {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    MaintGroup(Context context) {
        context.options();
    }

    @Override
    public SequencedMap<String, Function<Context, Object>> subcommands() {
        var commands = new LinkedHashMap<String, Function<Context, Object>>();
        commands.put("prune_results", PruneResultsCommand::new);
        commands.put("reindex", ReindexCommand::new);
        return commands;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
