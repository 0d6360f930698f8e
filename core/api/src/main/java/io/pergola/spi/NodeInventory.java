package io.pergola.spi;

import io.pergola.model.NodeInfo;
import java.util.List;
import java.util.Map;

/**
 * The nodes that a batch system knows. Only {@link #nodes} and {@link #topology} may ask it; the other methods are pure and
 * quick, and take the settled values of a test's {@code schedule} section and of the scheduler's own, as {@link JobRequest} does.
 */
@FunctionalInterface
public interface NodeInventory {

    /**
     * Asks the batch system; the engine caches the answer.
     *
     * @throws io.pergola.model.SchedulerException if it does not answer
     */
    List<NodeInfo> nodes();

    /**
     * Which machine the answer is about, where that hangs on the environment (such as the path of a configuration file): answers
     * are kept apart by it. Quick, asks nobody. Empty by default.
     */
    default String machine() {
        return "";
    }

    /**
     * Whether these nodes are an allocation that is held already. Then nobody need be asked for nodes: all runs that are started
     * together go into one job, whose pilot gives each of them the nodes that it asks for. By default they are not.
     */
    default boolean held() {
        return false;
    }

    /**
     * The same nodes as a test with these settings sees them: whether one counts as up or available may hang on settings such as
     * {@code up_states}. By default nothing changes.
     *
     * @param nodes what {@link #nodes} gave, perhaps some time ago
     * @return the same nodes in the same order
     */
    default List<NodeInfo> judged(
            List<NodeInfo> nodes, Map<String, List<String>> schedule, Map<String, List<String>> options) {
        return nodes;
    }

    /**
     * Nodes that the scheduler keeps a test with these settings from, beyond what the engine looks at itself (up, available,
     * partition, reservation, names, the option {@code features}, cpus, memory, gpus). By default none.
     *
     * @return the reason in a few words, such as {@code no licence server}, by name of node
     */
    default Map<String, String> unfit(
            List<NodeInfo> nodes, Map<String, List<String>> schedule, Map<String, List<String>> options) {
        return Map.of();
    }

    /**
     * Which switch (or block) each node hangs on, the lowest level where there are several. Asked only when a test wants chunks
     * within switches. Empty by default: not known.
     *
     * @return name of switch by name of node
     * @throws io.pergola.model.SchedulerException if the batch system does not answer
     */
    default Map<String, String> topology() {
        return Map.of();
    }
}
