package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.config.SchedulerOptions;
import io.pergola.config.TestKeys;
import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.NodeInfo;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.nodes.Chunk;
import io.pergola.nodes.ChunkCut;
import io.pergola.schedule.NodePlan;
import io.pergola.schedule.SchedulerVariables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The schedule sections of the conformance corpus, each on its cluster, from the section as text to the chunks. */
class ChunkConformanceTest {

    @Test
    void the_corpus_is_whole() throws IOException {
        assertEquals(74, Clusters.read().cases().size());
    }

    @TestFactory
    Stream<DynamicTest> each_section_gives_the_nodes_and_chunks_that_the_corpus_expects() throws IOException {
        Clusters clusters = Clusters.read();
        return clusters.cases().stream()
                .map(item -> DynamicTest.dynamicTest(text(item, "id"), () -> check(clusters, item)));
    }

    private static void check(Clusters clusters, Value.Entries item) {
        List<Problem> problems = new ArrayList<>();
        ScheduleSection section = new ScheduleReader(
                        ResolvedTest.scheduleKeys(TestKeys.table(SchedulerOptions.none())),
                        lists(Clusters.entries(item, "schedule")),
                        problems,
                        (path, problem) -> problem)
                .read("slurm");
        NodePlan plan = NodePlan.of("slurm", section, clusters.machine(text(item, "inventory")), Map.of());
        boolean readable = problems.isEmpty();
        problems.addAll(plan.problems());
        Map<String, Value> answer = answer(item);
        if (answer.containsKey("error")) {
            refused(item, problems);
        } else {
            assertEquals(List.of(), problems);
        }
        if (readable && item.values().containsKey("usable")) {
            assertEquals(Clusters.texts(item, "usable"), names(plan.nodes().usable()));
        }
        if (answer.containsKey("chunks")) {
            assertEquals(
                    ((Value.Items) answer.get("chunks"))
                            .values().stream().map(Pruning::texts).toList(),
                    plan.chunks().stream().map(chunk -> names(chunk.nodes())).toList());
        }
        if (item.values().get("invariants") instanceof Value.Entries invariants) {
            chance(invariants, plan);
        }
        if (item.values().get("sched") instanceof Value.Entries(var sched)) {
            variables(sched, SchedulerVariables.advanced(section, plan, 1));
        }
    }

    /** What the class of the case asks a conforming program to give. */
    private static Map<String, Value> answer(Value.Entries item) {
        return item.values().get("recommended") instanceof Value.Entries(var recommended) ? recommended : item.values();
    }

    private static void refused(Value.Entries item, List<Problem> problems) {
        assertFalse(problems.isEmpty());
        String told = problems.toString().toLowerCase(Locale.ROOT);
        for (String word : Clusters.texts(item, "error_about")) {
            assertTrue(told.contains(word.toLowerCase(Locale.ROOT)), word + " in " + told);
        }
    }

    /** A text where a list may stand is a list of one; the reader of suites sees to that. */
    private static Value.Entries lists(Value.Entries schedule) {
        var entries = new LinkedHashMap<>(schedule.values());
        entries.replaceAll((key, value) ->
                key.endsWith("_nodes") && !key.equals("min_nodes") && value instanceof Value.Text(String text)
                        ? Value.ofTexts(List.of(text))
                        : value);
        return new Value.Entries(entries);
    }

    private static void chance(Value.Entries invariants, NodePlan plan) {
        List<Chunk> chunks = plan.chunks();
        List<String> remaining = new ArrayList<>(names(plan.nodes().usable()));
        List<Long> sizes = Clusters.items(invariants, "sizes").stream()
                .map(Clusters::number)
                .toList();
        assertEquals(sizes, chunks.stream().map(chunk -> (long) chunk.size()).toList());
        assertTrue(((ChunkCut.Chunks) plan.cut()).seed().isPresent());
        for (Chunk chunk :
                chunks.subList(0, (int) Clusters.number(invariants.values().get("disjoint_chunks")))) {
            List<String> names = names(chunk.nodes());
            if (invariants.values().containsKey("one_node_per_segment")) {
                int segment = remaining.size() / names.size();
                for (int i = 0; i < names.size(); i++) {
                    assertEquals(i, remaining.indexOf(names.get(i)) / segment);
                }
            }
            names.forEach(name -> assertTrue(remaining.remove(name), name + " is used twice or not usable"));
        }
    }

    private static void variables(Map<String, Value> expected, SequencedMap<String, Variable> found) {
        expected.forEach((name, value) -> {
            List<String> texts = value instanceof Value.Text(String text) ? List.of(text) : Pruning.texts(value);
            assertEquals(texts, texts(Objects.requireNonNull(found.get(name))), name);
        });
    }

    private static List<String> texts(Variable variable) {
        return ((Variable.Known) variable)
                .items().stream()
                        .map(item -> ((Value.Text) ((Item.Single) item).value()).value())
                        .toList();
    }

    private static List<String> names(List<NodeInfo> nodes) {
        return nodes.stream().map(NodeInfo::name).toList();
    }

    private static String text(Value.Entries entries, String key) {
        return Clusters.text(entries.values().get(key));
    }
}
