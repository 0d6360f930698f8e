package io.pergola.spi.slots;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a node has, whether in use or not.
 *
 * @param index its number in the allocation, from 0; unique, but not necessarily its place in a list
 * @param name its host name; unique, never blank
 * @param cores indexes of its cores, ascending; they need not begin at 0
 * @param gpus indexes of its GPUs, ascending
 * @param memoryMib its memory in MiB, or {@link #UNCOUNTED}
 * @param diskMib its local disk in MiB, or {@link #UNCOUNTED}
 * @param numa its NUMA domains, in the order in which they are filled; empty if they are not known
 */
public record NodeResources(
        int index,
        String name,
        List<Integer> cores,
        List<Integer> gpus,
        long memoryMib,
        long diskMib,
        List<NumaDomain> numa) {

    /** For memory or disk of which nobody keeps account: any request for it fits. */
    public static final long UNCOUNTED = Long.MAX_VALUE;

    /** Checks, sorts and copies. */
    public NodeResources {
        if (index < 0 || name.isBlank()) {
            throw new IllegalArgumentException("A node needs a name and a number from 0: '" + name + "', " + index);
        }
        if (memoryMib < 0 || diskMib < 0) {
            throw new IllegalArgumentException("Node " + name + " has " + memoryMib + " and " + diskMib + " MiB");
        }
        cores = distinct(name, "core", cores);
        gpus = distinct(name, "GPU", gpus);
        numa = List.copyOf(numa);
        checkDomains(name, cores, gpus, numa);
    }

    private static List<Integer> distinct(String name, String what, List<Integer> indexes) {
        List<Integer> sorted = indexes.stream().sorted().distinct().toList();
        if (sorted.size() < indexes.size() || (!sorted.isEmpty() && sorted.getFirst() < 0)) {
            throw new IllegalArgumentException(
                    "Node " + name + ": each " + what + " is listed once, from 0: " + indexes);
        }
        return sorted;
    }

    private static void checkDomains(String name, List<Integer> cores, List<Integer> gpus, List<NumaDomain> numa) {
        Set<Integer> ids = new HashSet<>();
        Set<Integer> coresSeen = new HashSet<>(cores);
        Set<Integer> gpusSeen = new HashSet<>(gpus);
        for (NumaDomain domain : numa) {
            boolean fits = ids.add(domain.id())
                    && domain.cores().stream().allMatch(coresSeen::remove)
                    && domain.gpus().stream().allMatch(gpusSeen::remove);
            if (!fits) {
                throw new IllegalArgumentException("Node " + name + ": domain " + domain.id()
                        + " is there twice, or has cores or GPUs that are not the node's or another domain's");
            }
        }
    }

    /** A node whose cores and GPUs count from 0, with memory and disk that nobody keeps account of. */
    public static NodeResources of(int index, String name, int cores, int gpus) {
        return new NodeResources(index, name, upTo(cores), upTo(gpus), UNCOUNTED, UNCOUNTED, List.of());
    }

    /** The same with so much memory and disk, in MiB. */
    public NodeResources withMib(long memory, long disk) {
        return new NodeResources(index, name, cores, gpus, memory, disk, numa);
    }

    /** The same with these NUMA domains. */
    public NodeResources withNuma(List<NumaDomain> domains) {
        return new NodeResources(index, name, cores, gpus, memoryMib, diskMib, domains);
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
