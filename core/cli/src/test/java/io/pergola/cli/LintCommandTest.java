package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
    }

    @Test
    void errorsGiveCode2AndWarningsAlone0() throws IOException {
        site.suite("fine", "t: {run: {cmds: 'true'}}\n");
        CliSite.Outcome clean = site.run("lint");
        assertEquals(new CliSite.Outcome(0, "", "2 files: 0 errors, 0 warnings\n"), clean);
        site.suite("odd", "t: {test_version: 1.10}\n");
        assertEquals(0, site.run("lint").code());
        assertTrue(site.run("lint").out().contains("odd.yaml:1:19: warning: "));
        site.suite("bad", "t: {runn: {}}\n");
        assertEquals(2, site.run("lint").code());
        assertEquals(0, site.run("lint", "site/tests/odd.yaml").code());
        assertEquals(2, site.run("lint", "site").code());
        assertEquals(2, site.run("lint", "nowhere.yaml").code());
    }

    @Test
    void aSiteThatCannotBeReadIsAFinding() throws IOException {
        Files.writeString(site.path("pergola.yaml"), "config_dirs: site\nworking_dri: runs\numask: 9\n");
        CliSite.Outcome outcome = site.run("lint", "--json");
        assertEquals(2, outcome.code());
        assertTrue(outcome.out().contains("\"rule\":\"structure\""), outcome.out());
        assertTrue(outcome.out().contains("pergola.yaml\",\"line\":2"), outcome.out());
    }

    @Test
    void theSarifLogIsOneObject() throws IOException {
        site.suite("bad", "t: {runn: {}}\n");
        CliSite.Outcome outcome = site.run("lint", "--sarif");
        assertTrue(Json.read(outcome.out()) instanceof Value.Entries);
        assertTrue(outcome.out().contains("\"uri\":\"site/tests/bad.yaml\""), outcome.out());
    }
}
