package io.pergola.resolve;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.model.NodeList;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.nodes.Chunking;
import io.pergola.nodes.Extra;
import io.pergola.nodes.Quantity;
import io.pergola.nodes.Selection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
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
                count(reader, "tasks", 1),
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
                new SlotReader(reader).read(),
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

    static OptionalInt count(SectionReader from, String key, int least) {
        Optional<String> text = from.settled(key);
        Optional<Integer> number = text.flatMap(word -> SectionReader.number(word, least));
        if (text.isPresent() && number.isEmpty()) {
            from.wrong(key, "expected a whole number of at least " + least + ", but this is '" + text.get() + "'");
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
            if (NodeList.parse(list) instanceof NodeList.Malformed wrong) {
                reader.wrong(key, wrong.problem());
            }
        }
        return lists;
    }

    private Chunking chunking() {
        SectionReader chunking = reader.below("chunking");
        Optional<String> size = chunking.settled("size");
        OptionalInt count = count(chunking, "count", 1);
        boolean sized = size.filter(text -> !text.strip().equals("0")).isPresent();
        if (count.isPresent() && sized) {
            chunking.wrong("count", "give size or count, not both: the one follows from the other");
        }
        return new Chunking(
                size.flatMap(text -> size(chunking, text)).orElse(new Quantity.Count(0)),
                count,
                word(chunking, "node_selection", Selection.class),
                word(chunking, "extra", Extra.class),
                seed(chunking));
    }

    /** More than the machine has is all of it, in percent as in nodes. */
    private static Optional<Quantity> size(SectionReader chunking, String text) {
        return text.strip().matches("[1-9]\\d{2,3}%")
                ? Optional.of(new Quantity.Percent(100))
                : quantity(chunking, "size", text, 0);
    }

    private OptionalLong seed(SectionReader chunking) {
        OptionalInt seed = count(chunking, "seed", 0);
        return seed.isPresent() ? OptionalLong.of(seed.getAsInt()) : OptionalLong.empty();
    }

    /** One of the constants, in small letters; the first by default. */
    private <E extends Enum<E>> E word(SectionReader from, String key, Class<E> type) {
        List<String> words = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return Enum.valueOf(type, choice(from, key, words).toUpperCase(Locale.ROOT));
    }

    private ScheduleSection.ClusterInfo clusterInfo() {
        SectionReader info = reader.below("cluster_info");
        return new ScheduleSection.ClusterInfo(
                count(info, "node_count", 1).orElse(1),
                count(info, "mem", 1).orElse(1000),
                count(info, "cpus", 1).orElse(4));
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
            if (!(key.type() instanceof KeyType.Section) && !(key.type() instanceof KeyType.Free)) {
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

    /** What plugins get to see: the scheduler's own options, and those of the launcher that all of them share. */
    private SequencedMap<String, SequencedMap<String, List<String>>> options(String scheduler) {
        var options = new LinkedHashMap<String, SequencedMap<String, List<String>>>();
        for (String name : List.of(ScheduleSection.MPIRUN, scheduler)) {
            Optional<KeyType> type = table.find(name).map(Key::type);
            if (type.orElse(null) instanceof KeyType.Section below) {
                options.put(name, settled(below, reader.below(name)));
            }
        }
        return options;
    }
}
