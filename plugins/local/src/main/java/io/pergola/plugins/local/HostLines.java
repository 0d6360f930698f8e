package io.pergola.plugins.local;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a host file as MPI programs take it: {@code NAME [slots=CORES] [gpus=N] [mem=MIB]} or {@code NAME:CORES}. A name that
 * comes several times counts a core each time; what stands behind {@code #} is left out.
 */
final class HostLines {

    private static final Pattern SETTING = Pattern.compile("(slots|max_slots|max-slots|gpus|mem)=(\\d{1,9})");
    private static final Pattern SHORT = Pattern.compile("([^:\\s]+):(\\d{1,9})");

    private final Path file;
    private final Function<String, NodeInfo> unsaid;
    private final Map<String, NodeInfo> nodes = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    private HostLines(Path file, Function<String, NodeInfo> unsaid) {
        this.file = file;
        this.unsaid = unsaid;
    }

    /**
     * The nodes in the order of their first lines.
     *
     * @param unsaid what a host has of which one line says only the name
     * @throws SchedulerException naming each line that is none of these
     */
    static List<NodeInfo> read(Path file, List<String> lines, Function<String, NodeInfo> unsaid) {
        var hosts = new HostLines(file, unsaid);
        var times = new LinkedHashMap<String, Integer>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                hosts.line(at + 1, line, times);
            }
        }
        return hosts.end(times);
    }

    private List<NodeInfo> end(Map<String, Integer> times) {
        if (nodes.isEmpty() && wrong.isEmpty()) {
            wrong.add(file + " names no hosts");
        }
        if (!wrong.isEmpty()) {
            throw new SchedulerException(
                    String.join("; ", wrong), "Write a host in each line: NAME, NAME slots=CORES, or NAME:CORES.");
        }
        times.forEach((name, count) -> {
            if (count > 1) {
                nodes.computeIfPresent(
                        name, (same, node) -> SlurmEnvironment.node(same, count, node.memoryMib(), node.gpus()));
            }
        });
        return List.copyOf(nodes.values());
    }

    private void line(int number, String line, Map<String, Integer> times) {
        List<String> words = List.of(line.split("\\s+"));
        Matcher brief = SHORT.matcher(words.getFirst());
        String name = brief.matches() ? brief.group(1) : words.getFirst();
        NodeInfo like = unsaid.apply(name);
        int cores = brief.matches() ? Integer.parseInt(brief.group(2)) : 0;
        long memory = like.memoryMib();
        int gpus = 0;
        for (String word : words.subList(1, words.size())) {
            Matcher setting = SETTING.matcher(word);
            if (!setting.matches()) {
                wrong.add(file + ":" + number + ": '" + word + "' says nothing of a host");
                return;
            }
            int value = Integer.parseInt(setting.group(2));
            switch (setting.group(1)) {
                case "slots" -> cores = value;
                case "gpus" -> gpus = value;
                case "mem" -> memory = value;
                default -> cores = cores == 0 ? value : cores;
            }
        }
        if (cores == 0) {
            times.merge(name, 1, Integer::sum);
        }
        nodes.merge(
                name,
                SlurmEnvironment.node(name, cores > 0 ? cores : like.cpus(), memory, gpus),
                (first, again) -> first);
    }
}
