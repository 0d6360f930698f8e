package io.pergola.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "1.5, 1.5",
        "0.123456, 0.1235",
        "12.34567, 12.346",
        "1234.5678, 1234.6",
        "100000, 100000",
        "1234567.8, 1.235e+06",
        "-2.5, -2.5",
        "Infinity, Infinity",
        "NaN, NaN"
    })
    void numbersKeepTheDigitsThatMatter(double number, String shown) {
        assertEquals(shown, FigureText.of(Value.of(number)));
    }

    @Test
    void longValuesAreCounted() {
        assertEquals("[5 values]", FigureText.of(Value.ofTexts(List.of("a", "b", "c", "d", "e"))));
        assertEquals("[\"a\"]", FigureText.of(Value.ofTexts(List.of("a"))));
        assertEquals("", FigureText.of(Value.NULL));
    }
}
