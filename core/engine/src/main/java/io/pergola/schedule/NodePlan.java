package io.pergola.schedule;

import io.pergola.model.NodeInfo;
import io.pergola.model.NodeList;
import io.pergola.model.Problem;
import io.pergola.nodes.Chunk;
import io.pergola.nodes.ChunkCut;
import io.pergola.nodes.ChunkFacts;
import io.pergola.nodes.Chunking;
import io.pergola.nodes.FilteredNodes;
import io.pergola.nodes.NodeCriteria;
import io.pergola.nodes.NodeDemand;
import io.pergola.nodes.Quantity;
import io.pergola.nodes.Selection;
import io.pergola.resolve.ScheduleSection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a schedule section makes of a machine: the nodes that its tests may use, and their chunks. */
public final class NodePlan {

    /** The option of a scheduler's own section that names what nodes must have. */
    private static final String FEATURES = "features";

    private final ScheduleSection section;
    private final FilteredNodes nodes;
    private final ChunkCut cut;
    private final boolean held;

    private NodePlan(ScheduleSection section, FilteredNodes nodes, ChunkCut cut, boolean held) {
        this.section = section;
        this.nodes = nodes;
        this.cut = cut;
        this.held = held;
    }

    /**
     * Filters and cuts.
     *
     * @param scheduler whose section of options counts
     * @param passed when nodes last passed the test, by name; for {@link Selection#LEAST_TESTED}
     * @throws io.pergola.model.SchedulerException if the section asks for the topology and the batch system does not answer
     */
    public static NodePlan of(String scheduler, ScheduleSection section, Machine machine, Map<String, Instant> passed) {
        Map<String, List<String>> options = section.options(scheduler);
        List<NodeInfo> judged = machine.inventory().judged(machine.nodes(), section.settled(), options);
        FilteredNodes nodes = FilteredNodes.of(
                judged,
                criteria(section, options.getOrDefault(FEATURES, List.of())),
                machine.inventory().unfit(judged, section.settled(), options));
        Map<String, String> switches = section.chunking().selection() == Selection.TOPOLOGY
                ? machine.inventory().topology()
                : Map.of();
        var facts = new ChunkFacts(
                names(section.includeNodes()), switches, name -> Optional.ofNullable(passed.get(name)), machine.seed());
        return new NodePlan(
                section,
                nodes,
                ChunkCut.of(nodes, section.chunking(), facts),
                machine.inventory().held());
    }

    private static NodeCriteria criteria(ScheduleSection section, List<String> features) {
        return new NodeCriteria(
                section.onlyAvailable(),
                section.text("partition"),
                section.text("reservation"),
                names(section.acrossNodes()),
                names(section.excludeNodes()),
                features,
                0,
                0,
                0);
    }

    /** Lists that are malformed were reported when the section was read. */
    private static Set<String> names(List<String> lists) {
        var names = new LinkedHashSet<String>();
        for (String list : lists) {
            if (NodeList.parse(list) instanceof NodeList.Names(List<String> found)) {
                names.addAll(found);
            }
        }
        return names;
    }

    /** The nodes, usable and not. */
    public FilteredNodes nodes() {
        return nodes;
    }

    /** The chunks, or why there are none. */
    public ChunkCut cut() {
        return cut;
    }

    /** The chunks in order; empty if the machine cannot be cut as asked. */
    public List<Chunk> chunks() {
        return cut instanceof ChunkCut.Chunks(List<Chunk> chunks, var unused, var seed) ? chunks : List.of();
    }

    /** Whether the batch system chooses the nodes: the machine is in one piece, and nothing but filters takes nodes out of it. */
    public boolean isFlex() {
        return !isCut() && section.acrossNodes().isEmpty();
    }

    /** Whether the section asks for pieces, however many came of it. */
    public boolean isCut() {
        Chunking rule = section.chunking();
        boolean whole = rule.size() instanceof Quantity.Count(int size) && size == 0;
        return !whole || rule.count().isPresent() || rule.selection() == Selection.TOPOLOGY;
    }

    /** Whether the nodes are there already, so that no job need ask for them. */
    public boolean isHeld() {
        return held;
    }

    /** What a run gets of a chunk of nodes that are held. Nodes that the section names first come first, and are part of it. */
    NodeShare share(Chunk chunk) {
        int count = Math.min(chunk.size(), demand(chunk.size()).max().orElse(chunk.size()));
        boolean any = isFlex() && chunk.included().isEmpty() && nodes.removed().isEmpty();
        List<NodeInfo> among = chunk.included().isEmpty() ? chunk.nodes() : chunk.take(count, 0);
        return new NodeShare(
                count, any ? List.of() : among.stream().map(NodeInfo::name).toList());
    }

    /** Where chance began, if the chunks hang on it. */
    public OptionalLong seed() {
        return cut instanceof ChunkCut.Chunks(var all, var unused, var its) ? its : OptionalLong.empty();
    }

    /** Which piece that is. */
    ChunkNote note(int index) {
        return new ChunkNote(index, chunks().size(), seed());
    }

    /** How many nodes a run needs that gets a chunk of {@code size} nodes. */
    public NodeDemand demand(int size) {
        return NodeDemand.of(
                section.nodes(), section.minNodes(), section.tasks().isPresent(), size);
    }

    /** What is in the way of running on a chunk; empty if nothing is. */
    public List<Problem> problems(Chunk chunk) {
        return demand(chunk.size())
                .problems(nodes, chunk.size(), names(section.includeNodes()).size());
    }

    /** What is in the way of running at all; empty if a run would fit into the first chunk. */
    public List<Problem> problems() {
        if (cut instanceof ChunkCut.Refused(List<Problem> problems)) {
            return problems;
        }
        List<Chunk> chunks = chunks();
        return chunks.isEmpty() ? List.of() : new ArrayList<>(problems(chunks.getFirst()));
    }
}
