package io.pergola.schedule;

import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.RunSection;
import io.pergola.resolve.SlotDemand;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the pilot must know of a run before it opens the run's directory; stands in the job's file, so that a pilot of
 * thousands of runs starts at once.
 *
 * @param run the run's number
 * @param demand what part of the job it gets
 * @param nodes what it gets of nodes that were held before; empty if the job's nodes are for all of its runs
 * @param concurrent most runs at once in its job while it runs, itself counted; 0 for no limit
 * @param judged whether it may run again
 * @param silence how long it may print nothing before it is killed; null for ever
 * @param total how long it may run before it is killed; null for ever
 */
public record PilotTask(
        int run,
        SlotDemand demand,
        Optional<NodeShare> nodes,
        int concurrent,
        boolean judged,
        @Nullable Duration silence,
        @Nullable Duration total) {

    private static final String KEY = "tasks";

    static PilotTask of(PlannedRun planned, Optional<NodeShare> nodes) {
        ResolvedTest test = planned.test();
        RunSection section = test.run();
        return new PilotTask(
                planned.directory().id().number(),
                test.schedule().slots(),
                nodes,
                section.concurrent(),
                section.retries().most() > 0,
                section.timeout().orElse(null),
                section.timeLimit().orElse(null));
    }

    static Map<String, Value> write(List<PilotTask> tasks) {
        return Map.of(
                KEY, new Value.Items(tasks.stream().map(PilotTask::toValue).toList()));
    }

    private Value toValue() {
        var values = new LinkedHashMap<String, Value>();
        values.put("run", Value.of(run));
        DemandValue.write(demand, values);
        nodes.ifPresent(share -> values.put(NodeShare.KEY, share.toValue()));
        values.put("concurrent", Value.of(concurrent));
        if (judged) {
            values.put("judged", Value.of(true));
        }
        values.put("silence", seconds(silence));
        values.put("total", seconds(total));
        return new Value.Entries(values);
    }

    /** Whether it gets a part of the job's nodes for itself. */
    public boolean placed() {
        return nodes.isPresent() || demand.perRank().isPresent();
    }

    /** The tasks that a job's file holds. */
    public static List<PilotTask> read(Map<String, Value> extra) {
        var tasks = new ArrayList<PilotTask>();
        if (extra.get(KEY) instanceof Value.Items items) {
            for (Value item : items.values()) {
                if (item instanceof Value.Entries entries) {
                    tasks.add(read(entries));
                }
            }
        }
        return tasks;
    }

    private static PilotTask read(Value.Entries entries) {
        return new PilotTask(
                number(entries, "run", 0),
                DemandValue.read(entries),
                NodeShare.of(entries.values()),
                number(entries, "concurrent", 0),
                Value.of(true).equals(entries.values().get("judged")),
                duration(entries, "silence"),
                duration(entries, "total"));
    }

    private static Value seconds(@Nullable Duration duration) {
        if (duration == null) {
            return Value.NULL;
        }
        return duration.toMillisPart() == 0 ? Value.of(duration.toSeconds()) : Value.of(duration.toMillis() / 1000.0);
    }

    private static @Nullable Duration duration(Value.Entries entries, String key) {
        Value seconds = entries.values().getOrDefault(key, Value.NULL);
        if (seconds instanceof Value.Int(BigInteger whole)) {
            return Duration.ofSeconds(whole.longValue());
        }
        return seconds instanceof Value.Real(double parts) ? Duration.ofMillis(Math.round(parts * 1000)) : null;
    }

    private static int number(Value.Entries entries, String key, int otherwise) {
        return entries.values().get(key) instanceof Value.Int(BigInteger value) ? value.intValue() : otherwise;
    }
}
