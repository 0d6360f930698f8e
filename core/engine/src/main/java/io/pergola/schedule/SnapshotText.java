package io.pergola.schedule;

import io.pergola.model.NodeInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Nodes as lines of fields between tabs: read in a few milliseconds where there are thousands. */
final class SnapshotText {

    private static final String FORMAT = "pergola-nodes-1";
    private static final int FIELDS = 11;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
    private static final char DELETE = 0x7f;

    private SnapshotText() {}

    /** The last line says that nothing is missing. */
    static String write(String machine, NodeCache.Snapshot snapshot) {
        var text = new StringBuilder();
        Map<Set<String>, String> names = new HashMap<>();
        text.append(FORMAT)
                .append('\t')
                .append(snapshot.asked())
                .append('\t')
                .append(plain(machine))
                .append('\n');
        for (NodeInfo node : snapshot.nodes()) {
            text.append(plain(node.name())).append('\t');
            text.append(node.up()).append('\t').append(node.available()).append('\t');
            text.append(node.cpus()).append('\t').append(node.memoryMib()).append('\t');
            text.append(node.gpus()).append('\t').append(names.computeIfAbsent(node.partitions(), SnapshotText::names));
            text.append('\t').append(names.computeIfAbsent(node.reservations(), SnapshotText::names));
            text.append('\t').append(names.computeIfAbsent(node.features(), SnapshotText::names));
            text.append('\t').append(plain(node.state())).append('\t');
            text.append(plain(node.reason())).append('\n');
        }
        return text.append("end\n").toString();
    }

    private static String names(Set<String> names) {
        return String.join("\001", names.stream().map(SnapshotText::plain).toList());
    }

    private static String plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return CONTROLS.matcher(text).replaceAll(" ");
            }
        }
        return text;
    }

    private static boolean isControl(char here) {
        return here < ' ' || here == DELETE;
    }

    /** Empty if it is of another machine, or not such a text. */
    static Optional<NodeCache.Snapshot> read(String machine, String text) {
        List<String> lines = text.lines().toList();
        String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split("\t", -1);
        boolean ours = head.length == 3
                && head[0].equals(FORMAT)
                && head[2].equals(plain(machine))
                && lines.getLast().equals("end");
        if (!ours) {
            return Optional.empty();
        }
        try {
            var nodes = new ArrayList<NodeInfo>(lines.size());
            Map<String, Set<String>> sets = new HashMap<>();
            for (String line : lines.subList(1, lines.size() - 1)) {
                nodes.add(node(line.split("\t", -1), sets));
            }
            return Optional.of(new NodeCache.Snapshot(Instant.parse(head[1]), nodes));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static NodeInfo node(String[] fields, Map<String, Set<String>> sets) {
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("Not a node");
        }
        return new NodeInfo(
                fields[0],
                Boolean.parseBoolean(fields[1]),
                Boolean.parseBoolean(fields[2]),
                Integer.parseInt(fields[3]),
                Long.parseLong(fields[4]),
                Integer.parseInt(fields[5]),
                set(fields[6], sets),
                set(fields[7], sets),
                set(fields[8], sets),
                fields[9],
                fields[10]);
    }

    /** Thousands of nodes have the same few sets. */
    private static Set<String> set(String names, Map<String, Set<String>> known) {
        return known.computeIfAbsent(names, text -> text.isEmpty() ? Set.of() : Set.of(text.split("\001", -1)));
    }
}
