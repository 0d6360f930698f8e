package io.pergola.plugins.slurm;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import io.pergola.spi.NodeInventory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** All nodes of the machine, from two commands. ({@code sinfo -N} would take minutes on a large machine.) */
final class SlurmInventory implements NodeInventory {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(15);
    private static final List<String> NODES = List.of("scontrol", "-a", "show", "nodes", "-o");

    private final SlurmCommands commands;

    SlurmInventory(SlurmCommands commands) {
        this.commands = commands;
    }

    @Override
    public List<NodeInfo> nodes() {
        String text = ask(NODES, LIMIT, "The nodes are not known");
        List<NodeInfo> nodes = NodeLines.read(text, reservations().byNode());
        if (nodes.isEmpty()) {
            throw new SchedulerException(
                    "The nodes are not known: scontrol printed what is no list of nodes",
                    NODES,
                    0,
                    text.substring(0, Math.min(text.length(), 2_000)),
                    "See what the command prints.");
        }
        return nodes;
    }

    /** The reservations that hold any of some nodes now. */
    List<String> reservationsOf(Collection<String> nodes) {
        return reservations().activeOn(nodes);
    }

    private Reservations reservations() {
        return Reservations.read(ask(Reservations.COMMAND, SHORT_LIMIT, "The reservations are not known"));
    }

    private String ask(List<String> command, Duration limit, String what) {
        CommandResult result = commands.run(command, limit);
        if (!result.ok()) {
            throw SlurmCommands.failure(what, command, result);
        }
        return result.stdout();
    }
}
