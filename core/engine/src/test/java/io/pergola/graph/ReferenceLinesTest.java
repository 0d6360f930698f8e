package io.pergola.graph;

import static io.pergola.graph.Runs.asking;
import static io.pergola.graph.Runs.entries;
import static io.pergola.graph.Runs.limits;
import static io.pergola.graph.Runs.notes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What runs should have reached, as lines of a chart. */
class ReferenceLinesTest {

    private final Runs runs = new Runs();

    private Value.Entries reference(String unit, double value, double lower) {
        return entries("rate", entries("value", value, "lower", lower, "unit", unit, "state", "ok"));
    }

    @Test
    void thatAreTheSameForAllAreDrawnOnceInTheUnitOfTheChart() {
        runs.add(
                        "s.a",
                        "rate",
                        2,
                        "result_units",
                        entries("rate", "GB/s"),
                        "result_references",
                        reference("GB/s", 2, 1))
                .add(
                        "s.b",
                        "rate",
                        2500,
                        "result_units",
                        entries("rate", "MB/s"),
                        "result_references",
                        reference("MB/s", 2000, 1000));
        assertEquals(Map.of("reference 2 GB/s", -1, "at least 1 GB/s", -1), limits(runs.draw(asking("id", "rate"))));
    }

    @Test
    void thatDifferBelongToTheirSeries() {
        runs.add("s.a", "rate", 2, "result_references", reference("", 2, 1))
                .add("s.b", "rate", 3, "result_references", reference("", 3, 1))
                .add("s.c", "rate", 4);
        assertEquals(
                Map.of("reference 2 (s.a)", 0, "at least 1 (s.a)", 0, "reference 3 (s.b)", 1, "at least 1 (s.b)", 1),
                limits(runs.draw(asking("id", "rate"))));
    }

    @Test
    void thatDifferFromRunToRunAreToldAndNotDrawn() {
        for (int i = 1; i < 6; i++) {
            runs.add("s.t", "rate", i, "result_references", reference("", i, 0));
        }
        GraphData data = runs.draw(asking("id", "rate"));
        assertEquals(Map.of("at least 0", -1), limits(data));
        assertEquals(List.of("left out: 'reference', which differs from run to run (5 values)"), notes(data));
    }

    @Test
    void ofOtherFiguresAreNotDrawn() {
        runs.add("s.t", "rate", 2, "copy", 3, "result_references", reference("", 2, 1));
        assertEquals(Map.of(), limits(runs.draw(asking("id", "copy"))));
        assertEquals(Map.of(), limits(runs.draw(asking("id", "rate * 2"))));
    }
}
