package io.pergola.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacedFileTest {

    private Path root;
    private Path outside;

    @BeforeEach
    void plant(@TempDir Path temp) throws IOException {
        root = Files.createDirectory(temp.resolve("build"));
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("file"), "untouched");
    }

    private void write(String name) throws IOException {
        PlacedFile.write(root, name, "text", "build.create_files");
    }

    @Test
    void makesItsDirectories() throws IOException {
        write("a/b/file");
        assertEquals("text", Files.readString(root.resolve("a/b/file")));
    }

    @Test
    void replacesALinkAndNotItsTarget() throws IOException {
        Files.createSymbolicLink(root.resolve("file"), outside.resolve("file"));
        write("file");
        assertEquals("text", Files.readString(root.resolve("file")));
        assertEquals("untouched", Files.readString(outside.resolve("file")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside/file", "a/../../outside/file", "/tmp/file", ".", "", "a\0b"})
    void refusesWhatLiesOutside(String name) {
        var thrown = assertThrows(SourceException.class, () -> write(name));
        assertTrue(
                String.valueOf(thrown.getMessage()).contains("lies outside the test's directory"), thrown.getMessage());
    }

    @Test
    void refusesToWriteBehindALinkThatLeadsOut() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), outside);
        var thrown = assertThrows(SourceException.class, () -> write("link/new/file"));
        assertTrue(String.valueOf(thrown.getMessage()).contains("lies behind the link"), thrown.getMessage());
        assertFalse(Files.exists(outside.resolve("new")));
    }

    @Test
    void writesBehindALinkThatStaysInside() throws IOException {
        Files.createDirectory(root.resolve("real"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("real"));
        write("link/file");
        assertEquals("text", Files.readString(root.resolve("real/file")));
    }
}
