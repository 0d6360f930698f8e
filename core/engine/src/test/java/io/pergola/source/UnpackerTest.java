package io.pergola.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives as the usual programs write them. */
class UnpackerTest {

    private static final FileTime MADE = FileTime.from(Instant.parse("2020-02-03T04:05:06Z"));

    private Path temp;
    private Path target;

    @BeforeEach
    void plant(@TempDir Path folder) throws IOException {
        temp = folder;
        target = Files.createDirectory(folder.resolve("target"));
        Path code = Files.createDirectories(folder.resolve("code-1.0/src"));
        Files.writeString(code.resolve("main.c"), "int main;\n".repeat(20_000));
        Path configure = Files.writeString(code.resolveSibling("configure"), "#!/bin/sh\n");
        assertTrue(configure.toFile().setExecutable(true));
        Files.createSymbolicLink(code.resolveSibling("link"), Path.of("src/main.c"));
        Files.createLink(code.resolveSibling("same"), configure);
        Files.writeString(code.resolveSibling("Größe " + "x".repeat(120)), "");
        Files.setLastModifiedTime(configure, MADE);
    }

    /** Runs a command beside the code; a program that is not there skips the test. */
    private void run(String... command) throws IOException, InterruptedException {
        boolean there =
                Files.isExecutable(Path.of("/usr/bin", command[0])) || Files.isExecutable(Path.of("/bin", command[0]));
        assumeTrue(there, "there is no program " + command[0] + "; build/packages.txt has its package");
        Process process = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("said").toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(temp.resolve("said")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void isTheCode(Path tree) throws IOException {
        assertEquals(200_000, Files.size(tree.resolve("src/main.c")));
        assertTrue(Files.isExecutable(tree.resolve("configure")));
        assertFalse(Files.isExecutable(tree.resolve("src/main.c")));
        assertEquals("#!/bin/sh\n", Files.readString(tree.resolve("same")));
        assertEquals(MADE, Files.getLastModifiedTime(tree.resolve("configure")));
        try (var all = Files.list(tree)) {
            assertEquals(5, all.count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--format=gnu,",
        "--format=pax,",
        "--format=ustar,--exclude=Gr*",
        "--format=v7,--exclude=Gr*",
    })
    void tarInItsDialects(String format, String more) throws IOException, InterruptedException {
        run("tar", format, more == null ? "--no-acls" : more, "-cf", "code.tar", "code-1.0");
        new Unpacker().unpack(single(temp.resolve("code.tar")), target);
        if (more != null) {
            Files.writeString(target.resolve("left out"), "");
        }
        isTheCode(target);
        assertEquals(Path.of("src/main.c"), Files.readSymbolicLink(target.resolve("link")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "bzip2", "xz", "zstd"})
    void compressedByProgramsUnderAnyName(String program) throws IOException, InterruptedException {
        run("tar", "-cf", "code.tar", "code-1.0");
        run(program, "code.tar");
        Path packed;
        try (var all = Files.list(temp)) {
            packed = all.filter(path -> path.getFileName().toString().startsWith("code.tar"))
                    .findFirst()
                    .orElseThrow();
        }
        Path renamed = Files.move(packed, temp.resolve("whatever.bin"));
        new Unpacker().unpack(single(renamed), target);
        isTheCode(target);
    }

    @Test
    void compressedInSeveralPieces() throws IOException, InterruptedException {
        run("sh", "-c", "tar -cf - code-1.0 | split -b 100000 --filter='gzip' - > code.tgz");
        new Unpacker().unpack(single(temp.resolve("code.tgz")), target);
        isTheCode(target);
    }

    @Test
    void zip() throws IOException, InterruptedException {
        run("zip", "-qry", "code.zip", "code-1.0");
        new Unpacker().unpack(single(temp.resolve("code.zip")), target);
        isTheCode(target);
        assertEquals(Path.of("src/main.c"), Files.readSymbolicLink(target.resolve("link")));
    }

    @Test
    void zipThatWasWrittenAsAStream() throws IOException, InterruptedException {
        run("sh", "-c", "zip -qr - code-1.0 | cat > code.zip");
        new Unpacker().unpack(single(temp.resolve("code.zip")), target);
        isTheCode(target);
    }

    @Test
    void zipWithAPassword() throws IOException, InterruptedException {
        run("zip", "-qryP", "secret", "code.zip", "code-1.0");
        var thrown = assertThrows(
                SourceException.class, () -> new Unpacker().unpack(single(temp.resolve("code.zip")), target));
        assertTrue(String.valueOf(thrown.getMessage()).contains("is encrypted"), thrown.getMessage());
    }

    @Test
    void severalThingsAtTheTopStayThere() throws IOException, InterruptedException {
        run("tar", "-C", "code-1.0", "-cf", "code.tar", ".");
        new Unpacker().unpack(single(temp.resolve("code.tar")), target);
        isTheCode(target);
    }

    @Test
    void aFileAloneAtTheTopStaysThere() throws IOException, InterruptedException {
        run("tar", "-C", "code-1.0", "-cf", "one.tar", "configure");
        new Unpacker().unpack(single(temp.resolve("one.tar")), target);
        assertTrue(Files.isExecutable(target.resolve("configure")));
    }

    @Test
    void theOnlyDirectoryMayHoldItsOwnName() throws IOException {
        Path archive = temp.resolve("a.tar");
        Files.write(archive, new TarMaker().file("a/a/a", "x").bytes());
        new Unpacker().unpack(single(archive), target);
        assertEquals("x", Files.readString(target.resolve("a/a")));
    }

    @Test
    void onlyOneDirectoryIsTakenAway() throws IOException {
        Path archive = temp.resolve("a.tar");
        Files.write(
                archive, new TarMaker().file("a/b/c", "x").symlink("a/l", "b/c").bytes());
        new Unpacker().unpack(single(archive), target);
        assertEquals("x", Files.readString(target.resolve("b/c")));
        assertEquals("x", Files.readString(target.resolve("l")));
    }

    @ParameterizedTest
    @CsvSource({"gzip,.gz", "bzip2,.bz2", "xz,.xz", "zstd,.zst"})
    void aSingleFileLosesItsEnding(String program, String ending) throws IOException, InterruptedException {
        run("sh", "-c", program + " < code-1.0/src/main.c > data.txt" + ending);
        new Unpacker().unpack(single(temp.resolve("data.txt" + ending)), target);
        assertEquals(200_000, Files.size(target.resolve("data.txt")));
    }

    @Test
    void anyOtherFileIsCopied() throws IOException {
        new Unpacker().unpack(single(temp.resolve("code-1.0/configure")), target);
        assertEquals("#!/bin/sh\n", Files.readString(target.resolve("configure")));
        assertTrue(Files.isExecutable(target.resolve("configure")));
        assertFalse(Files.exists(target.resolve("said"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void holesOfAFileCountAsIfTheyWereWritten() throws IOException, InterruptedException {
        run("sh", "-c", "truncate -s 1G hole && echo end >> hole");
        run("tar", "-Scf", "hole.tar", "hole");
        var limits = new Limits(10, 1 << 20, 50, 1 << 20);
        var thrown = assertThrows(
                SourceException.class, () -> new Unpacker(limits).unpack(single(temp.resolve("hole.tar")), target));
        assertTrue(String.valueOf(thrown.getMessage()).contains("comes to more than"), thrown.getMessage());
    }

    private static Source.Single single(Path file) {
        return new Source.Single(file, file.getFileName().toString());
    }
}
