package io.pergola.testkit;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a {@link SlurmCluster} is to be like.
 *
 * @param features what it has beyond the daemons; {@link SlurmFeature#MPI} and {@link SlurmFeature#NAMESPACES} need no mention
 * @param cpus processors that each node claims, an even number
 * @param memoryMib memory that each node claims, in MiB
 * @param gpus GPUs that the last node claims, each a copy of {@code /dev/null}
 * @param nodeTimeout after how long without its daemon a node counts as down; whole seconds
 * @param configuration lines at the end of {@code slurm.conf}; a key that stands there already gets this value
 */
public record SlurmOptions(
        Set<SlurmFeature> features,
        int cpus,
        int memoryMib,
        int gpus,
        Duration nodeTimeout,
        List<String> configuration) {

    /** Nodes of 8 processors and 16,000 MiB, two GPUs on the last one; no accounting. */
    public static final SlurmOptions DEFAULT =
            new SlurmOptions(Set.of(), 8, 16_000, 2, Duration.ofSeconds(15), List.of());

    /** Copies the collections. */
    public SlurmOptions {
        features = Set.copyOf(features);
        configuration = List.copyOf(configuration);
    }

    /** The same with these features too. */
    public SlurmOptions with(SlurmFeature... more) {
        var all = EnumSet.noneOf(SlurmFeature.class);
        all.addAll(features);
        all.addAll(List.of(more));
        return new SlurmOptions(all, cpus, memoryMib, gpus, nodeTimeout, configuration);
    }

    /** The same with nodes of this size. */
    public SlurmOptions withNodesOf(int processors, int memory) {
        return new SlurmOptions(features, processors, memory, gpus, nodeTimeout, configuration);
    }

    /** The same with nodes that count as down after that time. */
    public SlurmOptions withNodeTimeout(Duration timeout) {
        return new SlurmOptions(features, cpus, memoryMib, gpus, timeout, configuration);
    }

    /** The same with these lines at the end of {@code slurm.conf}, such as {@code MinJobAge=2}. */
    public SlurmOptions withConfiguration(String... lines) {
        List<String> all =
                Stream.concat(configuration.stream(), Stream.of(lines)).toList();
        return new SlurmOptions(features, cpus, memoryMib, gpus, nodeTimeout, all);
    }
}
