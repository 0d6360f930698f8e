package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.doctor.Finding;
import io.pergola.doctor.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(site.path("."))) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void allIsLookedAtAndNothingIsChanged() throws IOException {
        List<String> before = tree();
        CliSite.Outcome outcome = site.run("doctor");
        assertTrue(outcome.out().contains("which the first run will make in"), outcome.out());
        assertEquals(before, tree());
        site.series();
        before = tree();
        outcome = site.run("doctor");
        assertTrue(outcome.out().contains("  ok      format           1, with 2 runs\n"), outcome.out());
        assertEquals(before, tree());
        assertEquals(0, outcome.code(), outcome.out());
    }

    @Test
    void aBrokenConfigurationIsToldBesideTheRest() throws IOException {
        Files.writeString(site.path("pergola.yaml"), "config_dirs: site\nworking_dri: runs\n");
        CliSite.Outcome outcome = site.run("doctor");
        assertEquals(1, outcome.code());
        assertTrue(outcome.out().contains("  ok      runtime "), outcome.out());
        assertTrue(outcome.out().contains("pergola.yaml:2:1: there is no key 'working_dri' here"), outcome.out());
    }

    @Test
    void whatEachPartFindsIsTold() throws IOException {
        site.series();
        Files.writeString(site.path("runs/history.db"), "this is no database, whatever its name says");
        site.layer("plugins/broken.jar", "this is no jar");
        site.run("status", "1");
        Files.writeString(site.path("runs/results.missed"), "1\n2\n");
        try (Stream<Path> cached = Files.list(site.path("cache/pergola"))) {
            for (Path file :
                    cached.filter(each -> each.toString().endsWith(".db")).toList()) {
                Files.writeString(file, "neither is this");
            }
        }
        CliSite.Outcome outcome = site.run("doctor", "-q");
        assertEquals(1, outcome.code());
        assertTrue(outcome.out().contains("the results of 2 runs could not be written to it"), outcome.out());
        assertTrue(outcome.out().contains("  error   history "), outcome.out());
        assertTrue(outcome.out().contains("  warning index "), outcome.out());
        assertTrue(outcome.out().contains("'pergola maint reindex' makes it anew"), outcome.out());
        assertTrue(outcome.out().contains("broken.jar"), outcome.out());
        assertFalse(outcome.out().contains("  ok "), outcome.out());
    }

    @Test
    void wrongWordsAreRefused() {
        CliSite.Outcome outcome = site.run("doctor", "--node-wait", "0");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("--node-wait: expected a number of seconds"), outcome.err());
    }

    @Test
    void theReportIsAsApproved() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var context = new Context(site.environment(), out, err);
        var report = new DoctorReport(context.screen(), false);
        report.add(new Finding("Java", "runtime", Level.OK, "25, in /opt/java", ""));
        report.add(new Finding("Java", "start-up cache", Level.WARNING, "not used", "Build it anew"));
        report.add(new Finding("Host", "git", Level.NOTE, "not in PATH\u001b[31m", "Install git"));
        report.add(new Finding("Host", "a very long name of a check", Level.ERROR, "broken", "Mend it"));
        report.end();
        context.flush();
        assertEquals("""
                Java
                  ok      runtime          25, in /opt/java
                  warning start-up cache   not used
                          mend: Build it anew
                Host
                  note    git              not in PATH?[31m
                          mend: Install git
                  error   a very long name of a check broken
                          mend: Mend it
                """, out.toString(StandardCharsets.UTF_8));
        assertEquals("4 checks: 1 error, 1 warning, 1 note\n", err.toString(StandardCharsets.UTF_8));
    }
}
