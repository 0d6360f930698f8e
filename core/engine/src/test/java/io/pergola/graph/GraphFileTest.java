package io.pergola.graph;

import static io.pergola.graph.Runs.as;
import static io.pergola.graph.Runs.asking;
import static io.pergola.graph.Runs.averaged;
import static io.pergola.graph.Runs.by;
import static io.pergola.graph.Runs.entries;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphFileTest {

    private static final String BLUE = "#0072b2";
    private static final String ORANGE = "#d55e00";
    private static final String GREY = "#555555";
    private static final String HOSTILE =
            "<script>alert(1)</script> ]]> &amp; \"'\u0000\u001b[31m\u202e\ud800\ufffe\uffff 日本 🦊";

    private final Path folder;

    GraphFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private GraphFile file(String name) {
        var problems = new ArrayList<Problem>();
        GraphFile file = GraphFile.of(folder, name, problems).orElseThrow();
        assertEquals(List.of(), problems);
        return file;
    }

    private String refusal(String name) {
        var problems = new ArrayList<Problem>();
        GraphFile.of(folder, name, problems);
        return problems.stream()
                        .map(problem -> problem.what() + ": " + problem.help().orElse(""))
                        .toList() + "";
    }

    private SvgDocument svg(GraphData data) throws IOException {
        file("chart.svg").write(data, GraphSize.USUAL);
        return SvgDocument.read(Files.readAllBytes(folder.resolve("chart.svg")));
    }

    private BufferedImage png(GraphData data) throws IOException {
        assumeTrue(Files.exists(Path.of("/usr/bin/fc-list")), "fontconfig is not installed");
        file("chart.png").write(data, GraphSize.USUAL);
        BufferedImage image = ImageIO.read(folder.resolve("chart.png").toFile());
        assertNotNull(image);
        return image;
    }

    private static int pixels(BufferedImage image, int colour) {
        int found = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                found += (image.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
        }
        return found;
    }

    private static Runs twoTests() {
        var runs = new Runs();
        for (int i = 1; i <= 4; i++) {
            runs.add("s.a", "size", i, "host", "n" + i % 2, "rate", i * 10, "result_units", entries("rate", "GB/s"));
        }
        for (int i = 1; i <= 3; i++) {
            runs.add("s.b", "size", i, "host", "n" + i % 2, "rate", i * 20, "result_units", entries("rate", "GB/s"));
        }
        return runs;
    }

    @Nested
    class Svg {

        @Test
        void hasAMarkForEachValueAndOneInTheLegend() throws IOException {
            SvgDocument svg = svg(twoTests().draw(asking("size", "rate")));
            assertEquals(4 + 1, svg.filled(BLUE));
            assertEquals(3 + 1, svg.filled(ORANGE));
            assertTrue(
                    svg.texts().containsAll(List.of("size", "rate [GB/s]", "s.a", "s.b", "20", "40", "60")),
                    svg.texts()::toString);
        }

        @Test
        void hasALineThroughTheMeansOfEachSeries() throws IOException {
            SvgDocument svg = svg(twoTests().draw(as(GraphKind.LINE, asking("size", "rate"))));
            assertEquals(3 + 1, svg.drawn(BLUE, false), "three pieces between four places, and the legend");
            assertEquals(2 + 1, svg.drawn(ORANGE, false));
        }

        @Test
        void hasACrossForEachMean() throws IOException {
            SvgDocument svg = svg(twoTests().draw(averaged(asking("size", "rate"))));
            assertEquals(4 + 1, svg.drawn(BLUE, false));
            assertTrue(svg.texts().contains("mean of s.a"));
        }

        @Test
        void hasABarForEachNameAndTheDeviationWhereThereAreSeveral() throws IOException {
            SvgDocument svg = svg(twoTests().draw(asking("host", "rate")));
            assertEquals(2 + 1, svg.filled(BLUE));
            assertEquals(2 + 1, svg.filled(ORANGE));
            assertEquals(3 * 3, svg.drawn("#000000", false), "three strokes for each of three bars of several values");
            assertTrue(svg.texts().containsAll(List.of("n0", "n1", "0")));
        }

        @Test
        void leavesThePlaceOfABarThatIsNotThereEmpty() throws IOException {
            var runs = new Runs()
                    .add("s.a", "h", "n1", "rate", 1)
                    .add("s.a", "h", "n2", "rate", 2)
                    .add("s.b", "h", "n1", "rate", 3);
            SvgDocument svg = svg(runs.draw(asking("h", "rate")));
            assertEquals(2 + 1, svg.filled(BLUE));
            assertEquals(1 + 1, svg.filled(ORANGE));
        }

        @Test
        void hasADashedLineForEachReference() throws IOException {
            var runs = new Runs();
            for (int i = 0; i < 3; i++) {
                runs.add(
                        "s.t",
                        "rate",
                        i,
                        "result_references",
                        entries("rate", entries("value", 9.5, "lower", 8.0, "state", "ok")));
            }
            SvgDocument svg = svg(runs.draw(asking("id", "rate")));
            assertEquals(2 + 2, svg.drawn(GREY, true), "each in the chart and in the legend");
            assertTrue(svg.texts().containsAll(List.of("reference 9.5", "at least 8")), svg.texts()::toString);
        }

        @ParameterizedTest
        @EnumSource
        void isWellFormedAndSafeWhateverNamesHold(GraphKind kind) throws IOException {
            var runs = new Runs();
            for (int i = 0; i < 5; i++) {
                runs.add("s." + HOSTILE + i, "host", HOSTILE + i, "rate", i, "result_units", entries("rate", HOSTILE));
            }
            var labels = new GraphRequest.Labels(HOSTILE, HOSTILE, HOSTILE);
            var request = new GraphRequest("host", List.of("rate"), List.of("rate"), "name", kind, labels);
            SvgDocument svg = svg(runs.draw(request));
            assertEquals(List.of(), svg.elements(each -> each.getLocalName().equals("script")));
            assertTrue(svg.texts().stream().anyMatch(text -> text.contains("<script>alert(1)")), svg.texts()::toString);
            String text = Files.readString(folder.resolve("chart.svg"));
            assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' '));
        }

        @Test
        void isTheSameEachTime() throws IOException {
            GraphData data = twoTests().draw(asking("size", "rate"));
            svg(data);
            byte[] first = Files.readAllBytes(folder.resolve("chart.svg"));
            svg(data);
            assertEquals(-1, Arrays.mismatch(first, Files.readAllBytes(folder.resolve("chart.svg"))));
        }

        @Test
        void showsTimesAsDates() throws IOException {
            var runs = new Runs();
            for (int i = 0; i < 10; i++) {
                runs.add("s.t", "started", 1.7741e9 + i * 86400.0, "rate", i);
            }
            SvgDocument svg = svg(runs.draw(asking("started", "rate")));
            assertTrue(svg.texts().containsAll(List.of("2026-03-23", "started")), svg.texts()::toString);
            SvgDocument day =
                    svg(new Runs().add("s.t", "started", 1.7741e9, "rate", 1).draw(asking("started", "rate")));
            assertTrue(day.texts().contains("started (2026-03-21)"), day.texts()::toString);
        }

        @Test
        void endsForNumbersOfAnySize() throws IOException {
            for (double scale : new double[] {1e-300, 1e-12, 0, 1, 1e15, 1e299}) {
                var runs = new Runs();
                for (int i = -1; i < 3; i++) {
                    runs.add("s.t", "v", i * scale, "w", 1e15 + i * scale);
                }
                for (GraphKind kind : GraphKind.values()) {
                    svg(runs.draw(as(kind, by("\"all\"", asking("v", "v", "w")))));
                }
            }
        }

        @Test
        void namesWhatTheLegendHasNoRoomFor() throws IOException {
            var runs = new Runs();
            for (int i = 0; i < 300; i++) {
                runs.add("s.t" + i, "rate", i);
            }
            GraphData data = runs.draw(asking("id", "rate"));
            SvgDocument svg = svg(data);
            List<String> names =
                    svg.texts().stream().filter(text -> text.startsWith("s.t")).toList();
            assertTrue(names.size() > 10 && names.size() < 100, names.toString());
            assertTrue(svg.texts().contains("and " + (300 - names.size()) + " more"), svg.texts()::toString);
        }
    }

    @Nested
    class Png {

        @Test
        void holdsThePicture() throws IOException {
            BufferedImage image = png(twoTests().draw(asking("size", "rate")));
            assertEquals(2 * GraphSize.USUAL.width(), image.getWidth());
            assertEquals(2 * GraphSize.USUAL.height(), image.getHeight());
            assertEquals(0xFFFFFF, image.getRGB(1, 1) & 0xFFFFFF);
            assertTrue(pixels(image, 0x0072B2) > 300, "marks in the first colour");
            assertTrue(pixels(image, 0xD55E00) > 300, "marks in the second");
        }

        @ParameterizedTest
        @EnumSource
        void isDrawnWhateverNamesHold(GraphKind kind) throws IOException {
            var runs = new Runs();
            for (int i = 0; i < 5; i++) {
                runs.add("s." + HOSTILE + i, "host", HOSTILE.repeat(50) + i, "rate", i);
            }
            assertTrue(pixels(png(runs.draw(as(kind, by("name", asking("host", "rate"))))), 0x0072B2) > 100);
        }
    }

    @Nested
    class Names {

        @Test
        void appearWholeAndReplaceWhatWasThere() throws IOException {
            Files.writeString(folder.resolve("chart.svg"), "old");
            svg(twoTests().draw(asking("size", "rate")));
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(folder.resolve("chart.svg")), left.toList());
            }
        }

        @Test
        void withoutAnEndingArePng() {
            assertEquals(folder.resolve("chart.png"), file("chart").path());
            assertEquals(folder.resolve("chart.SVG"), file("chart.SVG").path());
        }

        @Test
        void withAnUnknownEndingAreRefused() {
            assertEquals(
                    "[-o: charts cannot be written as .pdf: name a file that ends in .svg or .png]", refusal("a.pdf"));
        }

        @Test
        void withoutADirectoryAreRefused() {
            String refusal = refusal("no/such/chart.jpeg");
            assertTrue(refusal.contains("cannot be written as .jpeg"), refusal);
            assertTrue(refusal.contains("there is no directory '" + folder.resolve("no/such") + "'"), refusal);
        }

        @Test
        void thatAreDirectoriesAreRefused() throws IOException {
            Files.createDirectory(folder.resolve("d.svg"));
            assertTrue(refusal("d.svg").contains("is a directory"));
            assertTrue(refusal("").contains("is a directory"));
            assertTrue(refusal("new/").contains("is a directory"));
            assertTrue(refusal("a\0b.svg").contains("is not the name of a file"));
        }

        @Test
        void thatCannotBeWrittenAreToldAndLeaveNothing() throws IOException {
            GraphFile file = file("chart.svg");
            Files.delete(folder);
            GraphData data = twoTests().draw(asking("size", "rate"));
            assertThrows(StoreException.class, () -> file.write(data, GraphSize.USUAL));
            assertFalse(Files.exists(folder));
            Files.createDirectory(folder);
        }
    }

    @Test
    void sizesAreInInches() {
        var problems = new ArrayList<Problem>();
        assertEquals(new GraphSize(960, 576), GraphSize.parse("10x6", problems));
        assertEquals(GraphSize.USUAL, GraphSize.parse(null, problems));
        assertEquals(List.of(), problems);
        for (String wrong : List.of("10", "2x6", "10x31", "axb", "10x6x2", "NaNx4", "")) {
            problems.clear();
            assertEquals(GraphSize.USUAL, GraphSize.parse(wrong, problems));
            assertEquals(1, problems.size(), wrong);
        }
    }
}
