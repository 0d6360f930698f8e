package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that speak of runs, on a site with one series of two runs. */
class RunCommandsTest {

    private CliSite site;
    private RunDirectory ended;
    private RunDirectory active;

    @BeforeEach
    void makeRuns(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
        List<RunDirectory> runs = site.series();
        ended = runs.getFirst();
        active = runs.getLast();
    }

    private static CliSite.Outcome printed(String out) {
        return new CliSite.Outcome(0, out, "");
    }

    @Nested
    class Log {

        @Test
        void printsTheBytesAsTheyAre() throws IOException {
            Files.write(ended.log(), new byte[] {'a', 27, '[', 'm', '\n'});
            assertEquals(printed("a\u001b[m\n"), site.run("log", "run", "1"));
        }

        @Test
        void printsTheLastLines() {
            assertEquals(printed("three\n"), site.run("log", "-n", "1", "run", "1"));
            assertEquals(printed("two\nthree\n"), site.run("log", "-n", "2", "run", "1"));
            assertEquals(printed("one\ntwo\nthree\n"), site.run("log", "-n", "9", "run", "1"));
            assertEquals(printed(""), site.run("log", "-n", "0", "run", "1"));
        }

        @Test
        void aLineWithoutAnEndCounts() throws IOException {
            Files.writeString(ended.log(), "one\ntwo");
            assertEquals(printed("two"), site.run("log", "-n", "1", "run", "1"));
        }

        @Test
        void followsARunThatHasEndedToItsEnd() {
            assertEquals(printed("one\ntwo\nthree\n"), site.run("log", "-f", "run", "1"));
            assertTrue(site.run("log", "-f", "states", "1").out().contains("COMPLETE"));
        }

        @Test
        void printsAllStates() {
            List<String> lines = site.run("log", "states", "1").out().lines().toList();
            assertEquals(3, lines.size(), lines.toString());
            assertTrue(lines.get(1).contains("RUNNING          Starting the run script"), lines.get(1));
        }

        @Test
        void saysThatThereIsNone() {
            CliSite.Outcome outcome = site.run("log", "build", "1");
            assertEquals(new CliSite.Outcome(0, "", "Test run 1 has no build log (yet).\n"), outcome);
        }

        @Test
        void namesTheKindsThereAre() {
            CliSite.Outcome outcome = site.run("log", "biuld", "1");
            assertEquals(2, outcome.code());
            assertTrue(outcome.err().contains("Did you mean 'build'?"), outcome.err());
        }

        @Test
        void wantsOneRun() {
            assertEquals(2, site.run("log", "run", "s1").code());
            assertEquals(2, site.run("log", "run", "99").code());
            assertEquals(2, site.run("log", "run", "../1").code());
        }
    }

    @Nested
    class Directories {

        @Test
        void listsNamesAndPaths() {
            assertTrue(site.run("ls", "1").out().lines().toList().contains("run.log"));
            assertEquals(printed(ended.path() + "\n"), site.run("ls", "--path", "1"));
            String table = site.run("ls", "-l", "1").out();
            assertTrue(table.contains("-> ../../series/1"), table);
            assertEquals(0, site.run("ls", "--tree", "1").code());
        }

        @Test
        void printsAFile() {
            assertEquals(printed("one\ntwo\nthree\n"), site.run("cat", "1", "run.log"));
            assertEquals(printed("one\ntwo\nthree\n"), site.run("cat", "1", "./build/../run.log"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../2/run.json",
                    "/etc/passwd",
                    "build/../../2/run.json",
                    "..",
                    "leak",
                    "series/series.json",
                    "a\0b"
                })
        void neverLeavesTheRun(String name) throws IOException {
            Files.createSymbolicLink(ended.path().resolve("leak"), Path.of("/etc/passwd"));
            for (String command : List.of("cat", "ls")) {
                CliSite.Outcome outcome = site.run(command, "1", name);
                assertEquals(2, outcome.code(), outcome.toString());
                assertEquals("", outcome.out());
            }
        }

        @Test
        void saysWhatThereIsInsteadOfAFile() {
            CliSite.Outcome outcome = site.run("cat", "1", "nothing");
            assertEquals(2, outcome.code());
            assertTrue(outcome.err().contains("pergola ls 1"), outcome.err());
        }
    }

    @Nested
    class ListOfIds {

        @Test
        void isMadeForOtherCommands() {
            assertEquals(printed("1 2\n"), site.run("list", "all"));
            assertEquals(printed("1\n"), site.run("list", "runs", "all", "--passed"));
            assertEquals(printed("1\n2\n"), site.run("list", "s1", "--multi-line"));
            assertEquals(printed("s1\n"), site.run("list", "series"));
            assertEquals(printed(""), site.run("list", "all", "--failed"));
        }

        @Test
        void takesFilters() {
            assertEquals(printed("1\n"), site.run("list", "all", "-F", "PASSED | user=nobody"));
            assertEquals(printed("2\n"), site.run("list", "all", "--filter", "!COMPLETE name=demo.*"));
            assertEquals(printed(""), site.run("list", "all", "--failed", "-F", "COMPLETE"));
            assertEquals(printed("1\n"), site.run("list", "all", "-F", "has_state=COMPLETE"));
        }

        @Test
        void showsWhereAFilterIsWrong() {
            CliSite.Outcome outcome = site.run("list", "all", "-F", "FAILED usr=ann");
            assertEquals(2, outcome.code());
            assertEquals(
                    List.of(
                            "--filter:1:8: error: there is no key 'usr'",
                            "  | FAILED usr=ann",
                            "  |        ^",
                            "  help: Did you mean 'user'? keys are name, user, sys_name, series, scheduler, partition,"
                                    + " nodes, num_nodes, state, has_state, result, created, started, finished"),
                    outcome.err().lines().toList());
        }

        @Test
        void hasFields() {
            assertEquals(
                    printed("id,name,result\n1,demo.first,PASS\n2,demo.second,\n"),
                    site.run("list", "all", "--csv", "--header", "-O", "id,name,result"));
            CliSite.Outcome outcome = site.run("list", "all", "--csv", "-O", "nmae");
            assertEquals(2, outcome.code());
            assertTrue(outcome.err().contains("Did you mean 'name'"), outcome.err());
        }

        @Test
        void statusHasTheSameFields() {
            assertEquals(
                    printed("id,name,result\n1,demo.first,PASS\n2,demo.second,\n"),
                    site.run("status", "all", "--csv", "--columns", "id,name,result"));
            assertEquals(
                    site.run("list", "all", "--long", "-O", "id,user"),
                    site.run("status", "all", "--columns", "id,user"));
            assertEquals(2, site.run("status", "all", "--columns", "nmae").code());
        }

        @Test
        void countsWhatCameOfASeries() {
            String json = site.run("list", "series", "--json").out();
            assertTrue(json.contains("\"runs\":2,\"passed\":1,\"failed\":0,\"errors\":0"), json);
        }
    }

    @Nested
    class Clean {

        @Test
        void wantsToBeToldWhat() {
            assertEquals(2, site.run("clean").code());
            assertEquals(2, site.run("clean", "--all", "1").code());
            assertTrue(Files.exists(ended.path()));
        }

        @Test
        void leavesActiveRuns() {
            CliSite.Outcome outcome = site.run("clean", "--json", "--all");
            Value.Entries counts = (Value.Entries) Json.read(outcome.out());
            assertEquals(Value.of(1), counts.values().get("removed"), outcome.toString());
            assertEquals(Value.of(1), counts.values().get("active"));
            assertFalse(Files.exists(ended.path()));
            assertTrue(Files.exists(active.path()));
        }

        @Test
        void removesWhatTheFilterLeaves() {
            assertTrue(site.run("clean", "--failed").out().startsWith("Removed 0 test runs"));
            assertEquals(2, site.run("clean", "-F", "PASSED (").code());
            assertTrue(site.run("clean", "-F", "FAILED").out().startsWith("Removed 0 test runs"));
            assertTrue(site.run("clean", "-F", "PASSED").out().startsWith("Removed 1 test run."));
        }
    }

    @Nested
    class SetStatus {

        @Test
        void writesIntoTheJournal() {
            assertEquals(printed(""), site.run("set_status", "-s", "warmup", "-n", "caches", "2"));
            assertEquals("WARMUP", active.lastState().state());
            assertEquals("caches", active.lastState().note());
        }

        @Test
        void knowsTheRunOfItsScript() {
            site.set("TEST_ID", "2").set("PERGOLA_RUN_DIR", active.path().toString());
            assertEquals(printed(""), site.run("set_status", "-n", "here", ""));
            assertEquals("RUN_USER", active.lastState().state());
        }

        @Test
        void refusesWhatCannotBe() {
            assertEquals(2, site.run("set_status", "-s", "no blanks", "2").code());
            assertEquals(2, site.run("set_status", "-s", "A_STATE", "1").code());
            assertEquals(2, site.run("set_status", "-s", "A_STATE").code());
            assertEquals("CREATED", active.lastState().state());
        }
    }

    @Nested
    class ForScripts {

        @Test
        void ofStatusAndResultsHasWhatScriptsNeed() {
            String status = site.run("status", "all", "--json").out();
            assertTrue(
                    status.startsWith(
                            "{\"statuses\":[{\"test_id\":\"1\",\"name\":\"demo.first\",\"state\":\"COMPLETE\",\"result\":\"PASS\""),
                    status);
            String results = site.run("results", "1", "--json").out();
            assertTrue(results.contains("\"rate\":12.5"), results);
        }
    }
}
