package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real users of one working directory, and what one may make of the builds of the other. */
class OtherUsersIT {

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final int ANN = 40001;
    private static final int BOB = 40002;
    private static final int USERS = 100;

    private Installed installed;

    @BeforeEach
    void install(@TempDir Path temp) throws Exception {
        assumeTrue(
                Files.isExecutable(SETPRIV)
                        && Files.getAttribute(temp, "unix:uid").equals(0),
                "only root can become another user");
        for (Path path = Installed.program(); path != null; path = path.getParent()) {
            assumeTrue(((Integer) Files.getAttribute(path, "unix:mode") & 05) == 05, path + " is not open to others");
        }
        installed = new Installed(temp);
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (int user : new int[] {ANN, BOB}) {
            Path home = Files.createDirectory(temp.resolve("home" + user));
            Files.setAttribute(home, "unix:uid", user);
        }
        Files.setAttribute(installed.work(), "unix:gid", USERS);
        Files.setAttribute(installed.work(), "unix:mode", 02775);
        installed.suite("s", """
                t:
                  build: {cmds: ['echo "echo built by $(id -u)" >prog', 'chmod +x prog', 'mkdir part', 'echo x >part/file']}
                  run: {cmds: ['bash ./prog; cat part/file']}
                  result_parse: {regex: {builder: {regex: 'built by (\\d+)'}}}
                """);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        if (installed != null) {
            installed.close();
        }
    }

    private void share() throws IOException {
        Path file = installed.config().resolve("pergola.yaml");
        Files.writeString(file, Files.readString(file) + "shared_group: users\n");
    }

    private Shell.Outcome run(int user, String... args) throws Exception {
        return expect(0, user, args);
    }

    private Shell.Outcome expect(int code, int user, String... args) throws Exception {
        Shell.Outcome outcome = as(user, Installed.command(args));
        assertEquals(code, outcome.code(), () -> outcome.out() + outcome.err());
        return outcome;
    }

    private Shell.Outcome as(int user, String... words) throws Exception {
        String id = Integer.toString(user);
        String home = installed.folder().resolve("home" + user).toString();
        List<String> command =
                List.of(SETPRIV.toString(), "--reuid", id, "--regid", Integer.toString(USERS), "--clear-groups");
        var shell = new Shell(
                installed.folder(),
                Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "HOME",
                        home,
                        "XDG_RUNTIME_DIR",
                        home,
                        "PERGOLA_CONFIG_DIR",
                        installed.config().toString()));
        return shell.run(Stream.concat(command.stream(), Stream.of(words)).toArray(String[]::new));
    }

    private Path build() throws IOException {
        try (Stream<Path> builds = Files.list(installed.work().resolve("builds"))) {
            return builds.filter(path -> path.getFileName().toString().matches("[0-9a-f]{16}"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void useEachOthersBuildsIfTheSiteHasAGroupForThat() throws Exception {
        share();
        contains(run(ANN, "run", "s").out(), "builder=" + ANN);
        contains(run(BOB, "run", "s").out(), "builder=" + ANN);
        contains(run(BOB, "status", "all").out(), "s.t");
        assertEquals(2, run(BOB, "list", "all").out().strip().split("\\s+", -1).length);
    }

    @Test
    void doNotOtherwise() throws Exception {
        contains(run(ANN, "run", "s").out(), "builder=" + ANN);
        contains(run(BOB, "run", "s").out(), "builder=" + BOB);
        contains(run(BOB, "log", "states", "2").out(), "is not used: ", " belongs to ", "shared_group");
        contains(run(BOB, "run", "s").out(), "builder=" + BOB);
        contains(run(BOB, "log", "states", "3").out(), "BUILD_REUSED");
    }

    @Test
    void doNotUseWhatAnybodyMayHaveChanged() throws Exception {
        share();
        run(ANN, "run", "s");
        assertTrue(Files.getPosixFilePermissions(build().resolve("part")).stream()
                .noneMatch(permission -> permission.name().equals("OTHERS_WRITE")));
        Files.setAttribute(build().resolve("part"), "unix:mode", 0777);
        contains(run(BOB, "run", "s").out(), "builder=" + BOB);
        contains(run(BOB, "log", "states", "2").out(), "is not used: everybody may write to ", "/part");
        contains(run(ANN, "run", "s").out(), "builder=" + ANN);
        contains(run(ANN, "log", "states", "3").out(), "is not used: everybody may write to ", "BUILD_SUCCESS");
        assertEquals(0755, (Integer) Files.getAttribute(build(), "unix:mode") & 0757, "made again");
    }

    @Test
    void mayBuildAgainWhatIsNotTheirs() throws Exception {
        share();
        run(ANN, "run", "s");
        contains(run(BOB, "run", "--rebuild", "s").out(), "builder=" + BOB);
        contains(run(ANN, "run", "s").out(), "builder=" + ANN);
    }

    @Test
    void whoBuildTheSameAtOnceBuildItOnce() throws Exception {
        share();
        run(ANN, "run", "s");
        installed.suite("w", """
                t:
                  build: {cmds: ['sleep 1', 'echo "echo built by $(id -u)" >prog']}
                  run: {cmds: ['bash ./prog']}
                  result_parse: {regex: {builder: {regex: 'built by (\\d+)'}}}
                """);
        var bob = new FutureTask<>(() -> run(BOB, "run", "w").out());
        Thread.ofPlatform().daemon().start(bob);
        String ann = run(ANN, "run", "w").out();
        boolean byAnn = ann.contains("builder=" + ANN);
        contains(ann, "builder=" + (byAnn ? ANN : BOB));
        contains(bob.get(), "builder=" + (byAnn ? ANN : BOB));
    }

    @Test
    void seeNothingOfARunWhoseTestIsForItsGroupAlone() throws Exception {
        share();
        installed.suite("p", """
                mine: {umask: '077', run: {cmds: ['umask', 'touch made']}}
                ours: {umask: '027', group: users, run: {cmds: ['touch made', 'stat -c "by %G" made']}}
                theirs: {group: daemon, run: {cmds: ['true']}}
                """);
        run(ANN, "run", "p.mine", "p.ours");
        Path mine = installed.work().resolve("test_runs/1");
        assertEquals(02700, mode(mine));
        assertEquals(0600, mode(mine.resolve("run.log")));
        assertEquals(0600, mode(mine.resolve("build/made")));
        assertEquals(0700, mode(mine.resolve("run.sh")));
        contains(run(ANN, "log", "run", "1").out(), "0077");
        contains(run(BOB, "log", "run", "2").out(), "by users");
        contains(run(BOB, "status", "all").out(), "p.ours", "UNKNOWN");
        contains(
                expect(2, ANN, "run", "p.theirs").err(),
                "p.yaml:3:17",
                "you are not a member of the group 'daemon'",
                "^");
        contains(expect(2, ANN, "lint").out(), "you are not a member of the group 'daemon'");
    }

    @Test
    void cannotMoveAwayOrRemoveEachOthersRuns() throws Exception {
        share();
        run(ANN, "run", "s");
        contains(expect(4, BOB, "clean", "--all").err(), "test_runs/1: it belongs to ");
        Path runs = installed.work().resolve("test_runs");
        assertEquals(1, as(BOB, "mv", runs + "/1", runs + "/7").code());
        assertTrue(Files.exists(runs.resolve("1/run.json")));
        contains(run(ANN, "clean", "--all").out(), "Removed 1 test run");
    }

    @Test
    void cannotMakeEachOtherRunCode() throws Exception {
        share();
        installed.suite(
                "c", "t: {run: {cmds: ['true']}, result_parse: {command: {x: {command: 'id -u; touch ran'}}}}\n");
        run(ANN, "run", "c");
        run(BOB, "run", "c");
        Path work = installed.work();
        String job = Files.readSymbolicLink(work.resolve("test_runs/1/job"))
                .getFileName()
                .toString();
        for (String file : List.of(
                "test_runs/1/run.json",
                "test_runs/1/run.sh",
                "series/1/series.json",
                "jobs/" + job + "/job.json",
                "jobs/" + job + "/kickoff",
                "jobs/" + job + "/other")) {
            assertEquals(
                    1,
                    as(BOB, "sh", "-c", "echo >>" + work.resolve(file) + " || exit 1")
                            .code(),
                    file);
            assertEquals(
                    1,
                    as(
                                    BOB,
                                    "mv",
                                    "-f",
                                    work.resolve("test_runs/2/run.json").toString(),
                                    work.resolve(file).toString())
                            .code(),
                    file);
        }
        String other = Files.readSymbolicLink(work.resolve("test_runs/2/job"))
                .getFileName()
                .toString();
        contains(
                expect(4, ANN, "_pilot", work.toString(), other).err(), "Nothing of this job is run: ", " belongs to ");
        contains(expect(4, ANN, "_handover", work.toString(), "2").err(), "are not handed over: ", " belongs to ");
        Files.delete(work.resolve("test_runs/2/build/ran"));
        contains(run(ANN, "results", "--re-run", "--json", "2").out(), " belongs to ");
        assertFalse(Files.exists(work.resolve("test_runs/2/build/ran")));
        contains(run(BOB, "results", "--re-run", "2").out(), "PASS");
    }

    @Test
    void cannotHaveAnotherCancelWhatTheyName() throws Exception {
        share();
        installed.suite("z", "t: {run: {cmds: ['sleep 300']}}\n");
        run(ANN, "run", "-d", "z");
        installed.expect(0, "run", "-d", "z");
        Path jobs = installed.work().resolve("jobs");
        Path hers = jobs.resolve(job(1)).resolve("info.json");
        Files.writeString(hers, Files.readString(jobs.resolve(job(2)).resolve("info.json")));
        contains(installed.expect(0, "cancel", "1").out(), "CANCELLED");
        contains(installed.expect(0, "status", "2").out(), "RUNNING");
        Path copy = installed.folder().resolve("copy");
        contains(
                installed.expect(0, "isolate", "1", copy.toString()).err(),
                "somebody else decides what this copy runs");
        installed.expect(0, "cancel", "2");
    }

    private String job(int run) throws IOException {
        return Files.readSymbolicLink(installed.work().resolve("test_runs/" + run + "/job"))
                .getFileName()
                .toString();
    }

    @Test
    void areToldWhereEverybodyMayWriteTests() throws Exception {
        Path tests = installed.config().resolve("suites");
        Files.setAttribute(tests, "unix:mode", 01777);
        contains(
                installed.expect(2, "run", "s").err(),
                "everybody may write to " + tests + ", and what is in there is run as you",
                "chmod o-w");
        Files.setAttribute(tests, "unix:mode", 0755);
        installed.expect(0, "run", "s");
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode") & 07777;
    }

    @Test
    void areToldWhereEverybodyMayReplaceDirectories() throws Exception {
        Path open = Files.createDirectory(installed.folder().resolve("open"));
        Files.setAttribute(open, "unix:mode", 0777);
        Files.writeString(installed.config().resolve("pergola.yaml"), "working_dir: " + open.resolve("work") + "\n");
        Shell.Outcome refused = installed.expect(3, "run", "s");
        contains(refused.err(), "BUILD_ERROR", "everybody may replace what is in " + open, "chmod +t");
        Files.setAttribute(open, "unix:mode", 01777);
        assertFalse(installed.expect(0, "run", "s").out().isEmpty());
    }
}
