package io.pergola.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each is refused with a sentence that names archive, entry and mend, and nothing outside the target is touched. */
class HostileArchiveTest {

    private static final Limits SMALL = new Limits(40, 5L << 20, 50, 1L << 16);

    /** How an archive is made, deep inside a directory with a file that must not change. */
    interface Recipe {
        byte[] make() throws IOException;
    }

    private Path temp;
    private Path target;

    @BeforeEach
    void plant(@TempDir Path folder) throws IOException {
        temp = folder;
        target = Files.createDirectories(folder.resolve("builds/target"));
        Files.writeString(folder.resolve("sentinel"), "untouched");
        Files.writeString(folder.resolve("builds/sentinel"), "untouched");
        Files.createDirectories(folder.resolve("empty"));
    }

    private static Arguments hostile(String what, String file, String message, Recipe recipe) {
        return arguments(what, file, message, recipe);
    }

    private static TarMaker tar() {
        return new TarMaker();
    }

    private static ZipMaker zip() {
        return new ZipMaker();
    }

    private static byte[] cut(byte[] whole, int by) {
        return Arrays.copyOf(whole, whole.length - by);
    }

    private static byte[] changed(byte[] whole, int fromEnd) {
        byte[] other = whole.clone();
        other[whole.length - fromEnd] ^= 0x55;
        return other;
    }

    private static byte[] honest() throws IOException {
        String text = IntStream.range(0, 9000).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        return tar().file("dir/one", text).file("dir/two", "2").bytes();
    }

    static Stream<Arguments> namesThatLeadOut() {
        return Stream.of(
                hostile("parent", "a.tar", "entry '../sentinel' leads out", () -> tar().file("../sentinel", "x")
                        .bytes()),
                hostile("parent within", "a.tar", "leads out of the build directory by '..'", () -> tar().file(
                                "a/b/../../../sentinel", "x")
                        .bytes()),
                hostile("parent that comes back", "a.tar", "leads out", () -> tar().file("../target/x", "x")
                        .bytes()),
                hostile("directory outside", "a.tar", "leads out", () -> tar().directory("../evil/")
                        .bytes()),
                hostile(
                        "absolute",
                        "a.tar.gz",
                        "'/sentinel' has an absolute name",
                        () -> TarMaker.gzipped(tar().file("/sentinel", "x").bytes())),
                hostile("newline", "a.tar", "'a\\nb' has a control character", () -> tar().file("a\nb", "x")
                        .bytes()),
                hostile("terminal escape", "a.tar", "'\\u001b[2Jx' has a control", () -> tar().file("\u001b[2Jx", "x")
                        .bytes()),
                hostile("long part", "a.tar", "longer than 255 bytes", () -> tar().file("n".repeat(256), "x")
                        .bytes()),
                hostile("long path", "a.tar", "longer than 3000 bytes", () -> tar().file(
                                ("n".repeat(99) + "/").repeat(40) + "x", "x")
                        .bytes()),
                hostile("deep", "a.tar", "more than 200 directories deep", () -> tar().file("d/".repeat(201) + "x", "x")
                        .bytes()),
                hostile("no name", "a.tar", "has no name", () -> tar().file("./.", "x")
                        .bytes()),
                hostile("zip parent", "a.zip", "leads out", () -> zip().file("../sentinel", "x")
                        .bytes()),
                hostile("zip absolute", "a.zip", "absolute", () -> zip().file("/sentinel", "x")
                        .bytes()),
                hostile("zip backslash", "a.zip", "backslash", () -> zip().file("..\\sentinel", "x")
                        .bytes()),
                hostile("zip newline", "a.zip", "control character", () -> zip().file("a\r\nb", "x")
                        .bytes()));
    }

    static Stream<Arguments> linksThatLeadOut() {
        return Stream.of(
                hostile(
                        "absolute link",
                        "a.tar",
                        "'l' is a link that leads out of the build directory (to '/etc')",
                        () -> tar().symlink("l", "/etc").bytes()),
                hostile("link up", "a.tar", "leads out", () -> tar().symlink("d/l", "../../sentinel")
                        .bytes()),
                hostile("link out of the only directory", "a.tar", "leads out", () -> tar().file("top/a", "x")
                        .symlink("top/l", "../sentinel")
                        .bytes()),
                hostile("link through a link", "a.tar", "'out' is a link that leads out", () -> tar().symlink(
                                "sub/up", "..")
                        .symlink("out", "sub/up/../sentinel")
                        .bytes()),
                hostile("the same, the other way round", "a.tar", "leads out", () -> tar().symlink(
                                "out", "sub/up/../sentinel")
                        .symlink("sub/up", "..")
                        .bytes()),
                hostile("circle", "a.tar", "leads in a circle", () -> tar().symlink("a", "b")
                        .symlink("b", "a")
                        .bytes()),
                hostile("link to nothing", "a.tar", "is no name", () -> tar().symlink("a", "")
                        .bytes()),
                hostile("file through a link", "a.tar", "leads through the link 'd'", () -> tar().symlink("d", "..")
                        .file("d/sentinel", "x")
                        .bytes()),
                hostile("file through an honest link", "a.tar", "leads through the link 'd'", () -> tar().directory("e")
                        .symlink("d", "e")
                        .file("d/x", "x")
                        .bytes()),
                hostile("file in place of a link", "a.tar", "takes the place of a link", () -> tar().symlink(
                                "l", "../sentinel")
                        .file("l", "x")
                        .bytes()),
                hostile(
                        "link in place of a directory",
                        "a.tar",
                        "takes the place of a directory",
                        () -> tar().directory("d").symlink("d", "..").bytes()),
                hostile("file as directory", "a.tar", "leads through the file 'f'", () -> tar().file("f", "x")
                        .file("f/x", "x")
                        .bytes()),
                hostile("hard link out", "a.tar", "hard link to '../sentinel', which is no file", () -> tar().hardlink(
                                "h", "../sentinel")
                        .bytes()),
                hostile("hard link absolute", "a.tar", "hard link to '/etc/passwd'", () -> tar().hardlink(
                                "h", "/etc/passwd")
                        .bytes()),
                hostile("hard link to a link", "a.tar", "hard link to 'l'", () -> tar().symlink("l", "../sentinel")
                        .hardlink("h", "l")
                        .file("h", "x")
                        .bytes()),
                hostile("hard link to itself", "a.tar", "hard link to './h'", () -> tar().file("h", "x")
                        .hardlink("h", "./h")
                        .bytes()),
                hostile("zip link out", "a.zip", "leads out", () -> zip().of("l", "../../sentinel", ZipMaker.LINK)
                        .bytes()),
                hostile("zip file through a link", "a.zip", "leads through the link", () -> zip().of(
                                "l", "..", ZipMaker.LINK)
                        .file("l/sentinel", "x")
                        .bytes()));
    }

    static Stream<Arguments> whatIsNoFile() {
        return Stream.of(
                hostile("character device", "a.tar", "is a device", () -> tar().special("null", TarConstants.LF_CHR, "")
                        .bytes()),
                hostile("block device", "a.tar", "is a device", () -> tar().special("disk", TarConstants.LF_BLK, "")
                        .bytes()),
                hostile("pipe", "a.tar", "is a named pipe", () -> tar().special("pipe", TarConstants.LF_FIFO, "")
                        .bytes()),
                hostile("another volume", "a.tar", "of the kind 'M'", () -> tar().special("rest", (byte) 'M', "")
                        .bytes()),
                hostile("zip device", "a.zip", "is a device", () -> zip().of("null", "", ZipMaker.DEVICE)
                        .bytes()));
    }

    static Stream<Arguments> tooMuch() {
        String zeros = "0".repeat(1 << 20);
        return Stream.of(
                hostile(
                        "gzip bomb",
                        "a.tar.gz",
                        "more than 50 times its own size",
                        () -> TarMaker.gzipped(tar().file("zeros", zeros).bytes())),
                hostile(
                        "gzip bomb of one file",
                        "zeros.gz",
                        "more than 50 times",
                        () -> TarMaker.gzipped(zeros.getBytes(StandardCharsets.UTF_8))),
                hostile(
                        "gzip bomb behind the end",
                        "a.tar.gz",
                        "more than 50 times",
                        () -> TarMaker.gzipped(
                                (new String(tar().file("a", "x").bytes(), StandardCharsets.ISO_8859_1) + zeros)
                                        .getBytes(StandardCharsets.ISO_8859_1))),
                hostile("size", "a.tar", "more than 5120 KiB", () -> tar().file("zeros", zeros.repeat(6))
                        .bytes()),
                hostile("count", "a.tar", "more than 40 files", HostileArchiveTest::many),
                hostile("count of directories", "a.tar", "more than 40 files", () -> tar().file(
                                "d/".repeat(60) + "x", "x")
                        .bytes()),
                hostile("header of any length", "a.tar", "more than 1 MiB stands before", () -> tar().fileBehind(
                                "c".repeat(3 << 20), "x")
                        .bytes()),
                hostile("zip that lists bytes twice", "a.zip", "shares its bytes", () -> zip().file("a", "text")
                        .again("b", "text")
                        .bytes()));
    }

    private static byte[] many() throws IOException {
        TarMaker tar = tar();
        for (int i = 0; i < 41; i++) {
            tar.file("f" + i, "");
        }
        return tar.bytes();
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                hostile(
                        "gzip cut short",
                        "a.tar.gz",
                        "is damaged, cut short",
                        () -> cut(TarMaker.gzipped(honest()), 100)),
                hostile(
                        "gzip with a wrong sum",
                        "a.tar.gz",
                        "is damaged",
                        () -> changed(TarMaker.gzipped(honest()), 6)),
                hostile(
                        "gzip with wrong bytes",
                        "a.tar.gz",
                        "is damaged",
                        () -> changed(TarMaker.gzipped(honest()), 3000)),
                hostile("gzip with something behind", "a.tar.gz", "is damaged", () -> {
                    byte[] packed = TarMaker.gzipped(honest());
                    return Arrays.copyOf(packed, packed.length + 7);
                }),
                hostile("tar cut within a file", "a.tar", "is cut short", () -> cut(honest(), 12_000)),
                hostile("tar cut between files", "a.tar", "is cut short", () -> cut(honest(), 10_240 - 512)),
                hostile(
                        "zip cut short",
                        "a.zip",
                        "is damaged",
                        () -> cut(zip().file("a", "x").bytes(), 30)),
                hostile("zip with a wrong sum", "a.zip", "checksum", () -> zip().withWrongSum("a", "text")
                        .bytes()),
                hostile("zip encrypted", "a.zip", "is encrypted", () -> zip().encrypted("a", "text")
                        .bytes()),
                hostile("empty zip", "a.zip", "there is nothing in it", () -> zip().bytes()),
                hostile("xz of nothing", "a.tar.xz", "is damaged", () ->
                        new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 1}),
                hostile("zstd of nothing", "a.tar.zst", "is damaged", () ->
                        new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1}),
                hostile("bzip2 of nothing", "a.bz2", "is damaged", () -> "BZh9xxxxxxxx"
                        .getBytes(StandardCharsets.UTF_8)),
                hostile(
                        "page of a web server",
                        "a.tar.gz",
                        "is none: it begins with '<html>\\u001b",
                        () -> "<html>\u001b]0;x".getBytes(StandardCharsets.UTF_8)),
                hostile("empty file", "a.zip", "is named like an archive, but is none", () -> new byte[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"namesThatLeadOut", "linksThatLeadOut", "whatIsNoFile", "tooMuch", "damaged"})
    void isRefused(String what, String file, String message, Recipe recipe) throws IOException {
        Path archive = temp.resolve(file);
        Files.write(archive, recipe.make());
        Map<String, String> before = outside();
        var unpacker = new Unpacker(what.equals("deep") ? Limits.DEFAULT : SMALL);
        var thrown = assertThrows(SourceException.class, () -> unpacker.unpack(single(archive), target));
        String said = String.valueOf(thrown.getMessage());
        assertTrue(said.contains(message), said);
        assertTrue(said.startsWith(archive.toString()), said);
        assertFalse(said.chars().anyMatch(Character::isISOControl), said);
        assertEquals(before, outside());
    }

    private Map<String, String> outside() throws IOException {
        var state = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(temp)) {
            for (Path path : all.filter(path -> !path.startsWith(target)).toList()) {
                boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
                state.put(path.toString(), file ? Arrays.toString(Files.readAllBytes(path)) : "no file");
            }
        }
        return state;
    }

    @Test
    void dropsBitsThatGiveRightsAway() throws IOException {
        Path archive = temp.resolve("a.tar");
        Files.write(archive, tar().file("set", "x", 07777).file("none", "x", 0).bytes());
        new Unpacker().unpack(single(archive), target);
        assertEquals(0755, mode("set"));
        assertEquals(0600, mode("none"));
    }

    private int mode(String name) throws IOException {
        return (Integer) Files.getAttribute(target.resolve(name), "unix:mode") & 07777;
    }

    @Test
    void theLastOfSeveralFilesOfANameCounts() throws IOException {
        Path archive = temp.resolve("a.tar");
        Files.write(
                archive,
                tar().file("a", "old").hardlink("b", "a").file("a", "new").bytes());
        new Unpacker().unpack(single(archive), target);
        assertEquals("new", Files.readString(target.resolve("a")));
        assertEquals("old", Files.readString(target.resolve("b")));
    }

    @Test
    void anArchiveThatMayNotBeReadIsNamed() throws IOException {
        Path archive = temp.resolve("gone.tar");
        var gone = assertThrows(SourceException.class, () -> new Unpacker().unpack(single(archive), target));
        assertEquals(archive + " cannot be read: it is not there (any more)", gone.getMessage());
    }

    @Test
    void aTargetThatCannotBeWrittenIsNamed() throws IOException {
        Path archive = temp.resolve("a.tar");
        Files.write(archive, honest());
        Files.delete(target);
        Files.writeString(target, "in the way");
        var thrown = assertThrows(SourceException.class, () -> new Unpacker().unpack(single(archive), target));
        assertTrue(
                String.valueOf(thrown.getMessage()).contains("cannot be written: not a directory"),
                thrown.getMessage());
        assertEquals(Set.of(PosixFilePermission.OWNER_READ), owner(archive));
    }

    private static Set<PosixFilePermission> owner(Path file) throws IOException {
        Set<PosixFilePermission> all = Files.getPosixFilePermissions(file);
        all.retainAll(Set.of(PosixFilePermission.OWNER_READ));
        return all;
    }

    private static Source.Single single(Path file) {
        return new Source.Single(file, file.getFileName().toString());
    }
}
