package io.pergola.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {

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
        Tree.copyInto(source, target, path -> !path.endsWith("dangling"));
        assertEquals("text", Files.readString(target.resolve("sub/file")));
        assertEquals(Path.of("sub/file"), Files.readSymbolicLink(target.resolve("link")));
        assertFalse(Files.exists(target.resolve("dangling"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void copiesWhatALinkToADirectoryHolds() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("tree"), source);
        Tree.copyInto(link, target, path -> true);
        assertEquals("text", Files.readString(target.resolve("sub/file")));
        assertFalse(Files.isSymbolicLink(target));
    }

    @Test
    void copiesASingleFileUnderItsName() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("name"), source.resolve("sub/file"));
        Tree.copyInto(link, target, path -> true);
        assertEquals("text", Files.readString(target.resolve("name")));
        assertFalse(Files.isSymbolicLink(target.resolve("name")));
    }

    @Test
    void linksToFilesAndCopiesThoseThatMayChange() throws IOException {
        Files.writeString(source.resolve("input.dat"), "data");
        Tree.protect(source);
        assertFalse(Files.getPosixFilePermissions(source.resolve("sub/file"))
                .toString()
                .contains("WRITE"));
        Tree.link(source, target, List.of("*.dat"));
        assertEquals(source.resolve("sub/file"), Files.readSymbolicLink(target.resolve("sub/file")));
        assertFalse(Files.isSymbolicLink(target.resolve("sub")), "a test may add files to every directory");
        assertFalse(Files.isSymbolicLink(target.resolve("input.dat")));
        assertTrue(Files.getPosixFilePermissions(target.resolve("input.dat"))
                .toString()
                .contains("OWNER_WRITE"));
    }

    @Test
    void deletesTheTreeAndNothingBehindItsLinks() throws IOException {
        Path outside = Files.writeString(temp.resolve("outside"), "text");
        Files.createSymbolicLink(source.resolve("away"), outside);
        Files.createSymbolicLink(source.resolve("target"), target);
        Tree.delete(source);
        assertFalse(Files.exists(source));
        assertTrue(Files.exists(outside));
        assertTrue(Files.exists(target));
        Tree.delete(source);
    }
}
