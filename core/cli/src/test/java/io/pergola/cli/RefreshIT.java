package io.pergola.cli;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code ./pergola} builds, and when it does not: its real scripts in a small repository, with a Maven that only writes down that it was called. */
class RefreshIT {

    private static final Path ROOT = Path.of(System.getProperty("pergola.root"));
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final String MAVEN = """
            #!/bin/sh
            echo called >>"$CALLS"
            echo '[INFO] Building Pergola :: Engine 0.1.0    [4/8]'
            [ ! -e fail ] || { echo '[ERROR] Json.java:7: no such thing'; exit 1; }
            sleep 1
            mkdir -p core/cli/target/pergola-0.1.0/bin core/cli/target/distribution
            for folder in config test-suites; do cp -R $folder core/cli/target/pergola-0.1.0/; done
            printf '#!/bin/sh\\necho "ran $*"\\n' >core/cli/target/pergola-0.1.0/bin/pergola
            chmod 755 core/cli/target/pergola-0.1.0/bin/pergola
            touch core/cli/target/distribution/stamp core/cli/target/distribution/stamp-copies
            """;

    private Path repository;
    private Path calls;
    private Shell shell;

    @BeforeEach
    void layOut(@TempDir Path temp) throws IOException {
        repository = Files.createDirectory(temp.resolve("a repository"));
        calls = temp.resolve("calls");
        copy("pergola");
        for (String script : List.of(
                "build/sources.sh", "build/refresh", "build/find-jdk", "build/make-distribution", "build/train")) {
            copy(script);
        }
        for (String file : List.of(
                "pom.xml",
                "core/a/src/main/A.java",
                "core/a/src/test/ATest.java",
                "plugins/P.java",
                "config/c.yaml",
                "test-suites/s.yaml")) {
            write(repository.resolve(file), "text");
        }
        for (String tool : List.of("javac", "jlink")) {
            executable(temp.resolve("jdk/bin").resolve(tool), "#!/bin/sh\n");
        }
        write(temp.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        executable(temp.resolve("maven/mvn"), MAVEN);
        shell = new Shell(
                temp,
                Map.of(
                        "PATH",
                        temp.resolve("maven") + ":/usr/bin:/bin",
                        "PERGOLA_JDK",
                        temp.resolve("jdk").toString(),
                        "CALLS",
                        calls.toString()));
        age();
    }

    private void copy(String script) throws IOException {
        executable(repository.resolve(script), Files.readString(ROOT.resolve(script)));
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.setPosixFilePermissions(write(file, text), fromString("rwxr-xr-x"));
    }

    /** Makes all of the repository old, so that a test can make one thing newer than the rest. */
    private void age() throws IOException {
        try (Stream<Path> all = Files.walk(repository)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
            }
        }
    }

    private void renew(String path) throws IOException {
        Files.setLastModifiedTime(repository.resolve(path), FileTime.from(LONG_AGO.plus(Duration.ofDays(1))));
    }

    private Shell.Outcome pergola(String... arguments) throws IOException, InterruptedException {
        return shell.run(Stream.concat(Stream.of(repository.resolve("pergola").toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private long builds() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    private void buildOnce() throws IOException, InterruptedException {
        pergola();
        Files.delete(calls);
        age();
    }

    @Test
    void buildsOnFirstUseAndHandsOver() throws Exception {
        Shell.Outcome outcome = pergola("run", "demo");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals("ran run demo\n", outcome.out());
        assertEquals("Building Pergola (first use, about a minute) ...\n  4/8 Engine\n", outcome.err());
        assertTrue(Files.readString(repository.resolve("target/build.log")).contains("Building Pergola :: Engine"));
    }

    @Test
    void doesNotBuildWhatIsBuilt() throws Exception {
        buildOnce();
        assertEquals(new Shell.Outcome(0, "ran status\n", ""), pergola("status"));
        assertEquals(0, builds());
    }

    @Test
    void buildsWhenASourceIsNewer() throws Exception {
        buildOnce();
        renew("core/a/src/main/A.java");
        assertEquals(0, pergola().code());
        assertEquals(1, builds());
    }

    @Test
    void buildsWhenASourceIsGone() throws Exception {
        buildOnce();
        Files.delete(repository.resolve("core/a/src/main/A.java"));
        renew("core/a/src/main");
        assertEquals(0, pergola().code());
        assertEquals(1, builds());
    }

    @Test
    void doesNotBuildForATest() throws Exception {
        buildOnce();
        renew("core/a/src/test/ATest.java");
        assertEquals(new Shell.Outcome(0, "ran \n", ""), pergola());
        assertEquals(0, builds());
    }

    @Test
    void doesNotBuildWhenToldSo() throws Exception {
        buildOnce();
        renew("core/a/src/main/A.java");
        shell = shell.with("PERGOLA_NO_BUILD", "1");
        assertEquals(new Shell.Outcome(0, "ran \n", ""), pergola());
        assertEquals(0, builds());
    }

    @Test
    void copiesASuiteWithoutABuild() throws Exception {
        buildOnce();
        write(repository.resolve("test-suites/s.yaml"), "changed");
        assertEquals(new Shell.Outcome(0, "ran \n", ""), pergola());
        assertEquals(0, builds());
        assertEquals(
                "changed", Files.readString(repository.resolve("core/cli/target/pergola-0.1.0/test-suites/s.yaml")));
    }

    @Test
    void takesASuiteAwayThatIsGone() throws Exception {
        buildOnce();
        Files.delete(repository.resolve("test-suites/s.yaml"));
        assertEquals(0, pergola().code());
        assertFalse(Files.exists(repository.resolve("core/cli/target/pergola-0.1.0/test-suites/s.yaml")));
    }

    @Test
    void buildsOnceForTwoAtATime() throws Exception {
        String program = repository.resolve("pergola").toString();
        Path out = repository.resolveSibling("out");
        Process other = shell.start(out, repository.resolveSibling("err"), program, "one");
        assertEquals("ran two\n", pergola("two").out());
        assertEquals(0, other.waitFor());
        assertEquals("ran one\n", Files.readString(out));
        assertEquals(1, builds());
    }

    @Test
    void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
        write(repository.resolve("fail"), "");
        Shell.Outcome outcome = pergola("status");
        assertEquals(4, outcome.code());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("Json.java:7: no such thing"), outcome.err());
        assertTrue(outcome.err().contains(repository.resolve("target/build.log").toString()), outcome.err());
    }

    @Test
    void saysWhatIsWrongWithTheJdk() throws Exception {
        write(repository.resolveSibling("jdk").resolve("release"), "JAVA_VERSION=\"21.0.1\"\n");
        Shell.Outcome outcome = pergola();
        assertEquals(4, outcome.code());
        assertTrue(outcome.err().contains("is not a JDK 25 or newer"), outcome.err());
        assertEquals(0, builds());
    }
}
