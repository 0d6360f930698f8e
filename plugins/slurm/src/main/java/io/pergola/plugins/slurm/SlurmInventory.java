package io.pergola.plugins.slurm;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import io.pergola.spi.NodeInventory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All nodes of the machine, from two commands. ({@code sinfo -N} would take minutes on a large machine.) */
final class SlurmInventory implements NodeInventory {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(15);
    private static final List<String> NODES = List.of("scontrol", "-a", "show", "nodes", "-o");

    private final SlurmCommands commands;

    private final String machine;

    /** {@code machine} tells clusters apart. */
    SlurmInventory(SlurmCommands commands, String machine) {
        this.commands = commands;
        this.machine = machine;
    }

    @Override
    public String machine() {
        return machine;
    }

    @Override
    public List<NodeInfo> nodes() {
        String failure = "The nodes are not known";
        var lines = new NodeLines(Reservations.read(ask(Reservations.COMMAND, SHORT_LIMIT, failure))
                .byNode());
        CommandResult result = good(commands.run(NODES, LIMIT, lines::read), NODES, failure);
        if (lines.nodes().isEmpty()) {
            throw new SchedulerException(
                    failure + ": scontrol printed what is no list of nodes",
                    NODES,
                    0,
                    result.stdout(),
                    "See what the command prints.");
        }
        return lines.nodes();
    }

    @Override
    public List<NodeInfo> judged(
            List<NodeInfo> nodes, Map<String, List<String>> schedule, Map<String, List<String>> options) {
        var settings = new SlurmOptions(schedule, options);
        var states = new StateJudge(NodeStates.of(settings));
        boolean reservation = settings.inSchedule("reservation").isPresent();
        List<NodeInfo> judged = new ArrayList<>(nodes.size());
        for (NodeInfo node : nodes) {
            judged.add(judged(node, states.of(node.state()), reservation));
        }
        return judged;
    }

    /** A reservation that begins later keeps nobody out yet, but may be asked for. */
    private static NodeInfo judged(NodeInfo node, StateJudge.Standing standing, boolean reservation) {
        Set<String> held = reservation || standing.reserved() ? node.reservations() : Set.of();
        boolean same = node.up() == standing.up()
                && node.available() == standing.available()
                && held.size() == node.reservations().size();
        return same
                ? node
                : new NodeInfo(
                        node.name(),
                        standing.up(),
                        standing.available(),
                        node.cpus(),
                        node.memoryMib(),
                        node.gpus(),
                        node.partitions(),
                        held,
                        node.features(),
                        node.state(),
                        node.reason());
    }

    @Override
    public Map<String, String> topology() {
        CommandResult result = commands.run(Topology.COMMAND, SHORT_LIMIT);
        if (result.outcome() == CommandResult.Outcome.ENDED && result.stderr().contains("No topology information")) {
            return Map.of();
        }
        if (!result.ok()) {
            throw SlurmCommands.failure("The topology is not known", Topology.COMMAND, result);
        }
        return Topology.read(result.stdout());
    }

    /** The reservations that hold any of some nodes now. */
    List<String> reservationsOf(Collection<String> nodes) {
        String text = ask(Reservations.COMMAND, SHORT_LIMIT, "The reservations are not known");
        return Reservations.read(text).activeOn(nodes);
    }

    private String ask(List<String> command, Duration limit, String what) {
        return good(commands.run(command, limit), command, what).stdout();
    }

    private static CommandResult good(CommandResult result, List<String> command, String what) {
        if (!result.ok()) {
            throw SlurmCommands.failure(what, command, result);
        }
        return result;
    }
}
