package io.pergola.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UmaskTest {

    @ParameterizedTest
    @CsvSource({"2, 2", "027, 23", "0077, 63", "0, 0", "0000, 0"})
    void octalDigitsAreRead(String text, int bits) {
        assertEquals(OptionalInt.of(bits), Umask.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "00002", "-2", "u=rw", "0o22", "100", "700", "7777", "02 "})
    void allElseIsRefusedAndSoIsWhatTakesRightsFromTheOwner(String text) {
        assertTrue(Umask.parse(text).isEmpty());
    }
}
