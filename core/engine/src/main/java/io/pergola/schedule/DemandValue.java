package io.pergola.schedule;

import io.pergola.model.Value;
import io.pergola.resolve.SlotDemand;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.Share;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a run asks of its job, as it stands in the job's file. What is as usual is left out. */
final class DemandValue {

    private static final String SLOTS = "slots";
    private static final String CONSUMABLES = "consumables";
    private static final String PRIORITY = "priority";

    private DemandValue() {}

    static void write(SlotDemand demand, Map<String, Value> values) {
        demand.perRank().ifPresent(rank -> values.put(SLOTS, slots(demand.ranks(), rank)));
        if (!demand.consumables().isEmpty()) {
            var amounts = new LinkedHashMap<String, Value>();
            new TreeMap<>(demand.consumables()).forEach((name, amount) -> amounts.put(name, Value.of(amount)));
            values.put(CONSUMABLES, new Value.Entries(amounts));
        }
        if (demand.priority() != 0) {
            values.put(PRIORITY, Value.of(demand.priority()));
        }
    }

    private static Value slots(int ranks, RankRequirements rank) {
        var values = new LinkedHashMap<String, Value>();
        values.put("ranks", Value.of(ranks));
        values.put("cores", Value.of(rank.cores()));
        values.put("core_share", Value.of(rank.coreShare()));
        values.put("gpus", Value.of(rank.gpus()));
        values.put("gpu_share", Value.of(rank.gpuShare()));
        values.put("mem", Value.of(rank.memoryMib()));
        values.put("disk", Value.of(rank.diskMib()));
        values.put("numa", Value.of(rank.numa()));
        values.put("exclusive", Value.of(rank.exclusive()));
        return new Value.Entries(values);
    }

    static SlotDemand read(Value.Entries entries) {
        var consumables = new HashMap<String, Long>();
        if (entries.values().get(CONSUMABLES) instanceof Value.Entries amounts) {
            amounts.values().keySet().forEach(name -> consumables.put(name, number(amounts, name, 0)));
        }
        int priority = (int) number(entries, PRIORITY, 0);
        return entries.values().get(SLOTS) instanceof Value.Entries slots
                ? new SlotDemand((int) number(slots, "ranks", 1), Optional.of(rank(slots)), consumables, priority)
                : new SlotDemand(1, Optional.empty(), consumables, priority);
    }

    private static RankRequirements rank(Value.Entries slots) {
        return new RankRequirements(
                (int) number(slots, "cores", 1),
                (int) number(slots, "core_share", Share.WHOLE),
                (int) number(slots, "gpus", 0),
                (int) number(slots, "gpu_share", Share.WHOLE),
                number(slots, "mem", 0),
                number(slots, "disk", 0),
                Value.of(true).equals(slots.values().get("numa")),
                Value.of(true).equals(slots.values().get("exclusive")));
    }

    private static long number(Value.Entries entries, String key, long otherwise) {
        return entries.values().get(key) instanceof Value.Int(BigInteger value) ? value.longValue() : otherwise;
    }
}
