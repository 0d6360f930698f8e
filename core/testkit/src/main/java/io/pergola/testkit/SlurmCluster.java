package io.pergola.testkit;

import io.pergola.exec.SystemCommands;
import io.pergola.exec.SystemProcesses;
import io.pergola.spi.CommandResult;
import io.pergola.spi.SchedulerContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.AssertionFailedError;

/**
 * A real Slurm of its own on this machine, on loopback only: a controller, and a daemon for each node. It needs root, and Debian's
 * packages; {@link RequiresSlurm} says where they are missing. Several may be up at once. It ends with {@link #close}, or a second
 * after the Java process that started it.
 *
 * <p>Partitions: {@code standard} (the default, all nodes, a day), {@code debug} (the first half, five minutes, served first) and
 * {@code gpu} (the last node, an hour). Features: {@code cpu} on all but the last node, {@code rome} on the first half,
 * {@code milan} on the others; the last has {@code gpu,a100} and {@code gres/gpu:a100}. Nodes are named {@code node1}, ..., emulated
 * ones {@code nid00001}, .... Inside a job, {@code hostname} is the node's name; files are shared by all nodes.
 *
 * <p>A failure of what a test asks for is an {@link AssertionFailedError} with the command's output.
 */
public final class SlurmCluster implements AutoCloseable {

    private final SlurmScripts scripts;
    private final List<String> nodes;
    private final Map<String, String> environment;

    private SlurmCluster(SlurmScripts scripts, List<String> nodes) {
        this.scripts = scripts;
        this.nodes = nodes;
        var variables = new HashMap<>(SlurmScripts.plainEnvironment());
        variables.put(
                "SLURM_CONF", scripts.directory().resolve("etc/slurm.conf").toString());
        environment = Map.copyOf(variables);
    }

    /** Why no cluster with these features can be started here; empty if one can. */
    public static Optional<String> unavailable(Set<SlurmFeature> features) {
        return SlurmScripts.unavailable(features);
    }

    /** Four nodes of the usual kind, all idle: about half a second. */
    public static SlurmCluster start() {
        return start(4, SlurmOptions.DEFAULT);
    }

    /** A cluster of 1 to 999 nodes, all idle. */
    public static SlurmCluster start(int nodes, SlurmOptions options) {
        SlurmScripts scripts = SlurmScripts.unpack();
        scripts.up(nodes, options);
        String form = options.features().contains(SlurmFeature.EMULATOR) ? "nid%05d" : "node%d";
        var names = new ArrayList<String>();
        for (int i = 1; i <= nodes; i++) {
            names.add(String.format(form, i));
        }
        return new SlurmCluster(scripts, List.copyOf(names));
    }

    /**
     * A cluster of up to 99,999 emulated nodes of 64 processors: all commands show real output, a job's script runs once, on no
     * node in particular; {@code srun} cannot start tasks.
     */
    public static SlurmCluster emulate(int nodes) {
        return start(nodes, SlurmOptions.DEFAULT.with(SlurmFeature.EMULATOR).withNodesOf(64, 256_000));
    }

    /** Where its configuration ({@code etc}), its logs ({@code log}) and its state lie; removed when it is closed. */
    public Path directory() {
        return scripts.directory();
    }

    /** The nodes' names, in order. */
    public List<String> nodes() {
        return nodes;
    }

    /** This process's environment without what belongs to another Slurm, with {@code SLURM_CONF}, which is all that commands need. */
    public Map<String, String> environment() {
        return environment;
    }

    /** What a scheduler is given to use this cluster; its processes start in {@code work}. */
    public SchedulerContext context(Path work) {
        return context(work, environment);
    }

    /** The same in another environment, such as that of a {@link SlurmShim} or of a job. */
    public SchedulerContext context(Path work, Map<String, String> variables) {
        return new SchedulerContext(
                new SystemCommands(variables), new SystemProcesses(variables, work), InstantSource.system(), variables);
    }

    /** Runs a command, such as {@code squeue}, in {@link #environment}, however it ends; at most a minute. */
    public CommandResult run(String... command) {
        return new SystemCommands(environment).run(List.of(command), Duration.ofMinutes(1));
    }

    /**
     * Runs a command that must end well.
     *
     * @return what it printed, without blanks at its ends
     */
    public String check(String... command) {
        return SlurmScripts.checked(List.of(command), run(command));
    }

    /** Runs a command inside a node: with its host name, its {@code /etc/hosts} and its processes; at most a minute. */
    public CommandResult enter(String node, String... command) {
        var all = new ArrayList<>(List.of("enter", node));
        all.addAll(List.of(command));
        return scripts.control(environment, all);
    }

    /** Ends the controller: commands fail after some seconds, jobs run on. */
    public void stopController() {
        control("stop-controller");
    }

    /** Starts it again; returns when it answers. */
    public void startController() {
        control("start-controller");
    }

    /** Stops it in its tracks: it listens, but commands hang until they give up. */
    public void freezeController() {
        control("freeze-controller");
    }

    /** Lets it go on. */
    public void thawController() {
        control("thaw-controller");
    }

    /** Kills the node's daemon and all processes of its jobs; the controller finds out by itself. */
    public void crashNode(String node) {
        control("crash", node);
    }

    /** Ends the node's daemon; its jobs' processes go on. */
    public void stopNode(String node) {
        control("stop", node);
    }

    /** Starts the daemon of a node that crashed or was stopped. */
    public void startNode(String node) {
        control("start", node);
    }

    /** Lets the node take no new jobs. */
    public void drain(String node, String reason) {
        update(node, "drain", "reason=" + reason);
    }

    /** Takes the node away from the controller's view: its jobs end at once as NODE_FAIL. */
    public void down(String node, String reason) {
        update(node, "down", "reason=" + reason);
    }

    /** Undoes {@link #drain} and {@link #down}. */
    public void resume(String node) {
        update(node, "resume");
    }

    /** The processes inside the nodes: a line each, its number and its command line. */
    public List<String> processes() {
        return control("ps").lines().toList();
    }

    /** Counting stand-ins for Slurm's commands, in a directory that is made. */
    public SlurmShim shim(Path directory) {
        return SlurmShim.in(directory, environment);
    }

    /** Ends every process of the cluster and its jobs, and removes its directory. */
    @Override
    public void close() {
        scripts.down();
    }

    private void update(String node, String state, String... more) {
        var command = new ArrayList<>(List.of("scontrol", "update", "nodename=" + node, "state=" + state));
        command.addAll(List.of(more));
        check(command.toArray(String[]::new));
    }

    private String control(String... verb) {
        List<String> command = List.of(verb);
        return SlurmScripts.checked(command, scripts.control(environment, command));
    }
}
