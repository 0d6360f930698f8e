package io.pergola.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

    @ParameterizedTest
    @CsvSource({
        "0, 10, 1, 3, 3",
        "0, 100, 10, 30, 30",
        "0, 0.035, 0.005, 0.01, 0.010",
        "-3, 120, 20, -40, -40",
        "0, 3e9, 5e8, 1.5e9, 1.5e9",
        "0, 1e-9, 1e-10, 2e-10, 2.0e-10",
        "1000000, 1000010, 1, 1000003, 1000003",
        "0, 3e9, 5e8, 1e-3, 0",
    })
    void areRoundAndReadable(double low, double high, double step, double value, String label) {
        NumberTickUnit unit = Ticks.of(new Range(low, high), 10, false);
        assertEquals(step, unit.getSize());
        assertEquals(label, unit.valueToString(value));
    }

    @Test
    void ofWholeNumbersHaveNoFractions() {
        assertEquals(1, Ticks.of(new Range(0.9, 3.1), 10, true).getSize());
        assertEquals(0.5, Ticks.of(new Range(0.9, 3.1), 5, false).getSize());
    }
}
