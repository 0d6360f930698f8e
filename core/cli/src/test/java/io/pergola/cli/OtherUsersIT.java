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
        Shell.Outcome outcome = shell.run(Stream.concat(command.stream(), Stream.of(Installed.command(args)))
                .toArray(String[]::new));
        assertEquals(0, outcome.code(), () -> outcome.out() + outcome.err());
        return outcome;
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
