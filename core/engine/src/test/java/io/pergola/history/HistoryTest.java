package io.pergola.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.json.Json;
import io.pergola.model.RunId;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.report.Figures;
import io.pergola.store.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final Path DOCUMENT = Path.of("../../docs/history.md");
    private static final Pattern QUESTION = Pattern.compile("(?s)```sql ([a-z-]+)\n(.*?)```");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int RUNS = 1000;

    private final Path file;

    HistoryTest(@TempDir Path folder) {
        file = folder.resolve("history.db");
    }

    private static PastRun run(int number, String node, String revision, String build, Value.Entries results) {
        Instant begin = BEGIN.plusSeconds(number * 60L);
        boolean passed = Value.of("PASS").equals(results.values().get("result"));
        Verdict verdict = passed ? Verdict.PASS : Verdict.FAIL;
        var summary = new RunSummary(
                new RunId("main", number),
                "uuid-" + number,
                "stream.triad",
                "ann",
                number % 2 == 0 ? "big" : "small",
                "s1",
                "",
                "slurm",
                List.of(node),
                begin,
                begin.plusSeconds(1),
                begin.plusSeconds(11),
                "COMPLETE",
                begin.plusSeconds(11),
                "",
                verdict,
                true);
        return new PastRun(
                summary,
                new PastRun.Name("stream", "triad", ""),
                new PastRun.Origin(build, "c" + number % 3, revision, "/suites/stream.yaml"),
                verdict == Verdict.PASS ? "" : "triad is low",
                OptionalLong.of(0),
                1,
                Figures.flat(results, List.of(node)));
    }

    private static Value.Entries results(double triad, boolean passed) {
        var results = new LinkedHashMap<String, Value>();
        results.put("triad", Value.of(triad));
        results.put("result", Value.of(passed ? "PASS" : "FAIL"));
        results.put("result_units", Value.of(Map.of("triad", Value.of("GB/s"))));
        return new Value.Entries(results);
    }

    /** Node n3 is 2 % slower than the others, and from revision r6 on everything is 10 % slower. */
    private static List<PastRun> seeded() {
        var random = new Random(42);
        List<PastRun> runs = new ArrayList<>();
        for (int i = 1; i <= RUNS; i++) {
            int node = random.nextInt(8);
            int revision = (i - 1) * 10 / RUNS;
            double triad =
                    120 * (node == 3 ? 0.98 : 1) * (revision >= 6 ? 0.9 : 1) * (1 + random.nextGaussian() * 0.002);
            runs.add(run(i, "n" + node, "r" + revision, "b" + i % 20, results(triad, triad > 106)));
        }
        return runs;
    }

    private static String question(String name) throws IOException {
        return QUESTION.matcher(Files.readString(DOCUMENT))
                .results()
                .filter(block -> block.group(1).equals(name))
                .map(block -> block.group(2))
                .findFirst()
                .orElseThrow();
    }

    /** What the program prints that users have. */
    private List<String> sqlite3(String sql) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sqlite3", "-batch", file.toString(), sql)
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader()) {
            List<String> lines = output.readAllLines();
            assertEquals(0, process.waitFor(), lines::toString);
            return lines;
        }
    }

    private static boolean installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sqlite3")));
    }

    private void enter(List<PastRun> runs) {
        try (History history = History.open(file)) {
            history.enter(runs);
        }
    }

    @Test
    void theQuestionsOfTheDocumentAreAnsweredBySqlite3() throws IOException, InterruptedException {
        assumeTrue(installed(), "sqlite3 is not installed");
        List<PastRun> runs = seeded();
        enter(runs);

        List<String> worst = sqlite3(question("worst-node"));
        assertEquals(3, worst.size());
        long onWorst =
                runs.stream().filter(run -> run.run().nodes().contains("n3")).count();
        assertTrue(worst.getFirst().startsWith("n3|"), worst::toString);
        assertTrue(worst.getFirst().endsWith("|" + onWorst), worst::toString);

        List<String> revision = sqlite3(question("first-revision"));
        assertEquals(1, revision.size());
        assertTrue(revision.getFirst().startsWith("r6|"), revision::toString);

        Map<String, Long> ofBuild = runs.stream()
                .filter(run -> run.origin().build().equals("b7"))
                .collect(Collectors.groupingBy(
                        run -> String.valueOf(run.run().result()), TreeMap::new, Collectors.counting()));
        List<String> counted = sqlite3(question("runs-of-a-build")).stream()
                .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|') + 1)))
                .toList();
        assertEquals(
                ofBuild.entrySet().stream()
                        .map(entry -> entry.getKey() + "|" + entry.getValue())
                        .toList(),
                counted);
        assertEquals(List.of("ok"), sqlite3("PRAGMA integrity_check"));
    }

    @Test
    void aRunIsEnteredOnceHoweverManyDoIt() throws Exception {
        List<PastRun> runs = seeded().subList(0, 200);
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Callable<Void> entering = () -> {
                    enter(runs.subList(0, 120));
                    enter(runs.subList(80, 200));
                    return null;
                };
                all.add(pool.submit(entering));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        try (History history = History.open(file)) {
            assertEquals(200, history.known().size());
            assertEquals(200, new HistoryQuery(history).newest("*", 1000).size());
        }
    }

    @Test
    void revisedResultsTakeThePlaceOfTheOld() {
        enter(List.of(run(1, "n1", "r1", "b1", results(100, true))));
        enter(List.of(run(1, "n1", "r1", "b1", results(50, false))));
        try (History history = History.open(file)) {
            assertEquals(
                    "PASS", new HistoryQuery(history).newest("*", 1).getFirst().result());
            history.replace(List.of(run(1, "n1", "r1", "b1", results(50, false))));
            HistoryQuery.Row row =
                    new HistoryQuery(history).newest("stream.*", 1).getFirst();
            assertEquals("FAIL", row.result());
            assertEquals(Map.of("triad", new HistoryQuery.Measured(50, "GB/s")), row.figures());
        }
    }

    @Test
    void itIsExportedInThreeForms() {
        var hostile = new LinkedHashMap<>(results(1.5, true).values());
        hostile.put("odd", Value.of("a,\"b\"\n=c"));
        hostile.put("formula", Value.of("=cmd()"));
        hostile.put("inf", Value.of(Double.POSITIVE_INFINITY));
        enter(List.of(run(1, "n1", "r1", "b1", new Value.Entries(hostile))));
        try (History history = History.open(file)) {
            var export = new HistoryExport(history, "*");
            List<String> csv = new ArrayList<>();
            export.csv(csv::add);
            assertEquals(5, csv.size());
            assertTrue(csv.stream().anyMatch(line -> line.contains(",\"a,\"\"b\"\"\n=c\",")), csv::toString);
            assertTrue(csv.stream().anyMatch(line -> line.contains(",'=cmd(),")), csv::toString);

            List<String> json = new ArrayList<>();
            export.jsonLines(json::add);
            assertEquals(4, json.size());
            Value.Entries triad = (Value.Entries) Json.read(json.getLast());
            assertEquals(Value.of(1.5), triad.values().get("value"));
            assertEquals(Value.of("n1"), triad.values().get("nodes"));

            List<String> metrics = new ArrayList<>();
            export.openMetrics(metrics::add);
            assertTrue(
                    metrics.contains(
                            "pergola_figure{test=\"stream.triad\",system=\"small\",figure=\"triad\",unit=\"GB/s\"} 1.5 1767225671.000"),
                    metrics::toString);
            assertTrue(
                    metrics.contains("pergola_runs{test=\"stream.triad\",system=\"small\",result=\"PASS\"} 1"),
                    metrics::toString);
            assertEquals("# EOF", metrics.getLast());
        }
    }

    @Test
    void whatIsNoDatabaseIsSaidToBeNone() throws IOException {
        Files.writeString(file, "this is no database, however long it may be".repeat(100));
        var failure = assertThrows(StoreException.class, () -> History.open(file));
        assertTrue(String.valueOf(failure.getMessage()).contains("history.db"), failure::getMessage);
    }
}
