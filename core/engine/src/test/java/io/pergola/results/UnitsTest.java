package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path run;

    private Judgement judge(String log, String entry) {
        return Trees.judge(run, log, "result_parse: {regex: {" + entry + "}}");
    }

    private static String get(Judgement judgement, String key) {
        return Json.write(judgement.results().values().getOrDefault(key, Value.NULL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MB/s   | GB/s   | 0.001
            MiB/s  | MB/s   | 1.048576
            GB/sec | MB/s   | 1000
            Gb/s   | Mbit/s | 1000
            usec   | s      | 0.000001
            ms     | us     | 1000
            GFlops | TFLOP/s| 0.001
            IOPS   | kIOPS  | 0.001
            GiB    | KiB    | 1048576
            furlong| furlong| 1
            GB/s   | s      |
            Gb/s   | GB/s   |
            min    | m      |
            furlong| m      |
            """)
    void aFactorIsThereWhereUnitsMeasureTheSame(String from, String to, String factor) {
        assertEquals(
                factor == null ? "none" : new BigDecimal(factor).toPlainString(),
                Units.factor(from, to)
                        .map(found -> found.stripTrailingZeros().toPlainString())
                        .orElse("none"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            value: 12.5 GB/s  | auto | 12.5  | {"a":"GB/s"}
            value: 12.5GB/s   | auto | 12.5  | {"a":"GB/s"}
            value: 512 MB/s   | GB/s | 0.512 | {"a":"GB/s"}
            value: 12         | GB/s | 12    | {"a":"GB/s"}
            value: 12         | auto | 12    | null
            value: -1.5e3 us  | ms   | -1.5  | {"a":"ms"}
            value: nothing    | auto | '"nothing"' | null
            """)
    void aTextWithAUnitBecomesANumber(String log, String unit, String value, String units) {
        Judgement judgement = judge(log + "\n", "a: {regex: 'value: (.*)', unit: " + unit + "}");
        assertEquals(value, get(judgement, "a"));
        assertEquals(units, get(judgement, "result_units"));
        assertEquals(List.of(), judgement.errors());
    }

    @Test
    void severalValuesComeToOneUnit() {
        Judgement judgement = judge(
                "w: 900 MB/s\nw: 1.5 GB/s\nw: 1200 MB/s\n",
                "best: {regex: 'w: (.*)', unit: auto, match_select: all, action: store_max}");
        assertEquals("1500.0", get(judgement, "best"));
        assertEquals("{\"best\":\"MB/s\"}", get(judgement, "result_units"));
    }

    @Test
    void eachKeyMayHaveItsOwnUnit() {
        Judgement judgement =
                judge("bw 12 GB/s lat 300 ns\n", "'bw, lat': {regex: 'bw (.*) lat (.*)', unit: [MB/s, us]}");
        assertEquals("12000.0", get(judgement, "bw"));
        assertEquals("0.3", get(judgement, "lat"));
        assertEquals("{\"bw\":\"MB/s\",\"lat\":\"us\"}", get(judgement, "result_units"));
    }

    @Test
    void anotherKindOfUnitIsAnErrorAndNoFigure() {
        Judgement judgement = judge("t: 3 s\n", "a: {regex: 't: (.*)', unit: GB/s}");
        assertEquals("null", get(judgement, "a"));
        assertTrue(
                judgement.errors().getFirst().contains("'3 s' cannot be given in GB/s"), judgement.errors()::toString);
    }

    @Test
    void whatIsCountedOrKeptAsTextHasNoUnit() {
        Judgement judgement = judge(
                "t: 3 s\n",
                "a: {regex: 't: (.*)', unit: s, action: store_str}, b: {regex: 't: ', unit: s, action: store_true}");
        assertEquals("\"3 s\"", get(judgement, "a"));
        assertEquals("null", get(judgement, "result_units"));
    }
}
