package io.pergola.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are those of the case {@code scalars} of the conformance corpus, with what Pavilion makes of them. */
class ScalarsTest {

    @ParameterizedTest
    @CsvSource({
        "010, 8",
        "0x1F, 31",
        "1_000, 1000",
        "12:30:45, 45045",
        "1:30, 90",
        "1.5e+3, 1500.0",
        "3.10, 3.1",
        "9.30, 9.3",
        ".inf, inf",
        ".nan, nan",
        "+5, 5",
        "-0, 0",
        "5., 5.0",
        ".5, 0.5",
        "0.1000000000000000055511, 0.1",
        "0b101, 5",
        "-.inf, -inf"
    })
    void whatPavilionReadsOtherwiseIsTold(String text, String other) {
        assertEquals(Optional.of(other), Scalars.elsewhere(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3", "0o17", "5", "0", "2.5", "-3", "1.0", "y", "gcc/9.30", "1.2.3", "-n", "--", "."})
    void whatStaysItsTextIsNot(String text) {
        assertEquals(Optional.empty(), Scalars.elsewhere(text));
    }
}
