package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void areCutAtBlanks() {
        assertEquals(List.of("a", "b"), Words.of("  a \t b "));
        assertEquals(List.of(), Words.of(" "));
    }

    @Test
    void areJoinedByQuotesAndBackslashes() {
        assertEquals(List.of("a b", "c d", "e f", ""), Words.of("\"a b\" 'c d' e\\ f ''"));
        assertEquals(List.of("x=1 2", "it's", "\\"), Words.of("x='1 2' \"it's\" '\\'"));
    }
}
