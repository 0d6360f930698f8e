package io.pergola.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {

    @Test
    void areCutAtBlanks() {
        assertEquals(List.of("a", "b"), ShellWords.of("  a \t b "));
        assertEquals(List.of(), ShellWords.of(" "));
    }

    @Test
    void areJoinedByQuotesAndBackslashes() {
        assertEquals(List.of("a b", "c d", "e f", ""), ShellWords.of("\"a b\" 'c d' e\\ f ''"));
        assertEquals(List.of("x=1 2", "it's", "\\"), ShellWords.of("x='1 2' \"it's\" '\\'"));
    }
}
