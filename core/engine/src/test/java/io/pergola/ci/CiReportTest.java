package io.pergola.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class CiReportTest {

    private static final Instant NOW = Instant.parse("2026-03-21T12:00:00Z");

    /** What a log may hold to break whoever shows it. */
    private static final String HOSTILE =
            "first\n\u001B[31mred\u001B[0m ]]> <script>alert(1)</script> & \u0000\u0007\u001B]0;title\u0007 \uFFFE \uD800 ::error::x\n```\n| a | <!-- \n";

    private final Path folder;
    private final Store store;

    CiReportTest(@TempDir Path folder) {
        this.folder = folder;
        this.store = Store.open(
                folder.resolve("runs"), new StoreOptions("main", 2, null, folder.resolve("cache")), () -> NOW);
    }

    private RunDirectory run(String name, String log) throws IOException {
        var test = new LinkedHashMap<String, Value>();
        test.put("suite_path", Value.of(folder.resolve("suites/s.yaml").toString()));
        RunDirectory run = store.createRuns(
                        List.of(new NewRun(name, new Value.Entries(test), Map.of("sys_name", Value.of("big")))))
                .getFirst();
        Files.writeString(run.log(), log.replace("\uD800", "?"));
        run.append(StateEntry.of(NOW.plusSeconds(1), RunState.RUNNING, ""));
        run.writeNodes(List.of("n1", "n2"));
        return run;
    }

    private static void end(RunDirectory run, Verdict verdict, String reason) {
        var results = new LinkedHashMap<String, Value>();
        results.put("bw", Value.of(11.25));
        results.put("odd", Value.of("\u001B[1m<&>\"\u0001"));
        results.put("result_units", Value.of(Map.of("bw", Value.of("GB/s"))));
        if (!reason.isEmpty()) {
            results.put("result_reason", Value.of(reason));
        }
        run.writeResults(new Value.Entries(results));
        run.end(StateEntry.of(NOW.plusSeconds(3), RunState.COMPLETE, "done"), verdict);
    }

    private Path report() throws IOException {
        end(run("suite.good", "fine\n"), Verdict.PASS, "");
        end(run("suite.bad.<&\"'>", HOSTILE), Verdict.FAIL, "bw 11.25 GB/s is below 12 ]]> 100%\n\u001B[2Jnext");
        end(run("other.wrong", "x\n".repeat(100)), Verdict.ERROR, "bw: nothing found");
        run("other.killed", "partial").end(StateEntry.of(NOW.plusSeconds(9), RunState.SCHED_ERROR, "node died"), null);
        run("other.running", "");
        var report = new CiReport(folder, NOW);
        var numbers = List.of(1, 2, 3, 4, 5);
        report.add(store, store.summaries(numbers), store.results(numbers));
        report.skip("other.elsewhere", "only_if: 'a' matches none of 'b' \u001B[1m<");
        report.skip("rest.all", "not_if: 'a' matches 'a'");
        Path directory = folder.resolve("report/new");
        report.write(directory);
        return directory;
    }

    @Test
    void theJUnitFileIsAsItsSchemaWantsIt() throws Exception {
        Path file = report().resolve("junit.xml");
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Path.of("src/test/resources/ci/junit.xsd").toFile())
                .newValidator()
                .validate(new StreamSource(file.toFile()));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        Element all = document.getDocumentElement();
        assertEquals(
                List.of("7", "1", "2", "3"),
                List.of(
                        all.getAttribute("tests"),
                        all.getAttribute("failures"),
                        all.getAttribute("errors"),
                        all.getAttribute("skipped")));
        Element bad = testcase(document, 1);
        assertEquals("bad.<&\"'>", bad.getAttribute("name"));
        Element failure = (Element) bad.getElementsByTagName("failure").item(0);
        assertTrue(failure.getAttribute("message").startsWith("bw 11.25 GB/s is below 12 ]]> 100%"));
        assertTrue(failure.getTextContent().contains("on n1 n2"));
        assertEquals("11.25 GB/s", property(bad, "bw"));
        assertEquals("<&>\"?", property(bad, "odd"));
        String log = bad.getElementsByTagName("system-out").item(0).getTextContent();
        assertTrue(log.contains("red ]]> <script>alert(1)</script> &"), log);
        assertEquals(
                20,
                testcase(document, 2)
                        .getElementsByTagName("system-out")
                        .item(0)
                        .getTextContent()
                        .lines()
                        .count());
        assertTrue(Files.readString(file).contains("node died"));
        Element skipped = (Element) document.getElementsByTagName("skipped").item(1);
        assertEquals("only_if: 'a' matches none of 'b' <", skipped.getAttribute("message"));
        assertEquals("4", ((Element) document.getElementsByTagName("testsuite").item(1)).getAttribute("tests"));
    }

    private static Element testcase(Document document, int index) {
        return (Element) document.getElementsByTagName("testcase").item(index);
    }

    private static String property(Element testcase, String name) {
        var properties = testcase.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            if (property.getAttribute("name").equals(name)) {
                return property.getAttribute("value");
            }
        }
        return "";
    }

    @Test
    void noReportHoldsWhatATerminalObeys() throws IOException {
        Path directory = report();
        for (String name : List.of("junit.xml", "summary.md", "github.txt", "gitlab.json")) {
            Path file = directory.resolve(name);
            boolean harmless = Files.readString(file)
                    .chars()
                    .allMatch(c -> c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f && (c < 0x80 || c > 0x9f)));
            assertTrue(harmless, file.toString());
        }
    }

    @Test
    void theSummaryNamesReasonsAndLetsNoLogSpeakMarkdown() throws IOException {
        List<String> lines = Files.readAllLines(report().resolve("summary.md"));
        assertEquals("## Pergola: 1 passed, 1 failed, 2 in error, 1 unfinished, 2 skipped", lines.getFirst());
        assertTrue(lines.contains("- rest.all: not\\_if: 'a' matches 'a'"), lines::toString);
        assertTrue(lines.stream()
                .anyMatch(line -> line.startsWith("**suite.bad.&lt;&amp;\"'&gt;** (run 2) failed: bw 11.25")));
        assertTrue(lines.contains("    ```"), lines::toString);
        assertEquals(5 + 1, lines.stream().filter(line -> line.startsWith("| ")).count());
    }

    @Test
    void githubGetsOneCommandForEachRunThatDidNotPass() throws IOException {
        List<String> lines = Files.readAllLines(report().resolve("github.txt"));
        assertEquals(4, lines.size());
        assertEquals(
                "::error file=suites/s.yaml,title=suite.bad.<&\"'> (run 2)::bw 11.25 GB/s is below 12 ]]> 100%25%0Anext",
                lines.getFirst());
    }

    @Test
    void gitlabGetsAListOfRemarks() throws IOException {
        Value.Items remarks = (Value.Items) Json.read(Files.readString(report().resolve("gitlab.json")));
        assertEquals(4, remarks.values().size());
        Value.Entries first = (Value.Entries) remarks.values().getFirst();
        for (String key : List.of("description", "check_name", "fingerprint", "severity", "location")) {
            assertTrue(first.values().containsKey(key), key);
        }
        assertEquals(
                4,
                remarks.values().stream()
                        .map(remark -> ((Value.Entries) remark).values().get("fingerprint"))
                        .distinct()
                        .count());
    }

    @Test
    void aReportOfNothingIsWellFormedToo() throws IOException {
        new CiReport(folder, NOW).write(folder.resolve("empty"));
        assertTrue(Files.readString(folder.resolve("empty/junit.xml")).contains("tests=\"0\""));
        assertEquals("[]\n", Files.readString(folder.resolve("empty/gitlab.json")));
    }
}
