package io.pergola.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildKeyTest {

    private Path temp;
    private Path tree;

    @BeforeEach
    void plant(@TempDir Path folder) throws IOException {
        temp = folder;
        tree = Files.createDirectory(temp.resolve("tree"));
        Files.createDirectory(tree.resolve("sub"));
        Files.writeString(tree.resolve("a"), "one");
        Files.writeString(tree.resolve("sub/b"), "two");
    }

    private String key() throws IOException {
        return new BuildKey().addTree("source", tree).name();
    }

    private static String texts(String... texts) {
        return new BuildKey().add("texts", List.of(texts)).name();
    }

    @Test
    void isSixteenDigitsAndAlwaysTheSame() throws IOException {
        assertTrue(key().matches("[0-9a-f]{16}"));
        assertEquals(key(), key());
    }

    @Test
    void tellsWhereOneTextEndsAndTheNextBegins() {
        assertNotEquals(texts("ab", "c"), texts("a", "bc"));
        assertNotEquals(texts("a"), texts("a", ""));
        assertNotEquals(texts(), texts(""));
    }

    @Test
    void changesWithContentNameRightAndKindOfEveryFile() throws IOException {
        String before = key();
        Files.writeString(tree.resolve("sub/b"), "twx");
        String content = key();
        assertNotEquals(before, content);
        Files.move(tree.resolve("sub/b"), tree.resolve("sub/c"));
        String name = key();
        assertNotEquals(content, name);
        assertTrue(tree.resolve("a").toFile().setExecutable(true));
        String right = key();
        assertNotEquals(name, right);
        Files.createDirectory(tree.resolve("empty"));
        String directory = key();
        assertNotEquals(right, directory);
        Files.delete(tree.resolve("a"));
        Files.createSymbolicLink(tree.resolve("a"), Path.of("sub/c"));
        assertNotEquals(directory, key());
    }

    @Test
    void doesNotChangeWithTimesOrPlace() throws IOException {
        String before = key();
        Files.setLastModifiedTime(tree.resolve("a"), FileTime.fromMillis(0));
        tree = Files.move(tree, temp.resolve("elsewhere"));
        assertEquals(before, key());
    }

    @Test
    void looksBehindALinkToTheWholeTree() throws IOException {
        String before = key();
        Path real = tree;
        tree = Files.createSymbolicLink(temp.resolve("link"), tree);
        assertEquals(before, key());
        Files.writeString(real.resolve("a"), "other");
        assertNotEquals(before, key());
    }
}
