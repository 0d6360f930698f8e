package io.pergola.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts' text against files to read in review; with {@code -Dpergola.renew=DIRECTORY} they are written there instead. */
class ScriptsTest {

    private static void assertText(String file, String text) throws IOException {
        @Nullable String renew = System.getProperty("pergola.renew");
        if (renew != null) {
            Files.writeString(Path.of(renew, file), text);
            return;
        }
        try (InputStream expected = ScriptsTest.class.getResourceAsStream("/script/" + file)) {
            assertEquals(new String(expected.readAllBytes(), StandardCharsets.UTF_8), text);
        }
    }

    private static KickoffScript kickoff(Path log, List<String> pilot, List<String> sweep) {
        var exports = new LinkedHashMap<String, String>();
        exports.put("PERGOLA_CONFIG_FILE", "/site/a b/pergola.yaml");
        return new KickoffScript(
                "#!/bin/bash", List.of("#SBATCH -N 2"), 0027, log, exports, List.of("module load java"), pilot, sweep);
    }

    @SuppressWarnings("NullAway") // null is a variable to unset
    private static TestScript test(boolean autoexit, List<String> commands) {
        var exports = new LinkedHashMap<String, String>();
        exports.put("TEST_ID", "site.12");
        exports.put("PERGOLA", "/opt/per gola/bin/pergola");
        var environment = new LinkedHashMap<String, @Nullable String>();
        environment.put("WORDS", "two words");
        environment.put("QUOTED", "'one $word'");
        environment.put("COMPUTED", "$(nproc)");
        environment.put("GONE", null);
        return new TestScript(
                "#!/bin/bash",
                exports,
                Path.of("/data/test_runs/12/build"),
                List.of("source /etc/site.sh"),
                List.of(
                        new ModuleStep.Load("gcc/12"),
                        new ModuleStep.Export("CC", "gcc"),
                        new ModuleStep.Version("gcc_VERSION", "gcc"),
                        new ModuleStep.Unload("intel"),
                        new ModuleStep.Swap("PrgEnv-*", "PrgEnv-gnu")),
                environment,
                false,
                autoexit,
                commands);
    }

    @Test
    void kickoffScriptStartsThePilotAndSweepsAfterIt() throws Exception {
        assertText(
                "kickoff.sh",
                kickoff(
                                Path.of("/data/jobs/1/kickoff.log"),
                                List.of("/opt/pergola", "_pilot", "/work dir", "1"),
                                List.of("/opt/pergola", "_pilot", "--sweep", "/work dir", "1"))
                        .text());
    }

    @Test
    void testScriptHasItsPartsInOrder() throws Exception {
        assertText(
                "test.sh",
                test(true, List.of("./prog {1..3}", "echo 'two\nlines'")).text());
    }

    /** Run by bash, with other programs in place of the pilot. */
    @Nested
    class KickoffScriptInBash {

        private static final String SWEEP = "echo swept with \"$1\"";

        private Path temp;

        @BeforeEach
        void use(@TempDir Path folder) {
            temp = folder;
        }

        private String run(String pilot, String command) throws IOException, InterruptedException {
            Path log = temp.resolve("kick off.log");
            String script = new KickoffScript(
                            "#!/bin/bash",
                            List.of(),
                            0002,
                            log,
                            new LinkedHashMap<>(Map.of("WORD", "it's")),
                            List.of(),
                            List.of("bash", "-c", pilot),
                            List.of("bash", "-c", SWEEP, "sweep"))
                    .text();
            Path file = Files.writeString(temp.resolve("kickoff"), script);
            Process process =
                    new ProcessBuilder("bash", "-c", command.replace("KICKOFF", "bash '" + file + "'")).start();
            int code = process.waitFor();
            return Files.readString(log) + "exit " + code;
        }

        @Test
        void endsAsThePilotEnds() throws Exception {
            assertEquals("piloted it's\nexit 0", run("echo piloted \"$WORD\"", "KICKOFF"));
        }

        @Test
        void sweepsAfterAPilotThatFailed() throws Exception {
            assertEquals("swept with 4\nexit 4", run("exit 4", "KICKOFF"));
        }

        @Test
        void sweepsAfterAPilotThatWasKilled() throws Exception {
            String log = run("kill -KILL $$", "KICKOFF");
            assertEquals("swept with 137\nexit 137", log.substring(log.indexOf("swept")));
        }

        @Test
        void passesOnTheWishToEndAndWaitsForThePilot() throws Exception {
            String pilot = "trap 'sleep 0.2; echo ended well; exit 0' TERM; touch begun; while :; do sleep 0.05; done";
            String log = run(
                    "cd '" + temp + "'; " + pilot,
                    "KICKOFF & while [ ! -e '" + temp + "/begun' ]; do sleep 0.02; done; kill -TERM $!; wait $!");
            assertEquals("ended well\nexit 0", log);
        }
    }

    @Test
    void firstFailureEndsATestUnlessItSaysOtherwise() throws Exception {
        var plain = new LinkedHashMap<String, String>();
        for (boolean autoexit : new boolean[] {true, false}) {
            String script = new TestScript(
                            "#!/bin/bash",
                            new LinkedHashMap<>(),
                            null,
                            List.of(),
                            List.of(),
                            plain,
                            false,
                            autoexit,
                            List.of("false | true", "exit 7"))
                    .text();
            Process process = new ProcessBuilder("bash", "-c", script).start();
            assertEquals(autoexit ? 1 : 7, process.waitFor());
        }
        assertFalse(test(false, List.of()).text().contains("set -e"));
    }
}
