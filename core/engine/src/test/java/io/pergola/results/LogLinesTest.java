package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE"})
    void utf16IsRefusedWithTheMend(String charset, @TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("log"), "\uFEFFrate 5\n".getBytes(charset));
        var failure = assertThrows(IOException.class, () -> LogLines.open(file));
        assertTrue(String.valueOf(failure.getMessage()).contains("iconv"), failure::getMessage);
    }

    private final Path directory;

    LogLinesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private List<String> lines(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("log"), content);
        List<String> all = new ArrayList<>();
        try (LogLines lines = LogLines.open(file)) {
            while (lines.next()) {
                all.add(lines.text());
            }
        }
        return all;
    }

    private List<String> lines(String content) throws IOException {
        return lines(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void allKindsOfLineEndsEndALine() throws IOException {
        assertEquals(List.of("unix", "windows", "10%", "20%", "", "last"), lines("unix\nwindows\r\n10%\r20%\n\nlast"));
    }

    @Test
    void theMarkOfUtf8IsNoPartOfTheFirstLine() throws IOException {
        assertEquals(List.of("a", "\uFEFFb"), lines("\uFEFFa\n\uFEFFb\n"));
    }

    @Test
    void aLineEndAtTheEndBeginsNoLine() throws IOException {
        assertEquals(List.of("a"), lines("a\n"));
        assertEquals(List.of("a"), lines("a\r\n"));
        assertEquals(List.of(), lines(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {65_533, 65_534, 65_535, 65_536, 65_537})
    void aLineMayEndAnywhereInTheBuffer(int length) throws IOException {
        String first = "x".repeat(length);
        assertEquals(List.of(first, "é", "z"), lines(first + "\r\né\r\nz"));
    }

    @Test
    void bytesThatAreNoTextAreReplaced() throws IOException {
        assertEquals(List.of("a\uFFFDb", "\0c"), lines(new byte[] {'a', (byte) 0xff, 'b', '\n', 0, 'c'}));
    }

    @Test
    void aLineWithoutEndIsCut() throws IOException {
        Path file = directory.resolve("huge");
        long size = 64L << 20;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("\nend\n".getBytes(StandardCharsets.UTF_8)), size);
        }
        try (LogLines lines = LogLines.open(file)) {
            assertTrue(lines.next() && lines.cut());
            assertEquals(LogLines.LONGEST, lines.text().length());
            assertTrue(lines.next() && !lines.cut());
            assertEquals("end", lines.text());
            assertEquals(1, lines.cuts());
            assertEquals(size + 1, lines.start());
            assertEquals(2, lines.number());
        }
    }

    @Test
    void itBeginsWhereALineBegan() throws IOException {
        Path file = Files.writeString(directory.resolve("log"), "one\r\ntwo\nthree\n");
        try (LogLines lines = LogLines.open(file)) {
            lines.next();
            assertEquals(0, lines.start());
            lines.next();
            assertEquals(5, lines.start());
        }
        try (LogLines lines = LogLines.open(file, 5, 1)) {
            assertTrue(lines.next());
            assertEquals("two", lines.text());
            assertEquals(2, lines.number());
            assertTrue(lines.next());
            assertEquals("three", lines.text());
        }
    }

    @Test
    void whatIsWrittenWhileReadingIsNotLookedAt() throws IOException {
        Path file = Files.writeString(directory.resolve("log"), "one\n");
        try (LogLines lines = LogLines.open(file)) {
            Files.writeString(file, "two\n", StandardOpenOption.APPEND);
            assertTrue(lines.next());
            assertEquals("one", lines.text());
            assertFalse(lines.next());
        }
    }
}
