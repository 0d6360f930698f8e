package io.pergola.schedule;

import io.pergola.model.Value;
import io.pergola.spi.NodeRequest;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** A planned job as a value for a file, and back. */
final class PlannedJobValue {

    private static final String SHARES = "shares";

    private PlannedJobValue() {}

    static Value write(PlannedJob job) {
        var values = new LinkedHashMap<String, Value>();
        values.put("name", Value.of(job.name()));
        values.put("scheduler", Value.of(job.scheduler()));
        values.put(
                "members", new Value.Items(job.members().stream().map(Value::of).toList()));
        switch (job.nodes()) {
            case NodeRequest.Exactly(List<String> names) -> values.put("nodes", Value.ofTexts(names));
            case NodeRequest.Between(int min, OptionalInt max) -> {
                values.put("min_nodes", Value.of(min));
                max.ifPresent(most -> values.put("max_nodes", Value.of(most)));
            }
        }
        values.put("time_limit", Value.of(job.timeLimit().toSeconds()));
        values.put("schedule", lists(job.schedule()));
        values.put("options", lists(job.options()));
        if (!job.shares().isEmpty()) {
            values.put(SHARES, shares(job));
        }
        job.chunk().ifPresent(chunk -> values.putAll(chunk.toValues()));
        return new Value.Entries(values);
    }

    /** In the order of the members. */
    private static Value shares(PlannedJob job) {
        var shares = new ArrayList<Value>();
        for (int member : job.members()) {
            var share = new LinkedHashMap<String, Value>();
            share.put(
                    NodeShare.KEY,
                    Objects.requireNonNull(job.shares().get(member)).toValue());
            shares.add(new Value.Entries(share));
        }
        return new Value.Items(shares);
    }

    private static Map<Integer, NodeShare> shares(Map<String, Value> values) {
        var shares = new HashMap<Integer, NodeShare>();
        if (values.get(SHARES) instanceof Value.Items(List<Value> items)) {
            List<Integer> members = numbers(values, "members");
            for (int at = 0; at < Math.min(items.size(), members.size()); at++) {
                if (items.get(at) instanceof Value.Entries(Map<String, Value> entries)) {
                    int member = members.get(at);
                    NodeShare.of(entries).ifPresent(share -> shares.put(member, share));
                }
            }
        }
        return shares;
    }

    private static Value lists(Map<String, List<String>> lists) {
        var values = new LinkedHashMap<String, Value>();
        lists.forEach((key, texts) -> values.put(key, Value.ofTexts(texts)));
        return new Value.Entries(values);
    }

    static PlannedJob read(Value.Entries entries) {
        Map<String, Value> values = entries.values();
        return new PlannedJob(
                text(values, "scheduler"),
                text(values, "name"),
                numbers(values, "members"),
                nodes(values),
                Duration.ofSeconds(number(values, "time_limit", 0)),
                lists(values, "schedule"),
                lists(values, "options"),
                shares(values),
                ChunkNote.of(values).orElse(null));
    }

    private static NodeRequest nodes(Map<String, Value> values) {
        if (values.get("nodes") instanceof Value.Items items) {
            return new NodeRequest.Exactly(texts(items));
        }
        int most = number(values, "max_nodes", 0);
        return new NodeRequest.Between(
                number(values, "min_nodes", 1), most > 0 ? OptionalInt.of(most) : OptionalInt.empty());
    }

    private static String text(Map<String, Value> values, String key) {
        return values.get(key) instanceof Value.Text(String text) ? text : "";
    }

    static int number(Map<String, Value> values, String key, int otherwise) {
        return values.get(key) instanceof Value.Int(BigInteger number) ? number.intValue() : otherwise;
    }

    static List<Integer> numbers(Map<String, Value> values, String key) {
        var numbers = new ArrayList<Integer>();
        if (values.get(key) instanceof Value.Items(List<Value> items)) {
            for (Value item : items) {
                if (item instanceof Value.Int(BigInteger number)) {
                    numbers.add(number.intValue());
                }
            }
        }
        return numbers;
    }

    private static List<String> texts(Value.Items items) {
        return items.values().stream()
                .map(item -> item instanceof Value.Text(String text) ? text : "")
                .toList();
    }

    private static Map<String, List<String>> lists(Map<String, Value> values, String key) {
        var lists = new LinkedHashMap<String, List<String>>();
        if (values.get(key) instanceof Value.Entries(Map<String, Value> entries)) {
            entries.forEach((name, value) -> {
                if (value instanceof Value.Items items) {
                    lists.put(name, texts(items));
                }
            });
        }
        return lists;
    }
}
