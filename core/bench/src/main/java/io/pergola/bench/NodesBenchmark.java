package io.pergola.bench;

import io.pergola.model.NodeInfo;
import io.pergola.model.NodeList;
import io.pergola.nodes.ChunkCut;
import io.pergola.nodes.ChunkFacts;
import io.pergola.nodes.Chunking;
import io.pergola.nodes.Extra;
import io.pergola.nodes.FilteredNodes;
import io.pergola.nodes.NodeCriteria;
import io.pergola.nodes.Quantity;
import io.pergola.nodes.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A machine filtered and cut into a hundred chunks: well under 50 ms for 10,000 nodes, ten times that for 100,000. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NodesBenchmark {

    private static final NodeCriteria CRITERIA = new NodeCriteria(
            true,
            Optional.of("batch"),
            Optional.empty(),
            Set.of(),
            Set.of("n000017"),
            List.of("ib", "gpu|big"),
            8,
            1,
            0);

    /** How many nodes the machine has. */
    @Param({"10000", "100000"})
    public int nodes;

    /** How chunks are picked. */
    @Param({"CONTIGUOUS", "RANDOM", "DISTRIBUTED", "RAND_DIST"})
    public Selection selection = Selection.CONTIGUOUS;

    private List<NodeInfo> machine = List.of();
    private List<String> names = List.of();

    /** Makes the machine; every seventh node is down. */
    @Setup
    public void machine() {
        machine = IntStream.range(0, nodes).mapToObj(NodesBenchmark::node).toList();
        names = machine.stream().map(NodeInfo::name).toList();
    }

    private static NodeInfo node(int number) {
        boolean up = number % 7 != 0;
        return new NodeInfo(
                String.format("n%06d", number),
                up,
                up,
                64,
                256_000,
                0,
                Set.of("batch", "all"),
                Set.of(),
                Set.of("ib", "big"),
                up ? "IDLE" : "DOWN",
                "");
    }

    /** Filters and cuts. */
    @Benchmark
    public ChunkCut filterAndCut() {
        FilteredNodes usable = FilteredNodes.of(machine, CRITERIA, Map.of());
        var rule = new Chunking(
                new Quantity.Count(0), OptionalInt.of(100), selection, Extra.BALANCE, OptionalLong.empty());
        return ChunkCut.of(usable, rule, ChunkFacts.NONE);
    }

    /** The names of all nodes in short. */
    @Benchmark
    public String compress() {
        return NodeList.compress(names);
    }
}
