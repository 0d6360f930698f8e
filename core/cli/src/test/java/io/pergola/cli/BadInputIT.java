package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users and machines get wrong is said in words, and nothing that was well is lost. */
class BadInputIT {

    private static final String GOOD = "good: {run: {cmds: ['true']}}\n";

    private Installed installed;

    @BeforeEach
    void install(@TempDir Path temp) throws IOException {
        installed = new Installed(temp);
        installed.suite("ok", GOOD);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    private static boolean root(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid").equals(0);
    }

    @Nested
    class InASuite {

        private void refused(String yaml, String... words) throws IOException, InterruptedException {
            installed.suite("s", yaml);
            contains(installed.expect(2, "run", "s").err(), words);
            assertEquals(List.of(), installed.statuses("all"), "nothing was created");
        }

        @Test
        void brokenYamlIsShownWithItsLine() throws Exception {
            refused("t:\n  run: {cmds: ['a'\n", "s.yaml:", "error");
        }

        @Test
        void bytesThatAreNoTextAreNamed() throws Exception {
            Files.write(
                    installed.config().resolve("suites/s.yaml"),
                    new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, (byte) 0xc3});
            contains(installed.expect(2, "run", "s").err(), "s.yaml");
        }

        @Test
        void aDirectoryInPlaceOfTheFileIsNamed() throws Exception {
            Files.createDirectories(installed.config().resolve("suites/s.yaml"));
            contains(installed.expect(2, "run", "s").err(), "s.yaml", "directory");
        }

        @Test
        void aFileThatMayNotBeReadIsNamed() throws Exception {
            installed.suite("s", GOOD);
            Path file = installed.config().resolve("suites/s.yaml");
            assumeTrue(!root(file), "root may read everything");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
            contains(installed.expect(2, "run", "s").err(), "s.yaml");
        }

        @Test
        void anUnknownKeyIsAnsweredWithTheNearest() throws Exception {
            refused("t: {run: {cmd: ['true']}}\n", "s.yaml:1:", "'cmd'", "'cmds'");
        }

        @Test
        void aWrongTypeIsNamed() throws Exception {
            refused("t: {run: {cmds: {a: b}}}\n", "s.yaml:1:", "cmds");
            refused("t: {run: [echo]}\n", "s.yaml:1:", "run", "list");
        }

        @Test
        void anUnknownVariableIsAnsweredWithTheNearest() throws Exception {
            refused("t: {variables: {length: 1}, run: {cmds: ['echo {{lenght}}']}}\n", "s.yaml:1:", "lenght", "length");
        }

        @Test
        void allMistakesAreSaidAtOnce() throws Exception {
            refused("a: {run: {cmd: ['true']}}\nb: {run: {cmds: ['{{nope}}']}}\n", "'cmd'", "nope");
        }
    }

    @Nested
    class OnTheCommandLine {

        @Test
        void nonsenseToOverrideWithIsRefused() throws Exception {
            for (String nonsense :
                    List.of("x", "=", "run.timeout", "run.tmeout=3", "run.cmds.x.y=3", "run.timeout=[")) {
                contains(installed.expect(2, "run", "ok", "-c", nonsense).err(), "error");
            }
            assertEquals(List.of(), installed.statuses("all"));
        }

        @Test
        void namesThatLeadOutsideAreRefused() throws Exception {
            Files.writeString(installed.config().resolve("x.yaml"), GOOD);
            for (String name : List.of("../x", "../x.good", "ok.../x", "/etc/passwd", "ok/../../x", "", ".", "..")) {
                assertFalse(installed.expect(2, "run", name).err().isBlank(), name);
            }
            contains(installed.expect(2, "run", "-m", "../../x", "ok").err(), "../../x");
        }

        @Test
        void unknownCommandsAndOptionsAreRefused() throws Exception {
            contains(installed.expect(2, "rum").err(), "rum");
            contains(installed.expect(2, "run", "--detatch", "ok").err(), "--detach");
            installed.expect(2, "status", "nonsense");
            installed.expect(2, "cancel", "nonsense");
            installed.expect(2, "wait", "s77");
        }

        @Test
        void numbersOfJobsBelowOneAreRefused() throws Exception {
            for (String option : List.of("--max-jobs-in-queue=0", "--max-jobs-in-queue=-1", "--stop-after=0")) {
                contains(installed.expect(2, "run", "ok", option).err(), "at least 1", "leave the option out");
            }
            assertEquals(List.of(), installed.statuses("all"));
        }
    }

    @Nested
    class AConfiguration {

        @Test
        void thatIsMissingIsNamed() throws Exception {
            Path missing = installed.folder().resolve("missing");
            Shell.Outcome outcome = installed
                    .shell()
                    .with("PERGOLA_CONFIG_DIR", missing.toString())
                    .run(Installed.command("run", "ok"));
            assertEquals(2, outcome.code());
            contains(outcome.err(), missing.toString());
        }

        @Test
        void thatIsBrokenIsNamed() throws Exception {
            Files.writeString(installed.config().resolve("pergola.yaml"), "working_dir: [1\n");
            contains(installed.expect(2, "run", "ok").err(), "pergola.yaml:");
            Files.writeString(installed.config().resolve("pergola.yaml"), "workin_dir: x\n");
            contains(installed.run("run", "ok").err(), "'workin_dir'", "working_dir");
        }

        @Test
        void thatNamesNoPolicyIsRefusedBeforeAnythingIsMade() throws Exception {
            Path file = installed.config().resolve("pergola.yaml");
            Files.writeString(file, Files.readString(file) + "scheduling_policy: fastest\n");
            contains(installed.expect(2, "run", "ok").err(), "pergola.yaml:", "no policy 'fastest'", "backfill");
            assertEquals(List.of(), installed.statuses("all"));
        }

        @Test
        void withABrokenPluginNamesItAndGoesOn() throws Exception {
            Path plugins = Files.createDirectories(installed.config().resolve("plugins"));
            Files.write(plugins.resolve("broken.jar"), new byte[] {'P', 'K', 3, 4, 0, 0, 1, 2, 3});
            Files.writeString(plugins.resolve("text.jar"), "no jar");
            installed.expect(0, "run", "ok");
            installed.suite("s", "t: {scheduler: slurmy, run: {cmds: ['true']}}\n");
            contains(installed.expect(2, "run", "s").err(), "slurmy");
            Shell.Outcome shown = installed.run("show", "plugins");
            contains(shown.out() + shown.err(), "broken.jar", "text.jar");
        }
    }

    @Nested
    class AWorkingDirectory {

        @Test
        void thatIsAFileIsNamed() throws Exception {
            Files.delete(installed.work());
            Files.writeString(installed.work(), "in the way");
            contains(installed.expect(4, "run", "ok").err(), installed.work().toString());
        }

        @Test
        void thatCannotBeMadeIsNamed() throws Exception {
            Files.writeString(installed.config().resolve("pergola.yaml"), "working_dir: /proc/pergola\n");
            contains(installed.expect(4, "run", "ok").err(), "/proc/pergola");
        }

        @Test
        void thatMayNotBeWrittenIsNamed() throws Exception {
            assumeTrue(!root(installed.work()), "root may write everywhere");
            Files.setPosixFilePermissions(installed.work(), PosixFilePermissions.fromString("r-xr-xr-x"));
            contains(installed.expect(4, "run", "ok").err(), installed.work().toString());
        }

        @Test
        void thatIsReadOnlyStillShowsItsRuns() throws Exception {
            assumeTrue(root(installed.work()), "only root can mount");
            installed.expect(0, "run", "ok");
            mount("--bind", installed.work().toString());
            try {
                mount("-o", "remount,bind,ro");
                assertEquals("PASS", text(installed.statuses("all").getFirst(), "result"));
                contains(installed.expect(4, "run", "ok").err(), "read-only");
            } finally {
                unmount();
            }
        }

        @Test
        void thatIsFullLosesNoResult() throws Exception {
            assumeTrue(root(installed.work()), "only root can mount a small file system");
            mount("-t", "tmpfs", "-o", "size=2m", "none");
            try {
                installed.expect(0, "run", "ok");
                String before = Files.readString(installed.runDir(1).resolve("results.json"));
                installed.suite("s", """
                        fill: {run: {cmds: ['head -c 4M /dev/zero || true']}}
                        late: {run: {concurrent: 1, cmds: ['sleep 1']}}
                        """);
                int code = installed.run("run", "s").code();
                assertTrue(code == 3 || code == 4, () -> "run ends with " + code);
                Shell.Outcome full = installed.run("run", "ok");
                assertEquals(4, full.code(), full::err);
                contains(full.err(), "no space left on device");
                assertFalse(full.err().contains("\tat "), full::err);
                assertEquals(before, Files.readString(installed.runDir(1).resolve("results.json")));
                Files.delete(installed.runDir(2).resolve("run.log"));
                installed.expect(0, "cancel", "all");
                assertEquals("PASS", text(installed.statuses("1").getFirst(), "result"));
                assertTrue(installed.statuses("all").stream().allMatch(status -> Value.of(true)
                        .equals(status.values().get("ended"))));
                installed.expect(0, "run", "ok");
            } finally {
                installed.close();
                unmount();
            }
        }

        private void mount(String... args) throws IOException, InterruptedException {
            String[] command = Stream.of(
                            Stream.of("mount"),
                            Stream.of(args),
                            Stream.of(installed.work().toString()))
                    .flatMap(words -> words)
                    .toArray(String[]::new);
            Shell.Outcome outcome =
                    new Shell(installed.folder(), Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")).run(command);
            assumeTrue(outcome.code() == 0, () -> "no mount here: " + outcome.err());
        }

        private void unmount() throws IOException, InterruptedException {
            new Shell(installed.folder(), Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"))
                    .run("umount", "-l", installed.work().toString());
        }
    }

    @Nested
    class ARunDirectory {

        @Test
        void thatWasRemovedLaterIsForgotten() throws Exception {
            installed.expect(0, "run", "2*ok");
            remove(installed.runDir(1));
            assertEquals(
                    List.of("2"),
                    installed.statuses("all").stream()
                            .map(status -> text(status, "test_id"))
                            .toList());
            installed.expect(0, "wait", "s1");
            installed.expect(0, "results", "all");
            installed.expect(0, "run", "ok");
        }

        @Test
        void thatIsRemovedWhileItRunsKeepsNobodyWaiting() throws Exception {
            installed.suite("s", "t: {run: {cmds: ['sleep 2']}}\n");
            Process run = installed.start("run", "2*s");
            Installed.await("it runs", () -> !installed.marked().isEmpty());
            remove(installed.runDir(1));
            int code = run.waitFor();
            assertTrue(code == 0 || code == 3, () -> "run ends with " + code);
            assertEquals("PASS", text(installed.statuses("2").getFirst(), "result"));
            installed.expect(0, "wait", "2");
        }

        @Test
        void whoseJournalIsCutInALineStillHasItsResult() throws Exception {
            installed.expect(0, "run", "ok");
            Path journal = installed.runDir(1).resolve("status");
            byte[] bytes = Files.readAllBytes(journal);
            for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
                Files.write(journal, Arrays.copyOf(bytes, length), StandardOpenOption.TRUNCATE_EXISTING);
                remove(installed.folder().resolve("home/.cache"));
                assertEquals("PASS", text(installed.statuses("all").getFirst(), "result"));
            }
        }

        @Test
        void isRemovedByOneOfTwoWhoCleanAtOnce() throws Exception {
            installed.expect(0, "run", "20*ok");
            Process other = installed.start("clean", "--all", "--json");
            Value.Entries mine = installed.json(0, "clean", "--all", "--json");
            assertEquals(0, other.waitFor());
            var its = (Value.Entries)
                    Json.read(Files.readString(installed.folder().resolve("out")));
            assertEquals(20, number(mine, "removed") + number(its, "removed"));
            assertEquals(List.of(), installed.statuses("all"));
            installed.expect(0, "run", "ok");
        }

        @Test
        void isNeverCleanedWhileItIsActive() throws Exception {
            installed.expect(0, "run", "ok");
            installed.suite("s", "t: {run: {cmds: ['sleep 1000']}}\n");
            installed.expect(0, "run", "-d", "s");
            installed.expect(0, "clean", "--all");
            assertEquals(List.of("2"), ids());
            installed.expect(0, "cancel", "2");
            installed.expect(0, "clean", "--all");
            assertEquals(List.of(), ids());
        }

        private List<String> ids() throws IOException, InterruptedException {
            return installed.statuses("all").stream()
                    .map(status -> text(status, "test_id"))
                    .toList();
        }

        private static long number(Value.Entries entries, String key) {
            return ((Value.Int) Installed.value(entries, key)).value().longValue();
        }

        private void remove(Path directory) throws IOException, InterruptedException {
            installed.shell().run("rm", "-rf", directory.toString());
        }
    }
}
