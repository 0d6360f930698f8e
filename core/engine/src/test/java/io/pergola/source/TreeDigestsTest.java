package io.pergola.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeDigestsTest {

    private final InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofHours(1)));

    private Path temp;
    private Path tree;
    private Path cache;

    @BeforeEach
    void plant(@TempDir Path folder) throws IOException {
        temp = folder;
        tree = Files.createDirectories(folder.resolve("tree"));
        cache = folder.resolve("cache/sources");
        Files.writeString(Files.createDirectories(tree.resolve("sub")).resolve("file"), "text");
        Files.writeString(tree.resolve("other"), "more");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("sub/file"));
    }

    /** As a new process would. */
    private TreeDigests digests() {
        return new TreeDigests(cache, later);
    }

    private Path onlyCacheFile() throws IOException {
        try (var all = Files.list(cache)) {
            List<Path> files = all.toList();
            assertEquals(1, files.size());
            return files.getFirst();
        }
    }

    @Test
    void contentCountsAndThePlaceDoesNot() throws IOException {
        String before = digests().of(tree);
        Path moved = Files.move(tree, temp.resolve("elsewhere"));
        assertEquals(before, digests().of(moved));
        assertEquals(before, digests().of(Files.createSymbolicLink(temp.resolve("name"), moved)));
    }

    @Test
    void eachChangeMakesAnother() throws IOException {
        String before = digests().of(tree);
        Files.writeString(tree.resolve("sub/file"), "texts");
        String content = digests().of(tree);
        Files.move(tree.resolve("other"), tree.resolve("another"));
        String name = digests().of(tree);
        assertTrue(tree.resolve("another").toFile().setExecutable(true));
        String program = digests().of(tree);
        Files.delete(tree.resolve("link"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("another"));
        String link = digests().of(tree);
        Files.createDirectory(tree.resolve("empty"));
        String directory = digests().of(tree);
        assertEquals(
                6,
                List.of(before, content, name, program, link, directory).stream()
                        .distinct()
                        .count());
    }

    @Test
    void whatDidNotChangeIsNotReadAgain() throws IOException {
        String first = digests().of(tree);
        TreeDigests second = digests();
        assertEquals(first, second.of(tree));
        assertEquals(0, second.bytesRead());
        Files.writeString(tree.resolve("other"), "less");
        TreeDigests third = digests();
        assertNotEquals(first, third.of(tree));
        assertEquals(4, third.bytesRead());
    }

    @Test
    void aChangeIsSeenThoughSizeAndTimeWereSetBack() throws IOException {
        Path file = tree.resolve("other");
        FileTime time = Files.getLastModifiedTime(file);
        String before = digests().of(tree);
        Files.writeString(file, "less");
        Files.setLastModifiedTime(file, time);
        assertNotEquals(before, digests().of(tree));
    }

    @Test
    void whatChangedJustNowIsReadAgain() throws IOException {
        Instant written = Files.getLastModifiedTime(tree.resolve("other")).toInstant();
        var soon = new TreeDigests(cache, InstantSource.fixed(written.plusMillis(1900)));
        soon.of(tree);
        TreeDigests next = digests();
        next.of(tree);
        assertEquals(8, next.bytesRead());
        TreeDigests last = digests();
        last.of(tree);
        assertEquals(0, last.bytesRead());
    }

    @Test
    void aFileFromTheFutureIsReadAgain() throws IOException {
        Files.setLastModifiedTime(
                tree.resolve("other"), FileTime.from(later.instant().plusSeconds(60)));
        digests().of(tree);
        TreeDigests next = digests();
        next.of(tree);
        assertEquals(4, next.bytesRead());
    }

    @Test
    void aDamagedMemoryIsForgotten() throws IOException {
        String right = digests().of(tree);
        byte[] whole = Files.readAllBytes(onlyCacheFile());
        for (int i = 0; i < whole.length; i += 5) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x11;
            Files.write(onlyCacheFile(), damaged);
            assertEquals(right, digests().of(tree), "byte " + i);
            Files.write(onlyCacheFile(), Arrays.copyOf(whole, i));
            assertEquals(right, digests().of(tree), "length " + i);
        }
    }

    @Test
    void worksWithoutAPlaceToRemember() throws IOException {
        Files.writeString(temp.resolve("cache"), "in the way");
        assertEquals(digests().of(tree), digests().of(tree));
    }

    @Test
    void aPipeIsRefused() throws IOException, InterruptedException {
        Path pipe = tree.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        var thrown = assertThrows(SourceException.class, () -> digests().of(tree));
        assertEquals(pipe + " is no file, directory or link: take it out of the source", thrown.getMessage());
    }

    @Test
    void aTreeThatIsGoneIsNamed() {
        Path gone = temp.resolve("gone");
        var thrown = assertThrows(SourceException.class, () -> digests().of(gone));
        assertEquals(gone + " cannot be read: it is not there (any more)", thrown.getMessage());
    }

    @Test
    void aSecondAskSoonAfterDoesNotWalkAgain() throws IOException {
        TreeDigests digests = digests();
        String first = digests.of(tree);
        Files.writeString(tree.resolve("other"), "less");
        assertEquals(first, digests.of(tree));
        assertNotEquals(first, digests.now(tree));
    }
}
