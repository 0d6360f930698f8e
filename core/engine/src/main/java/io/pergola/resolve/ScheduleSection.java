package io.pergola.resolve;

import io.pergola.model.Value;
import io.pergola.nodes.Chunking;
import io.pergola.nodes.Quantity;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * What a test asks of the machine, checked, with the defaults filled in.
 *
 * @param nodes how many nodes; empty if only tasks are asked for, or nothing
 * @param minNodes how few will do
 * @param tasks tasks in all
 * @param tasksPerNode tasks on each node
 * @param minTasksPerNode how few of these will do
 * @param onlyAvailable count only nodes that are free now, not all that are up
 * @param share whether the job may carry other runs
 * @param timeLimit how long the job may take
 * @param acrossNodes only these nodes are considered; host lists as written
 * @param includeNodes nodes that every job gets; host lists as written
 * @param excludeNodes nodes that are never used; host lists as written
 * @param chunking how the machine is cut into pieces
 * @param clusterInfo facts for schedulers that know nothing of their nodes
 * @param slots which part of the job's nodes it gets for itself
 * @param settled every key of the section outside sub-sections with its texts, as {@code io.pergola.spi.JobRequest} takes them
 * @param options the same for each sub-section: {@code mpirun_opts}, and one for each scheduler
 */
public record ScheduleSection(
        Optional<Quantity> nodes,
        Optional<Quantity> minNodes,
        OptionalInt tasks,
        Quantity tasksPerNode,
        Optional<Quantity> minTasksPerNode,
        boolean onlyAvailable,
        Share share,
        Duration timeLimit,
        List<String> acrossNodes,
        List<String> includeNodes,
        List<String> excludeNodes,
        Chunking chunking,
        ClusterInfo clusterInfo,
        SlotDemand slots,
        SequencedMap<String, List<String>> settled,
        SequencedMap<String, SequencedMap<String, List<String>>> options) {

    static final String MPIRUN = "mpirun_opts";

    /** Whether a job may carry other runs. */
    public enum Share {
        /** Yes. */
        YES,
        /** No. */
        NO,
        /** As many as can be, in one job. */
        MAX
    }

    /** Copies the collections. */
    public ScheduleSection {
        acrossNodes = List.copyOf(acrossNodes);
        includeNodes = List.copyOf(includeNodes);
        excludeNodes = List.copyOf(excludeNodes);
        settled = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settled));
        options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
    }

    /**
     * Facts for schedulers that know nothing of their nodes.
     *
     * @param nodeCount nodes, at least 1
     * @param mem memory of a node, in the scheduler's unit
     * @param cpus cores of a node
     */
    public record ClusterInfo(int nodeCount, long mem, int cpus) {}

    /** A text of the section that is set and not empty: {@code partition}, {@code qos}, {@code account} and so on. */
    public Optional<String> text(String key) {
        return settled.getOrDefault(key, List.of()).stream()
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** What {@code io.pergola.spi.JobRequest} takes: values that are set, those of {@code mpirun_opts} by {@code mpirun_opts.KEY}. */
    public SequencedMap<String, List<String>> forScheduler() {
        var values = new LinkedHashMap<>(settled);
        options(MPIRUN).forEach((key, texts) -> values.put(MPIRUN + "." + key, texts));
        values.values().removeIf(List::isEmpty);
        return values;
    }

    /** The texts of a sub-section by key; empty if there is none of that name. */
    public Map<String, List<String>> options(String section) {
        return options.getOrDefault(section, new LinkedHashMap<>());
    }

    /** The options as they are saved: a plugin's keys are not known when a test is loaded again. */
    Value.Entries savedOptions() {
        var saved = new LinkedHashMap<String, Value>();
        options.forEach((section, keys) -> {
            var texts = new LinkedHashMap<String, Value>();
            keys.forEach((key, values) -> texts.put(key, Value.ofTexts(values)));
            saved.put(section, new Value.Entries(texts));
        });
        return new Value.Entries(saved);
    }

    /** The same section with options that were saved. */
    ScheduleSection withOptions(Value.Entries saved) {
        var restored = new LinkedHashMap<String, SequencedMap<String, List<String>>>();
        saved.values().keySet().forEach(section -> {
            Value.Entries keys = SectionReader.section(saved, section);
            var texts = new LinkedHashMap<String, List<String>>();
            keys.values().forEach((key, value) -> texts.put(key, SectionReader.list(value)));
            restored.put(section, texts);
        });
        return new ScheduleSection(
                nodes,
                minNodes,
                tasks,
                tasksPerNode,
                minTasksPerNode,
                onlyAvailable,
                share,
                timeLimit,
                acrossNodes,
                includeNodes,
                excludeNodes,
                chunking,
                clusterInfo,
                slots,
                settled,
                restored);
    }
}
