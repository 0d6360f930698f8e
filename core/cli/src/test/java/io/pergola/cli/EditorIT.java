package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The schemas that {@code pergola schema --write} makes, in an editor with the YAML language server. The server is fetched by
 * npm into {@code target/}; where that cannot be done, these tests are skipped.
 */
class EditorIT {

    private static final NpmProgram SERVER = new NpmProgram("yaml-language-server", "1.22.0");
    private static final Path ROOT = Path.of(System.getProperty("pergola.root"));

    private static Path site;
    private static LanguageServer server;

    @BeforeAll
    static void startTheServer(@TempDir Path folder) throws IOException, InterruptedException {
        SERVER.fetch(folder);
        Files.createDirectory(folder.resolve("user"));
        new Installed(folder.resolve("user"))
                .expect(0, "schema", "--write", folder.resolve("site/schemas").toString());
        site = folder.resolve("site");
        server = new LanguageServer(
                folder.resolve("errors"),
                "node",
                SERVER.file("bin/yaml-language-server").toString(),
                "--stdio");
        server.initialize(site);
    }

    @AfterAll
    static void endTheServer() {
        if (server != null) {
            server.close();
        }
    }

    /** As a user of that site would write it, with the comment that names the schema in the first line. */
    private static String naming(String kind, String text) {
        return "# yaml-language-server: $schema=../schemas/pergola-" + kind + ".schema.json\n" + text;
    }

    private List<String> marks(String kind, String text) throws IOException, InterruptedException {
        return server.open(site.resolve("suites"), naming(kind, text)).stream()
                .map(mark -> mark.line() + ": " + mark.message())
                .toList();
    }

    private static void assertMarked(String expected, List<String> marks) {
        assertTrue(marks.size() == 1 && marks.getFirst().contains(expected), marks::toString);
    }

    @Test
    void aWrongKeyIsMarkedInEveryKindOfFile() throws IOException, InterruptedException {
        assertMarked("3: Property cmsd is not allowed", marks("suite", "a:\n  run:\n    cmsd: echo hi\n"));
        assertMarked("2: Property cmsd is not allowed", marks("layer", "run:\n  cmsd: echo hi\n"));
        assertMarked("3: Property tsets is not allowed", marks("series", "test_sets:\n  a:\n    tsets: demo\n"));
        assertMarked("1: Property working_dirs is not allowed", marks("site", "working_dirs: runs\n"));
    }

    @Test
    void aWrongTypeIsMarked() throws IOException, InterruptedException {
        assertMarked("3: Incorrect type", marks("suite", "a:\n  schedule:\n    nodes: [1, 2]\n"));
        assertMarked("3: expected true or false", marks("suite", "a:\n  build:\n    on_nodes: perhaps\n"));
        assertMarked("1: expected a whole number of at least 1", marks("site", "build_threads: many\n"));
    }

    @Test
    void whatIsRightIsNotMarked() throws IOException, InterruptedException {
        assertEquals(List.of(), marks("suite", """
                _base:
                  variables: {size?: 3, list+: [{a: 1}, {a: 2}], needed?: }
                  only_if: {'{{sys_name}}': [a, b]}
                child:
                  inherits_from: _base
                  build: {on_nodes: yes, env: {CC: gcc, LANG: null}, timeout: '{{size}}'}
                  run: {cmds+: echo, timeout: 5, autoexit: False}
                  schedule: {nodes: 4, share_allocation: max, slurm: {features: x}}
                """));
        for (String suite : List.of("demo", "hpc", "benchmarks", "apps")) {
            assertEquals(
                    List.of(), marks("suite", Files.readString(ROOT.resolve("test-suites/" + suite + "/suite.yaml"))));
        }
        assertEquals(List.of(), marks("layer", Files.readString(ROOT.resolve("config/modes/quick.yaml"))));
        assertEquals(List.of(), marks("site", Files.readString(ROOT.resolve("config/pergola.yaml"))));
    }

    private List<String> offered(String kind, String text) throws IOException, InterruptedException {
        return server.complete(site.resolve("suites"), naming(kind, text));
    }

    private static void assertOffered(List<String> offered, String... expected) {
        assertTrue(offered.containsAll(List.of(expected)), offered::toString);
    }

    @Test
    void keysAreCompleted() throws IOException, InterruptedException {
        assertOffered(offered("suite", "a:\n  ru|\n"), "run", "summary");
        assertOffered(offered("suite", "a:\n  run:\n    ti|\n"), "timeout", "timeout_file", "cmds");
        assertOffered(offered("layer", "sch|\n"), "schedule", "scheduler");
        assertOffered(offered("series", "test_sets:\n  a:\n    dep|\n"), "depends_on", "depends_pass");
        assertOffered(offered("site", "work|\n"), "working_dir");
    }

    @Test
    void wordsAreCompleted() throws IOException, InterruptedException {
        assertOffered(offered("suite", "a:\n  schedule:\n    node_state: |\n"), "up", "available");
        assertOffered(offered("suite", "a:\n  build:\n    on_nodes: |\n"), "true", "false");
        assertOffered(offered("site", "log_level: |\n"), "debug", "warning");
    }

    @Test
    void theSchedulersOfTheSiteAreCompleted() throws IOException, InterruptedException {
        List<String> offered = offered("suite", "a:\n  scheduler: |\n");
        assertOffered(offered, "local", "raw");
        assertFalse(offered.contains("flux"), offered::toString);
    }

    @Test
    void keysAreExplained() throws IOException, InterruptedException {
        String said = server.hover(site.resolve("suites"), naming("suite", "a:\n  run:\n    time|out: 5\n"));
        assertTrue(said.contains("seconds without output") && said.contains("default: 300"), said);
    }
}
