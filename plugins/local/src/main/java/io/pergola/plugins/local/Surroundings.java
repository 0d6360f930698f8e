package io.pergola.plugins.local;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this process stands in: an allocation, or just its machine. Found out once. Safe for use by several threads. */
final class Surroundings {

    private final Map<String, String> environment;
    private final CommandRunner commands;
    private final Machine machine;
    private final String host;
    private @Nullable Found found;

    private record Found(Optional<HeldAllocation> held, Optional<SchedulerException> trouble) {}

    /** @param host the name of this machine */
    Surroundings(Map<String, String> environment, CommandRunner commands, Machine machine, String host) {
        this.environment = environment;
        this.commands = commands;
        this.machine = machine;
        this.host = host;
    }

    /** The allocation; empty if there is none, or it cannot be read. */
    Optional<HeldAllocation> held() {
        return found().held();
    }

    /** Why the allocation cannot be read. */
    Optional<SchedulerException> trouble() {
        return found().trouble();
    }

    private synchronized Found found() {
        Found known = found;
        if (known == null) {
            known = find();
            found = known;
        }
        return known;
    }

    private Found find() {
        try {
            return new Found(look().map(this::hereFirst), Optional.empty());
        } catch (SchedulerException e) {
            return new Found(Optional.empty(), Optional.of(e));
        }
    }

    /** A host file that the user names is stronger than what stands around it. */
    private Optional<HeldAllocation> look() {
        var files = new HostFiles(environment, machine, this::isHere);
        return files.named()
                .or(() -> new SlurmEnvironment(environment, commands).find())
                .or(files::pbs)
                .or(files::lsf)
                .or(files::gridEngine)
                .or(() -> new FluxEnvironment(environment, commands).find());
    }

    private HeldAllocation hereFirst(HeldAllocation held) {
        var ordered = new ArrayList<NodeInfo>();
        held.nodes().stream().filter(node -> isHere(node.name())).forEach(ordered::add);
        held.nodes().stream().filter(node -> !isHere(node.name())).forEach(ordered::add);
        return new HeldAllocation(held.id(), held.by(), ordered, held.granted());
    }

    /** Whether a node is this machine, by whichever of its names. */
    boolean isHere(String node) {
        String told = variable("SLURMD_NODENAME");
        if (!told.isEmpty()) {
            return node.equals(told);
        }
        return brief(node).equals(brief(host)) || node.equals("localhost");
    }

    private static String brief(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && !Character.isDigit(name.charAt(0)) ? name.substring(0, dot) : name;
    }

    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    boolean has(String program) {
        return commands.find(program).isPresent();
    }

    List<String> words(String variable, String otherwise) {
        String told = variable(variable).strip();
        return List.of((told.isEmpty() ? otherwise : told).split("\\s+"));
    }
}
