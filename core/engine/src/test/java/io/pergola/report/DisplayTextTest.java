package io.pergola.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DisplayTextTest {

    @Test
    void leavesPlainTextAsItIs() {
        String text = "Größe 3 × 4, 日本 😀";
        assertSame(text, DisplayText.harmless(text));
    }

    @Test
    void letsNoControlCharacterThrough() {
        for (char c = 0; c < 0xa0; c++) {
            char shown = DisplayText.harmless("" + c).charAt(0);
            assertTrue(shown >= 0x20 && shown != 0x7f && !(shown >= 0x80 && shown < 0xa0), "character " + (int) c);
        }
        assertEquals("a b c?[31m", DisplayText.harmless("a\nb\tc\033[31m"));
        assertEquals("a\n\tb ?", DisplayText.harmlessLines("a\n\tb\r\000"));
    }

    @Test
    void cutsToColumnsNotToLetters() {
        assertEquals("日…", DisplayText.cut("日本語", 4));
        assertEquals("日本語", DisplayText.cut("日本語", 6));
        assertEquals("a😀…", DisplayText.cut("a😀😀", 4));
        assertEquals("…", DisplayText.cut("abc", 1));
        assertEquals("", DisplayText.cut("abc", 0));
        assertEquals("", DisplayText.cut("", 0));
    }
}
