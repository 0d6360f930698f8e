package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationCommandsTest {

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
    }

    private String settings() throws IOException {
        return Files.readString(site.path("pergola.yaml"));
    }

    @Nested
    class Config {

        @Test
        void aDirectoryIsAddedShownAndTakenOut() throws IOException {
            String before = "# mine\nconfig_dirs:\n  - site # first\nworking_dir: runs\n";
            Files.writeString(site.path("pergola.yaml"), before);
            Path more = Files.createDirectory(site.path("more"));
            CliSite.Outcome added = site.run("config", "add", "more");
            String line = "  - " + more + "\n";
            assertEquals(0, added.code(), added.err());
            assertEquals(site.path("pergola.yaml") + ":\n+ " + line, added.out());
            assertEquals("# mine\nconfig_dirs:\n  - site # first\n" + line + "working_dir: runs\n", settings());
            assertTrue(site.run("config", "list").out().contains(more.toString()));
            assertEquals(2, site.run("config", "add", "more").code());
            CliSite.Outcome removed = site.run("config", "rm", "more");
            assertEquals(site.path("pergola.yaml") + ":\n- " + line, removed.out());
            assertEquals(before, settings());
            CliSite.Outcome gone = site.run("config", "remove", "more");
            assertEquals(2, gone.code());
            assertTrue(gone.err().contains("is not in config_dirs of"), gone.err());
        }

        @Test
        void aDirectoryIsCreatedWithItsLabel() throws IOException {
            CliSite.Outcome made =
                    site.run("config", "create", "apps", "apps", "--working-dir", "runs", "--group", "hpc");
            assertEquals(0, made.code(), made.err());
            String config = Files.readString(site.path("apps/config.yaml"));
            assertTrue(config.contains("label: apps\n"), config);
            assertTrue(config.contains("working_dir: 'runs'\n"), config);
            assertTrue(Files.isDirectory(site.path("apps/suites")));
            assertTrue(site.run("config", "list").out().contains("apps"), settings());
            String before = settings();
            CliSite.Outcome again = site.run("config", "create", "apps", "apps");
            assertEquals(2, again.code());
            assertTrue(again.err().contains("the label 'apps' is that of"), again.err());
            assertTrue(again.err().contains("config.yaml is there already"), again.err());
            assertEquals(2, site.run("config", "create", "Apps2", "other").code());
            assertFalse(Files.exists(site.path("other")));
            assertEquals(before, settings());
        }

        @Test
        void aFirstConfigurationCanBeUsedAtOnceAndIsNotOverwritten() throws IOException {
            assertEquals(0, site.run("config", "setup", "fresh").code());
            site.set("PERGOLA_CONFIG_FILE", site.path("fresh/pergola.yaml").toString());
            CliSite.Outcome lint = site.run("lint");
            assertEquals(new CliSite.Outcome(0, "", "2 files: 0 errors, 0 warnings\n"), lint);
            assertTrue(site.run("show", "tests").out().contains("hello.count"));
            String text = Files.readString(site.path("fresh/pergola.yaml"));
            assertTrue(text.contains("\n# umask: 2\n"), text);
            CliSite.Outcome again = site.run("config", "setup", "fresh");
            assertEquals(2, again.code());
            assertTrue(again.err().contains("pergola.yaml is there already"), again.err());
        }

        @Test
        void whatIsNotThereIsNotAdded() throws IOException {
            String before = settings();
            CliSite.Outcome outcome = site.run("config", "add", "nowhere");
            assertEquals(2, outcome.code());
            assertTrue(outcome.err().contains("'pergola config create LABEL "), outcome.err());
            assertEquals(before, settings());
        }
    }

    @Nested
    class Maint {

        @Test
        void linesOfRunsAreTakenOutOfTheLogAndNoOthers() throws IOException {
            site.series();
            Path log = site.path("runs/results.log");
            String kept = "{\"id\": 2, \"uuid\": \"u2\", \"name\": \"b\", \"result\": \"FAIL\"}\nno object\n";
            String pruned = "{\"id\": 1, \"uuid\": \"u1\", \"name\": \"a\", \"result\": \"PASS\"}\n";
            Files.writeString(log, pruned + kept + pruned);
            site.run("history");
            CliSite.Outcome dry = site.run("maint", "prune_results", "--dry-run", "1");
            assertEquals(0, dry.code(), dry.err());
            assertEquals(pruned + kept + pruned, Files.readString(log));
            assertEquals(2, site.run("maint", "prune_results", "1", "77").code());
            assertEquals(pruned + kept + pruned, Files.readString(log));
            CliSite.Outcome outcome = site.run("maint", "prune_results", "1");
            assertEquals(dry.out(), outcome.out());
            assertTrue(outcome.out().contains("demo.first"), "the history, too: " + outcome.out());
            assertEquals(kept, Files.readString(log));
            assertFalse(Files.exists(site.path("runs/results.log.before-prune")));
            assertEquals(2, site.run("maint", "prune_results", "1").code());
            assertEquals(0, site.run("maint", "prune_results", "u2").code());
            assertEquals("no object\n", Files.readString(log));
        }

        @Test
        void theIndexIsMadeAnew() throws IOException {
            site.series();
            CliSite.Outcome outcome = site.run("maint", "reindex", "--json");
            assertEquals(0, outcome.code(), outcome.err());
            assertTrue(outcome.out().contains("\"runs\":2,\"ended\":1"), outcome.out());
        }
    }
}
