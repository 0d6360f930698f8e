package io.pergola.resolve;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.nodes.Quantity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads the {@code schedule} section. */
final class ScheduleReader {

    private static final List<String> BINDINGS =
            List.of("slot", "hwthread", "core", "l1cache", "l2cache", "l3cache", "socket", "numa", "board", "node");

    private final KeyType.Section table;
    private final SectionReader reader;

    /** A reader for the section in {@code config}; {@code table} has the keys of {@code schedule}. */
    ScheduleReader(
            KeyType.Section table,
            Value.Entries schedule,
            List<Problem> problems,
            BiFunction<String, Problem, Problem> locate) {
        this.table = table;
        this.reader = new SectionReader(schedule, "schedule", problems, locate);
    }

    /** The section; with the options of {@code scheduler} even where the test gives none of them. */
    ScheduleSection read(String scheduler) {
        checkSubSections();
        return new ScheduleSection(
                quantity("nodes", 1),
                quantity("min_nodes", 1),
                tasks(),
                perNode("tasks_per_node").orElse(new Quantity.Count(1)),
                perNode("min_tasks_per_node"),
                choice(reader, "node_state", List.of("up", "available")).equals("available"),
                share(),
                timeLimit(),
                hosts("across_nodes"),
                hosts("include_nodes"),
                hosts("exclude_nodes"),
                chunking(),
                clusterInfo(),
                settled(table, reader),
                options(scheduler));
    }

    private Optional<Quantity> quantity(String key, int least) {
        return reader.settled(key).flatMap(text -> quantity(reader, key, text, least));
    }

    private static Optional<Quantity> quantity(SectionReader reader, String key, String text, int least) {
        if (text.strip().equalsIgnoreCase("all")) {
            return Optional.of(new Quantity.Percent(100));
        }
        Optional<Quantity> count = SectionReader.number(text, least).map(Quantity.Count::new);
        if (count.isPresent()) {
            return count;
        }
        if (text.strip().matches("\\d{1,4}(\\.\\d{1,9})?%")) {
            double percent = Double.parseDouble(text.strip().replace("%", ""));
            if (percent > 0 && percent <= 100) {
                return Optional.of(new Quantity.Percent(percent));
            }
        }
        reader.wrong(
                key,
                "expected a number of at least " + least + ", a percentage up to 100% or all, but this is '" + text
                        + "'");
        return Optional.empty();
    }

    private Optional<Quantity> perNode(String key) {
        Optional<String> text = reader.settled(key);
        if (text.filter(word -> word.strip().equalsIgnoreCase("min")).isPresent()) {
            return Optional.of(new Quantity.Count(1));
        }
        return quantity(key, 1);
    }

    private OptionalInt tasks() {
        Optional<String> text = reader.settled("tasks");
        Optional<Integer> number = text.flatMap(word -> SectionReader.number(word, 1));
        if (text.isPresent() && number.isEmpty()) {
            reader.wrong("tasks", "expected a whole number of at least 1, but this is '" + text.get() + "'");
        }
        return number.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private String choice(SectionReader from, String key, List<String> words) {
        String fallback = words.getFirst();
        String text = from.settled(key).orElse(fallback).strip().toLowerCase(Locale.ROOT);
        if (!words.contains(text)) {
            from.wrong(key, "expected one of " + String.join(", ", words) + ", but this is '" + text + "'");
            return fallback;
        }
        return text;
    }

    private ScheduleSection.Share share() {
        String text = reader.settled("share_allocation").orElse("true");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "false" -> ScheduleSection.Share.NO;
            case "max" -> ScheduleSection.Share.MAX;
            default -> ScheduleSection.Share.YES;
        };
    }

    private Duration timeLimit() {
        String text = reader.settled("time_limit").orElse("1");
        Optional<Integer> hours = SectionReader.number(text, 1);
        if (hours.isEmpty()) {
            reader.wrong("time_limit", "expected a whole number of hours of at least 1, but this is '" + text + "'");
        }
        return Duration.ofHours(hours.orElse(1));
    }

    private List<String> hosts(String key) {
        List<String> lists = reader.list(key);
        for (String list : lists) {
            HostListCheck.problem(list)
                    .ifPresent(what -> reader.wrong(key, "'" + list + "' is not a list of hosts: " + what));
        }
        return lists;
    }

    private ScheduleSection.Chunking chunking() {
        SectionReader chunking = reader.below("chunking");
        Quantity size = chunking.settled("size")
                .flatMap(text -> quantity(chunking, "size", text, 0))
                .orElse(new Quantity.Count(0));
        String selection =
                choice(chunking, "node_selection", List.of("contiguous", "random", "distributed", "rand_dist"));
        String extra = choice(chunking, "extra", List.of("backfill", "discard"));
        return new ScheduleSection.Chunking(
                size, ScheduleSection.Selection.valueOf(selection.toUpperCase(Locale.ROOT)), extra.equals("backfill"));
    }

    private ScheduleSection.ClusterInfo clusterInfo() {
        SectionReader info = reader.below("cluster_info");
        return new ScheduleSection.ClusterInfo(
                fact(info, "node_count", 1), fact(info, "mem", 1000), fact(info, "cpus", 4));
    }

    private static int fact(SectionReader info, String key, int fallback) {
        Optional<String> text = info.settled(key);
        Optional<Integer> number = text.flatMap(word -> SectionReader.number(word, 1));
        if (text.isPresent() && number.isEmpty()) {
            info.wrong(key, "expected a whole number of at least 1, but this is '" + text.get() + "'");
        }
        return number.orElse(fallback);
    }

    private void checkSubSections() {
        SectionReader mpirun = reader.below("mpirun_opts");
        for (String key : List.of("bind_to", "rank_by")) {
            if (mpirun.settled(key).isPresent()) {
                choice(mpirun, key, BINDINGS);
            }
        }
        SectionReader slurm = reader.below("slurm");
        choice(slurm, "mpi_cmd", List.of("srun", "mpirun"));
        for (String key : List.of("up_states", "avail_states", "reserved_states")) {
            for (String state : slurm.list(key)) {
                if (!state.matches("[A-Z_]+")) {
                    slurm.wrong(key, "expected names of node states in capital letters, but this is '" + state + "'");
                }
            }
        }
    }

    private static SequencedMap<String, List<String>> settled(KeyType.Section keys, SectionReader reader) {
        var settled = new LinkedHashMap<String, List<String>>();
        for (Key key : keys.keys()) {
            if (!(key.type() instanceof KeyType.Section)) {
                settled.put(key.name(), texts(key, reader));
            }
        }
        return settled;
    }

    /** An empty list or text means the default. */
    private static List<String> texts(Key key, SectionReader reader) {
        @Nullable Value value = reader.values().get(key.name());
        List<String> written = value instanceof Value.Items
                ? reader.list(key.name())
                : reader.text(key.name()).stream().toList();
        return written.isEmpty() ? key.defaults() : written;
    }

    private SequencedMap<String, SequencedMap<String, List<String>>> options(String scheduler) {
        Set<String> names = new LinkedHashSet<>(reader.values().keySet());
        names.add(scheduler);
        var options = new LinkedHashMap<String, SequencedMap<String, List<String>>>();
        for (String name : names) {
            Optional<KeyType> type = table.find(name).map(Key::type);
            if (type.orElse(null) instanceof KeyType.Section below) {
                options.put(name, settled(below, reader.below(name)));
            }
        }
        return options;
    }
}
