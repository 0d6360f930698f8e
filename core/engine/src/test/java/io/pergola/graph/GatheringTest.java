package io.pergola.graph;

import static io.pergola.graph.Runs.as;
import static io.pergola.graph.Runs.asking;
import static io.pergola.graph.Runs.averaged;
import static io.pergola.graph.Runs.by;
import static io.pergola.graph.Runs.entries;
import static io.pergola.graph.Runs.notes;
import static io.pergola.graph.Runs.series;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.graph.GraphData.XAxis;
import io.pergola.model.Value;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private final Runs runs = new Runs();

    @Nested
    class Values {

        @Test
        void ofARunStandAtItsX() {
            runs.add("s.t", "size", 4, "rate", 2.5).add("s.t", "size", 2, "rate", List.of(1, 3));
            GraphData data = runs.draw(asking("size", "rate * 2"));
            assertEquals(List.of("rate * 2: 4,5 2,2 2,6"), series(data));
            assertEquals(List.of(), data.notes());
            assertEquals(3, data.points());
            assertEquals(GraphKind.SCATTER, data.kind());
            assertEquals("s.t", data.title());
        }

        @Test
        void ofListsArePaired() {
            runs.add("s.t", "sizes", List.of(1, 2, 4), "rates", List.of(10, 20, 40));
            assertEquals(List.of("rates: 1,10 2,20 4,40"), series(runs.draw(asking("sizes", "rates"))));
        }

        @Test
        void byFileArePairedWithTheNamesOfTheFiles() {
            runs.add("s.t", "per_file", entries("n2", entries("rate", 5), "n1", entries("rate", 7)));
            GraphData data = runs.draw(asking("keys(per_file)", "per_file.*.rate"));
            assertEquals(new XAxis.Categories("keys(per_file)", List.of("n1", "n2")), data.x());
            assertEquals(List.of("rate: 0,7 1,5"), series(data));
        }

        @Test
        void thatAreNotThereAreToldAndNotDrawn() {
            runs.add("s.t", "size", 1, "rate", 5)
                    .add("s.t", "size", 2)
                    .add("s.t", "size", 3, "rate", Value.NULL)
                    .add("s.t", "rate", 9)
                    .addUnfinished("s.t");
            GraphData data = runs.draw(asking("size", "rate"));
            assertEquals(List.of("rate: 1,5"), series(data));
            assertEquals(
                    List.of(
                            "left out: no 'size' in 1 of 5 runs (4)",
                            "left out: no results in 1 of 5 runs (5)",
                            "left out: no 'rate' in 2 of 5 runs (2, 3)"),
                    notes(data));
        }

        @Test
        void thatAreNoNumbersAreToldAndNotDrawn() {
            runs.add("s.t", "size", 1, "rate", 5)
                    .add("s.t", "size", 2, "rate", Double.NaN)
                    .add("s.t", "size", 3, "rate", "inf")
                    .add("s.t", "size", 4, "rate", "fast")
                    .add("s.t", "size", Double.POSITIVE_INFINITY, "rate", 6)
                    .add("s.t", "size", 6, "rate", 1e301)
                    .add("s.t", "size", 7, "rate", List.of(List.of(1)))
                    .add("s.t", "size", List.of(1, 2), "rate", List.of(1, 2, 3))
                    .add("s.t", "size", 0, "rate", entries("a", 1));
            GraphData data = runs.draw(asking("size", "rate"));
            assertEquals(List.of("rate: 1,5"), series(data));
            assertEquals(
                    List.of(
                            "left out: 'rate' is infinite or not a number in 2 of 9 runs (2, 3)",
                            "left out: 'rate' is no number in 1 of 9 runs (4)",
                            "left out: 'size' is infinite or not a number in 1 of 9 runs (5)",
                            "left out: 'rate' is too large to draw in 1 of 9 runs (6)",
                            "left out: 'rate' holds lists or mappings in 1 of 9 runs (7)",
                            "left out: 'rate' has 3 values, but 'size' has 2 values in 1 of 9 runs (8)",
                            "left out: 'rate' is a mapping in 1 of 9 runs (9)"),
                    notes(data));
        }

        @Test
        void areCountedOnceForEachRunWithTheFirstFewNamed() {
            runs.add("s.t", "size", 0, "rate", 1);
            for (int i = 0; i < 10; i++) {
                runs.add("s.t", "size", i);
            }
            assertEquals(
                    List.of("left out: no 'rate' in 10 of 11 runs (2, 3, 4, 5, 6, 7, 8, 9 and 2 more)"),
                    notes(runs.draw(asking("size", "rate"))));
        }
    }

    @Nested
    class Refused {

        @Test
        void isWhatNoRunHasWithTheKeysThatThereAre() {
            runs.add("s.t", "size", 1, "rate", 5, "table", entries("a", 1, "b", 2), "duration", 3.0);
            String refusal = runs.refusal(asking("size", "rte"));
            assertTrue(refusal.startsWith("error: there is nothing to draw: no 'rte' in 1 of 1 run (1)"), refusal);
            assertTrue(refusal.contains("id you mean \"rate\"? "), refusal);
            assertTrue(
                    refusal.contains("These runs have size, rate, table.a, table.b; and every run id, name, duration"),
                    refusal);
        }

        @Test
        void isAMappingWithAWordOnHowToReachIntoIt() {
            runs.add("s.t", "table", entries("a", 1));
            String refusal = runs.refusal(asking("id", "table"));
            assertTrue(refusal.contains("write 'table.a' or 'table.*' for what is in it. These runs have"), refusal);
        }

        @Test
        void isARequestWithoutY() {
            runs.add("s.t", "rate", 5);
            assertTrue(runs.refusal(asking("id")).contains("-y is missing"));
            assertTrue(runs.refusal(asking("id")).contains("These runs have rate"));
        }

        @Test
        void isASelectionWithoutRuns() {
            assertTrue(runs.refusal(asking("id", "rate")).contains("there are no such runs"));
        }

        @Test
        void isEverythingThatCannotBeReadAtOnce() {
            var request = new GraphRequest(
                    "1 +", List.of("rate", "(", " "), List.of("other"), "a b", null, GraphRequest.Labels.NONE);
            String refusal = runs.add("s.t", "rate", 1).refusal(request);
            assertTrue(refusal.startsWith("<-x>:1:"), refusal);
            for (String part : List.of("\n<-y>:1:", "-y is empty", "\n<--by>:1:", "there is no -y 'other'")) {
                assertTrue(refusal.contains(part), part + " in " + refusal);
            }
        }
    }

    @Nested
    class Axes {

        @Test
        void ofTextsHoldEachOnceInTheirOrder() {
            runs.add("s.t", "host", "n2", "rate", 1)
                    .add("s.t", "host", "n10", "rate", 2)
                    .add("s.t", "host", "n2", "rate", 3);
            GraphData data = runs.draw(asking("host", "rate"));
            assertEquals(new XAxis.Categories("host", List.of("n2", "n10")), data.x());
            assertEquals(List.of("rate: 0,1 1,2 0,3"), series(data));
            assertEquals(GraphKind.BAR, data.kind());
            assertEquals(
                    GraphKind.LINE,
                    runs.draw(as(GraphKind.LINE, asking("host", "rate"))).kind());
        }

        @Test
        void ofNumbersAndTextsAreOfTexts() {
            runs.add("s.t", "p", 4, "rate", 1).add("s.t", "p", "max", "rate", 2);
            assertEquals(
                    new XAxis.Categories("p", List.of("4", "max")),
                    runs.draw(asking("p", "rate")).x());
        }

        @Test
        void ofBarsOverNumbersAreSorted() {
            runs.add("s.t", "p", 10, "rate", 1).add("s.t", "p", 2.5, "rate", 2).add("s.t", "p", 4, "rate", 3);
            GraphData data = runs.draw(as(GraphKind.BAR, asking("p", "rate")));
            assertEquals(new XAxis.Categories("p", List.of("2.5", "4", "10")), data.x());
            assertEquals(List.of("rate: 2,1 0,2 1,3"), series(data));
        }

        @Test
        void ofTimesAreThoseOfTheRunOrIsoTexts() {
            runs.add("s.t", "started", 1.8e9, "day", "2026-03-21", "rate", 1)
                    .add("s.t", "started", 1.9e9, "day", "2026-03-21 12:30:00", "rate", 2)
                    .add("s.t", "started", 1.9e9, "day", "2026-03-21T12:30:00+00:00", "rate", 3);
            assertEquals(
                    List.of("rate: 1800000000,1 1900000000,2 1900000000,3"),
                    series(runs.draw(asking("started", "rate"))));
            GraphData data = runs.draw(asking("day", "rate"));
            assertEquals(new XAxis.Times("day", Runs.ZONE), data.x());
            assertEquals(List.of("rate: 1774047600,1 1774092600,2 1774096200,3"), series(data));
            assertEquals(
                    new XAxis.Categories("day", List.of("2026-03-21 00:00", "2026-03-21 12:30", "2026-03-21 13:30")),
                    runs.draw(as(GraphKind.BAR, asking("day", "rate"))).x());
        }

        @Test
        void ofTimesThatNobodyMeantAreOfNumbers() {
            runs.add("s.t", "started", 1e18, "rate", 1);
            assertInstanceOf(
                    XAxis.Numbers.class, runs.draw(asking("started", "rate")).x());
        }

        @Test
        void areLabelledWithTheirUnits() {
            runs.add(
                    "s.t",
                    "size",
                    4,
                    "rate",
                    2,
                    "copy",
                    3,
                    "lat",
                    1,
                    "duration",
                    1.5,
                    "result_units",
                    entries("rate", "GB/s", "copy", "GB/s", "lat", "us", "size", "MB"));
            assertEquals("size [MB]", runs.draw(asking("size", "rate")).x().label());
            assertEquals("rate [GB/s]", runs.draw(asking("size", "rate")).yLabel());
            assertEquals("duration [s]", runs.draw(asking("size", "duration")).yLabel());
            assertEquals("rate / 2", runs.draw(asking("size", "rate / 2")).yLabel());
            assertEquals("GB/s", runs.draw(asking("size", "rate", "copy")).yLabel());
            GraphData mixed = runs.draw(asking("size", "rate", "lat"));
            assertEquals("", mixed.yLabel());
            assertEquals(List.of("rate [GB/s]: 4,2", "lat [us]: 4,1"), series(mixed));
        }
    }

    @Nested
    class Units {

        @Test
        void ofOtherRunsAreConverted() {
            runs.add("s.t", "rate", 2, "result_units", entries("rate", "GB/s"))
                    .add("s.t", "rate", 500, "result_units", entries("rate", "MB/s"))
                    .add("s.t", "rate", 3)
                    .add("s.t", "rate", 7, "result_units", entries("rate", "J"));
            GraphData data = runs.draw(asking("id", "rate"));
            assertEquals(List.of("rate: 1,2 2,0.5 3,3"), series(data));
            assertEquals(List.of("left out: 'rate' is in J and not in GB/s in 1 of 4 runs (4)"), notes(data));
        }

        @Test
        void ofTheHorizontalAxisAreConverted() {
            runs.add("s.t", "size", 2, "rate", 1, "result_units", entries("size", "MB"))
                    .add("s.t", "size", 4000, "rate", 2, "result_units", entries("size", "kB"));
            assertEquals(List.of("rate: 2,1 4,2"), series(runs.draw(asking("size", "rate"))));
        }

        @Test
        void ofValuesByFileAreThoseOfTheirKey() {
            runs.add("s.t", "per_file", entries("a", entries("rate", 1)), "result_units", entries("rate", "GB/s"));
            assertEquals(
                    "per_file.*.rate [GB/s]",
                    runs.draw(asking("id", "per_file.*.rate")).yLabel());
        }
    }

    @Nested
    class Series {

        private Runs permuted() {
            for (String compiler : List.of("gcc", "clang")) {
                for (int size : new int[] {1, 2}) {
                    runs.add(
                            "s.t." + compiler + "-" + size,
                            "permute_on",
                            entries("var.compiler", compiler, "var.size", Integer.toString(size)),
                            "var",
                            entries("compiler", compiler, "size", Integer.toString(size)),
                            "rate",
                            size * 10);
                }
            }
            return runs;
        }

        @Test
        void areThoseOfTestsAndPermutations() {
            GraphData data = permuted().draw(asking("id", "rate"));
            assertEquals(
                    List.of("s.t.gcc-1: 1,10", "s.t.gcc-2: 2,20", "s.t.clang-1: 3,10", "s.t.clang-2: 4,20"),
                    series(data));
            assertEquals("", data.title());
        }

        @Test
        void areNotDividedByTheVariableThatIsX() {
            assertEquals(
                    List.of("s.t.gcc: 1,10 2,20", "s.t.clang: 1,10 2,20"),
                    series(permuted().draw(asking("var.size", "rate"))));
        }

        @Test
        void areOneWhereEachTestHasANameOfItsOwnOnTheAxis() {
            GraphData data = permuted().draw(asking("name", "rate"));
            assertEquals(List.of("rate: 0,10 1,20 2,10 3,20"), series(data));
        }

        @Test
        void areDividedByWhatIsAskedFor() {
            assertEquals(
                    List.of("gcc: 1,10 2,20", "clang: 3,10 4,20"),
                    series(permuted().draw(by("var.compiler", asking("id", "rate")))));
        }

        @Test
        void ofSeveralFiguresAreNamedByBoth() {
            runs.add("s.a", "t", entries("x", 1, "y", 2), "u", entries("x", 3))
                    .add("s.b", "t", entries("x", 4, "y", 5), "u", entries("x", 6));
            assertEquals(
                    List.of("s.a: x: 1,1", "s.b: x: 2,4", "s.a: y: 1,2", "s.b: y: 2,5"),
                    series(runs.draw(asking("id", "t.x", "t.y"))));
            assertEquals(
                    List.of("s.a: t.x: 1,1", "s.b: t.x: 2,4", "s.a: u.x: 1,3", "s.b: u.x: 2,6"),
                    series(runs.draw(asking("id", "t.x", "u.x"))));
        }

        @Test
        void areAveragedIfThatIsAskedFor() {
            runs.add("s.t", "rate", 1);
            assertTrue(runs.draw(averaged(asking("id", "rate")))
                    .series()
                    .getFirst()
                    .averaged());
        }
    }

    @Test
    void textsAreMadeHarmlessAndCut() {
        String name = "s.\u001b[31m<b>\n" + "x".repeat(100) + "end";
        runs.add(name, "h\u202e", 1, "host", name, "rate", 1).add("s.t", "host", "\ud800", "rate", 2);
        GraphData data = runs.draw(by("name", asking("host", "rate")));
        String label = data.series().getFirst().label();
        assertTrue(label.startsWith("s.?[31m<b> xxx") && label.endsWith("xxxend"), label);
        assertEquals(47, label.length());
        assertEquals("?", ((XAxis.Categories) data.x()).names().get(1));
    }
}
