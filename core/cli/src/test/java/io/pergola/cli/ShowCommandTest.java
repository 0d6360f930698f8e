package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.ResultKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
        site.suite("good", "first:\n  summary: Says hello\n  run: {cmds: echo hi}\n_base:\n  run: {cmds: echo no}\n");
    }

    @Test
    void testsHaveSummariesAndHideWhatIsHidden() {
        String out = site.run("show", "tests").out();
        assertTrue(out.contains("good.first  ok     Says hello"), out);
        assertFalse(out.contains("_base"), out);
        assertTrue(site.run("show", "tests", "--hidden").out().contains("good._base"));
    }

    @Test
    void aBrokenSuiteIsNamedWithWhatIsWrong() throws IOException {
        site.suite("bad", "first:\n  run: {cmsd: echo hi}\n").suite("torn", "first: [\n");
        for (String what : new String[] {"tests", "suites"}) {
            CliSite.Outcome outcome = site.run("show", what);
            assertEquals(0, outcome.code());
            assertTrue(outcome.out().contains("broken"), outcome.out());
            assertTrue(outcome.err().contains("bad.yaml:2:"), outcome.err());
            assertTrue(outcome.err().contains("torn.yaml:"), outcome.err());
        }
        assertTrue(site.run("show", "tests", "--json").out().contains("\"column\":"));
    }

    @Test
    void seriesFilesAreListedWithWhatIsWrong() throws IOException {
        site.layer("series/nightly.yaml", "summary: Every night\ntest_sets:\n  a: {tests: good, matrix: {n: [1, 2]}}\n")
                .layer("series/bad.yaml", "test_sets:\n  a: {tests: good, depends_on: b}\n");
        CliSite.Outcome outcome = site.run("show", "series");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().matches("(?s).*nightly +2  ok +Every night .*nightly.yaml.*"), outcome.out());
        assertTrue(outcome.out().contains("broken"), outcome.out());
        assertTrue(outcome.err().contains("bad.yaml:2:"), outcome.err());
    }

    @Test
    void everyReservedKeyOfResultsIsExplained() {
        for (String key :
                List.of("name", "results_log", "per_file", "permute_on", "job_info", "uuid", "test_version")) {
            assertTrue(ResultKeys.reserved(key));
        }
        assertEquals(
                19,
                ShowResultBase.keys().keySet().stream()
                        .filter(ResultKeys::reserved)
                        .count());
        assertTrue(site.run("show", "result_base").out().contains("exit code"));
    }

    @Test
    void anUnknownSuiteGetsTheNearestName() {
        CliSite.Outcome outcome = site.run("show", "tests", "god");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("'good'"), outcome.err());
    }

    @Test
    void configSaysWhereAValueWasSet() {
        String out = site.run("show", "config").out();
        assertTrue(
                out.lines().anyMatch(line -> line.startsWith("working_dir") && line.contains("pergola.yaml:2")), out);
        assertTrue(out.lines().anyMatch(line -> line.startsWith("umask") && line.contains("default")), out);
        assertTrue(
                site.run("show", "config_dirs").out().contains(site.path("site").toString()));
    }

    @Test
    void layersAreListedWithTheirFiles() throws IOException {
        site.layer("modes/quick.yaml", "run: {timeout: 5}\n").layer("hosts/login.yaml", "{}\n");
        assertTrue(site.run("show", "modes").out().contains("modes/quick.yaml"));
        assertTrue(site.run("show", "hosts").out().contains("login"));
        assertTrue(site.run("show", "os", "--json").out().startsWith("{\"os\":["));
    }

    @Test
    void aBrokenPluginIsNamedWithItsJarAndTheMend() throws IOException {
        site.layer("plugins/broken.jar", "this is no jar");
        CliSite.Outcome outcome = site.run("show", "plugins");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().contains("broken"), outcome.out());
        assertTrue(outcome.err().contains("broken.jar"), outcome.err());
        assertTrue(outcome.err().contains("help: "), outcome.err());
        assertTrue(site.run("show", "plugins", "--json").out().contains("\"problems\":[{\"message\":"));
    }

    @Test
    void viewSaysWhatIsWrongAndWhere() throws IOException {
        site.suite("bad", "first:\n  run: {cmsd: echo hi}\n");
        CliSite.Outcome text = site.run("view", "bad");
        assertEquals(2, text.code());
        assertTrue(text.err().contains("bad.yaml:2:"), text.err());
        CliSite.Outcome json = site.run("view", "bad", "--json");
        assertEquals(2, json.code());
        assertTrue(json.out().startsWith("{\"tests\":[],\"skipped\":[],\"errors\":[{\"message\":"), json.out());
        assertTrue(json.out().contains("\"line\":2"), json.out());
        assertTrue(Files.exists(site.path("site")));
    }
}
