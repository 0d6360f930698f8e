package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastLinesTest {

    @TempDir
    private Path dir = Path.of("unset");

    private List<String> last(String text, int columns) throws IOException {
        Path file = dir.resolve("log");
        Files.writeString(file, text);
        return LastLines.of(file, 3, columns);
    }

    @Test
    void areTheLastOnesWithoutBlankOnesBeforeAndBehind() throws IOException {
        assertEquals(List.of("b", "", "c"), last("a\nb\n\nc\n \n\n", 0));
        assertEquals(List.of("b"), last("a\n\n \r\nb\n", 0));
        assertEquals(List.of(), last("\n\n \n", 0));
        assertEquals(List.of("only"), last("only", 0));
        assertEquals(List.of(), last("", 0));
        assertEquals(List.of(), LastLines.of(dir.resolve("none"), 3, 0));
        assertEquals(List.of(), LastLines.of(dir, 3, 0));
    }

    @Test
    void obeyNothing() throws IOException {
        assertEquals(
                List.of("?[31mred?]0;title? ?x", "100 %"),
                last("\033[31mred\033]0;title\007 \u009bx\n1 %\r50 %\r100 %\r\n", 0));
    }

    @Test
    void areCutToTheScreen() throws IOException {
        assertEquals(List.of("abcd…"), last("abcdefgh\n", 5));
        assertTrue(last("x".repeat(100_000_000), 0).getFirst().length() <= 160);
    }

    @Test
    void ofALongFileBeginWithAWholeOne() throws IOException {
        String line = "y".repeat(9000);
        assertEquals(List.of("y".repeat(9) + "…", "end"), last(line + "\n" + line + "\nend\n", 10));
    }
}
