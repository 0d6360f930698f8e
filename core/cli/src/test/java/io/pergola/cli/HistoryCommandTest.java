package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
        site.series();
    }

    private String out(String... command) {
        CliSite.Outcome outcome = site.run(command);
        assertEquals(0, outcome.code(), outcome.err());
        return outcome.out();
    }

    @Test
    void itKnowsWhatHasEndedAndItsFigures() {
        String table = out("history", "-k", "rate");
        assertTrue(table.contains("demo.first") && table.contains("12.5"), table);
        assertFalse(table.contains("demo.second"), table);
        assertFalse(out("history", "other.*").contains("demo.first"));
    }

    @Test
    void itOutlivesTheRuns() {
        out("clean", "--all");
        assertFalse(Files.exists(site.path("runs/test_runs/1")));
        assertTrue(out("history").contains("rate=12.5"));
        assertTrue(out("history", "--export", "csv").contains(",demo.first,PASS,tiny,ann,"));
    }

    @Test
    void aHistoryThatCannotBeUsedKeepsNobodyFromCleaning() throws IOException {
        Files.writeString(site.path("runs/history.db"), "no database at all, and long enough to see".repeat(99));
        CliSite.Outcome outcome = site.run("clean", "--all");
        assertEquals(0, outcome.code());
        assertTrue(outcome.err().contains("history.db"), outcome.err());
        assertTrue(outcome.out().contains("Removed 1 test run"), outcome.out());
    }

    @Test
    void itSaysWhereItIs() {
        Path file = Path.of(out("history", "--path").strip());
        assertTrue(Files.exists(file));
        assertEquals(site.path("runs").resolve("history.db"), file);
    }

    @Test
    void anUnknownLabelIsRefused() {
        CliSite.Outcome outcome = site.run("history", "--label", "nowhere");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("nowhere"), outcome.err());
    }
}
