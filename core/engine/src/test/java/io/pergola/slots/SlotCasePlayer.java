package io.pergola.slots;

import static io.pergola.slots.SlotCase.fraction;
import static io.pergola.slots.SlotCase.items;
import static io.pergola.slots.SlotCase.number;
import static io.pergola.slots.SlotCase.text;

import io.pergola.model.Value;
import io.pergola.spi.slots.HostFileForm;
import io.pergola.spi.slots.Lease;
import io.pergola.spi.slots.NodeUse;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import io.pergola.spi.slots.SlotException;
import io.pergola.spi.slots.UnsatisfiableException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does the operations of one case with our ledger, and tells the answers in the corpus's form. */
final class SlotCasePlayer {

    private SharedSlots slots;
    private final Map<String, Lease> saved = new HashMap<>();
    private final Map<Slot, Lease> bySlot = new HashMap<>();

    SlotCasePlayer(SlotCase played) {
        var ledger = new Ledger(played.nodes(), Map.of());
        played.down().forEach((node, cores) -> cores.forEach(core -> ledger.coreDown(node, core)));
        slots = SharedSlots.of(ledger);
    }

    int start() {
        return slots.start();
    }

    String play(Value.Entries operation) {
        try {
            return switch (text(operation, "op")) {
                case "find_slots" -> told(operation, slots.claim(request(operation, number(operation, "n_slots"))));
                case "find_slot" -> told(operation, findOn(operation));
                case "allocate_slot" -> allocate(slot(operation));
                case "deallocate_slot" -> release(held(operation, "slot"));
                case "release_slots" -> release(held(operation, "slots"));
                case "keep_nodes" -> keep(items(operation, "positions"));
                case "count_until_none" -> count(operation);
                default -> looked(operation);
            };
        } catch (UnsatisfiableException | IllegalArgumentException e) {
            return "error ValueError";
        } catch (SlotException e) {
            return "error AssertionError";
        }
    }

    private String looked(Value.Entries operation) {
        return switch (text(operation, "op")) {
            case "start_index" -> answer("start_index", Value.of(start()));
            case "verify" -> verify();
            case "compare" -> compare(rank(operation, "a"), rank(operation, "b"));
            case "rank_file" -> file(".rf", placement(operation).rankFile());
            case "host_file" -> file(".hf", placement(operation).hostFile(form(operation)));
            default -> throw new AssertionError("No such operation: " + operation);
        };
    }

    private Optional<Lease> findOn(Value.Entries operation) {
        String node = slots.nodes().get(number(operation, "node")).node().name();
        try {
            return slots.partition(List.of(node)).claim(request(operation, 1));
        } catch (UnsatisfiableException e) {
            return Optional.empty();
        }
    }

    private static ResourceRequest request(Value.Entries operation, int ranks) {
        return ResourceRequest.of(ranks, rank(operation, "rr"));
    }

    private static RankRequirements rank(Value.Entries operation, String key) {
        Map<String, Value> rr = ((Value.Entries) SlotCase.get(operation, key)).values();
        int cores = (int) fraction(rr.getOrDefault("n_cores", Value.of(1)));
        double gpus = fraction(rr.getOrDefault("n_gpus", Value.of(0)));
        RankRequirements rank = gpus > 0 && gpus < 1
                ? RankRequirements.ofCores(cores).withGpus(gpus)
                : RankRequirements.of(cores, (int) gpus)
                        .withGpus((int) gpus, fraction(rr.getOrDefault("gpu_occupation", Value.of(1))));
        rank = rank.withCoreShare(fraction(rr.getOrDefault("core_occupation", Value.of(1))))
                .withMib((long) fraction(rr.getOrDefault("mem", Value.of(0))), 0);
        return Value.of(true).equals(rr.get("numa")) ? rank.withinNuma() : rank;
    }

    private String told(Value.Entries operation, Optional<Lease> lease) {
        lease.ifPresent(found -> {
            if (operation.values().containsKey("save")) {
                saved.put(text(operation, "save"), found);
            }
        });
        return lease.map(found -> found.placement().slots().stream()
                        .map(SlotCasePlayer::told)
                        .collect(Collectors.joining("\n")))
                .orElse("none");
    }

    private static String told(Slot slot) {
        return slot.node() + " " + slot.nodeIndex() + " cores " + units(slot.cores()) + " gpus " + units(slot.gpus())
                + " mem " + slot.memoryMib() + " lfs " + slot.diskMib();
    }

    private static String units(List<Share> shares) {
        return shares.stream()
                .map(share -> share.index() + ":" + share.milli())
                .toList()
                .toString();
    }

    private String allocate(Slot slot) {
        bySlot.put(slot, slots.claim(Placement.of(List.of(slot))));
        return ok();
    }

    private static String ok() {
        return answer("ok", Value.of(true));
    }

    private static Slot slot(Value.Entries operation) {
        var slot = (Value.Entries) SlotCase.get(operation, "slot");
        return new Slot(
                text(slot, "node_name"),
                number(slot, "node_index"),
                shares(slot, "cores"),
                shares(slot, "gpus"),
                number(slot, "mem"),
                number(slot, "lfs"),
                Slot.ANYWHERE,
                false);
    }

    /** A share above 1 is refused when it is made: the corpus wants a rejected slot, which is what comes of it. */
    private static List<Share> shares(Value.Entries slot, String key) {
        try {
            return items(slot, key).stream().map(SlotCasePlayer::share).toList();
        } catch (IllegalArgumentException e) {
            throw new SlotException(String.valueOf(e.getMessage()));
        }
    }

    private static Share share(Value value) {
        return value instanceof Value.Entries share
                ? new Share(number(share, "index"), Share.milli(fraction(SlotCase.get(share, "occupation"))))
                : Share.whole((int) fraction(value));
    }

    /** What is to be given back; for what nobody ever claimed, something that looks like it. */
    private Lease held(Value.Entries operation, String key) {
        if (operation.values().get(key) instanceof Value.Text(String name)) {
            return Objects.requireNonNull(saved.get(name), name);
        }
        Slot slot = slot(operation);
        return bySlot.getOrDefault(slot, new MadeUp(Placement.of(List.of(slot))));
    }

    private record MadeUp(Placement placement) implements Lease {
        @Override
        public Optional<String> job() {
            return Optional.empty();
        }
    }

    private String release(Lease lease) {
        slots.release(lease);
        return ok();
    }

    private String keep(List<Value> positions) {
        List<NodeUse> all = slots.nodes();
        slots = slots.partition(positions.stream()
                .map(position -> all.get((int) fraction(position)).node().name())
                .toList());
        return ok();
    }

    private String count(Value.Entries operation) {
        int count = 0;
        while (slots.claim(request(operation, 1)).isPresent()) {
            count++;
        }
        return answer("count", Value.of(count));
    }

    private String verify() {
        var nodes = slots.nodes().stream().map(NodeUse::node).toList();
        var first = nodes.getFirst();
        boolean uniform = nodes.stream()
                .allMatch(node -> node.cores().size() == first.cores().size()
                        && node.gpus().size() == first.gpus().size()
                        && node.memoryMib() == first.memoryMib()
                        && node.diskMib() == first.diskMib());
        var answer = new LinkedHashMap<String, Value>();
        answer.put("uniform", Value.of(uniform));
        answer.put("cores_per_node", uniform ? Value.of(first.cores().size()) : Value.NULL);
        answer.put("gpus_per_node", uniform ? Value.of(first.gpus().size()) : Value.NULL);
        answer.put("lfs_per_node", uniform ? Value.of(first.diskMib()) : Value.NULL);
        answer.put("mem_per_node", uniform ? Value.of(first.memoryMib()) : Value.NULL);
        return SlotCase.plain(new Value.Entries(answer));
    }

    private static String compare(RankRequirements a, RankRequirements b) {
        boolean atLeast = a.atLeast(b);
        boolean atMost = b.atLeast(a);
        return SlotCase.plain((Value.Entries) Value.of(Map.of(
                "eq", Value.of(atLeast && atMost),
                "lt", Value.of(atMost),
                "le", Value.of(atMost),
                "gt", Value.of(atLeast),
                "ge", Value.of(atLeast))));
    }

    private Placement placement(Value.Entries operation) {
        return held(operation, "slots").placement();
    }

    private static HostFileForm form(Value.Entries operation) {
        return List.of(HostFileForm.NAMES, HostFileForm.SLOTS, HostFileForm.COLON)
                .get(number(operation, "mode"));
    }

    private static String file(String suffix, String text) {
        return SlotCase.plain(
                (Value.Entries) Value.of(Map.of("file_suffix", Value.of(suffix), "text", Value.of(text))));
    }

    private static String answer(String key, Value value) {
        return SlotCase.plain((Value.Entries) Value.of(Map.of(key, value)));
    }

    List<String> nodes() {
        return slots.nodes().stream()
                .map(use -> use.node().name() + " " + use.node().index() + " cores "
                        + occupied(use.node().cores(), use.freeCores(), use.downCores()) + " gpus "
                        + occupied(use.node().gpus(), use.freeGpus(), use.downGpus()) + " mem " + use.freeMemoryMib()
                        + " lfs " + use.freeDiskMib())
                .toList();
    }

    private static String occupied(List<Integer> all, List<Share> free, List<Integer> down) {
        Map<Integer, Integer> left = free.stream().collect(Collectors.toMap(Share::index, Share::milli));
        return all.stream()
                .map(index -> index + ":"
                        + (down.contains(index) ? "down" : Integer.toString(Share.WHOLE - left.getOrDefault(index, 0))))
                .toList()
                .toString();
    }
}
