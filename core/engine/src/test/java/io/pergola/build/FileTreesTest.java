package io.pergola.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreesTest {

    private Path temp;
    private Path source;
    private Path target;

    @BeforeEach
    void plant(@TempDir Path folder) throws IOException {
        temp = folder;
        source = Files.createDirectory(temp.resolve("source"));
        Files.createDirectory(source.resolve("sub"));
        target = Files.createDirectory(temp.resolve("target"));
        Files.writeString(source.resolve("sub/file"), "text");
        Files.createSymbolicLink(source.resolve("link"), Path.of("sub/file"));
        Files.createSymbolicLink(source.resolve("dangling"), Path.of("nowhere"));
    }

    @Test
    void copiesFilesAndKeepsLinks() throws IOException {
        FileTrees.copyInto(source, target, path -> !path.endsWith("dangling"));
        assertEquals("text", Files.readString(target.resolve("sub/file")));
        assertEquals(Path.of("sub/file"), Files.readSymbolicLink(target.resolve("link")));
        assertFalse(Files.exists(target.resolve("dangling"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void copiesWhatALinkToADirectoryHolds() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("tree"), source);
        FileTrees.copyInto(link, target, path -> true);
        assertEquals("text", Files.readString(target.resolve("sub/file")));
        assertFalse(Files.isSymbolicLink(target));
    }

    @Test
    void copiesASingleFileUnderItsName() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("name"), source.resolve("sub/file"));
        FileTrees.copyInto(link, target, path -> true);
        assertEquals("text", Files.readString(target.resolve("name")));
        assertFalse(Files.isSymbolicLink(target.resolve("name")));
    }

    @Test
    void linksToFilesAndCopiesThoseThatMayChange() throws IOException {
        Files.writeString(source.resolve("input.dat"), "data");
        FileTrees.protect(source, 022, false);
        assertFalse(Files.getPosixFilePermissions(source.resolve("sub/file"))
                .toString()
                .contains("WRITE"));
        FileTrees.link(source, target, List.of("*.dat"));
        assertEquals(source.resolve("sub/file"), Files.readSymbolicLink(target.resolve("sub/file")));
        assertFalse(Files.isSymbolicLink(target.resolve("sub")), "a test may add files to every directory");
        assertFalse(Files.isSymbolicLink(target.resolve("input.dat")));
        assertTrue(Files.getPosixFilePermissions(target.resolve("input.dat"))
                .toString()
                .contains("OWNER_WRITE"));
    }

    @Test
    void givesOthersWhatTheOwnerHasLessTheUmask() throws IOException {
        Path program = Files.writeString(source.resolve("program"), "");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(source.resolve("sub"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(source.resolve("sub/file"), PosixFilePermissions.fromString("rw-------"));
        FileTrees.share(source, 027);
        assertEquals("rwxr-x--- rwxr-x--- rw-r-----", modes("program", "sub", "sub/file"));
        FileTrees.protect(source, 002, true);
        assertEquals("r-xr-xr-x rwxrwxr-x r--r--r--", modes("program", "sub", "sub/file"));
    }

    private String modes(String... names) throws IOException {
        var modes = new ArrayList<String>();
        for (String name : names) {
            modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(source.resolve(name))));
        }
        return String.join(" ", modes);
    }

    @Test
    void deletesTheTreeAndNothingBehindItsLinks() throws IOException {
        Path outside = Files.writeString(temp.resolve("outside"), "text");
        Files.createSymbolicLink(source.resolve("away"), outside);
        Files.createSymbolicLink(source.resolve("target"), target);
        FileTrees.delete(source);
        assertFalse(Files.exists(source));
        assertTrue(Files.exists(outside));
        assertTrue(Files.exists(target));
        FileTrees.delete(source);
    }
}
