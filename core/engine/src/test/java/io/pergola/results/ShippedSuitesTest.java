package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.expr.Template;
import io.pergola.json.Json;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The result sections of the suites that ship, applied to what the programs printed on a real machine. */
class ShippedSuitesTest {

    private static final Path SUITES = Path.of("../../test-suites");
    private static final Path RUNS = Path.of("src/test/resources/suite-runs");
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{([\\w.]+)}}");

    /** What the variables of the suites are in the runs that were kept. */
    private static final Map<String, String> VARIABLES = Map.of(
            "ranks",
            "2",
            "threads",
            "1",
            "omp_threads",
            "2",
            "limit.primes",
            "669",
            "limit.n",
            "5000",
            "toolchain",
            "clang");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            demo/machine       | {"cores":2,"memory_gib":23.54,"load_1min":6.46,"uptime_s":2820,"open_files":20000,"kernel":"6.18.44-fc-v595","memory_per_core_gib":11.77}
            demo/primes        | {"limit":5000,"primes":669,"elapsed_s":0.007}
            demo/triad         | {"threads":2,"triad_gb_per_s":5.033,"triad_mean_gb_per_s":2.487,"sums_right":true,"best_ms":39.998,"best_to_mean":2.02}
            demo/triad-threads | {"threads":1,"triad_gb_per_s":12.451,"triad_mean_gb_per_s":5.401,"sums_right":true,"best_ms":4.042,"best_to_mean":2.31,"gb_per_s_per_thread":12.451}
            hpc/hello          | {"hello_ranks":2,"hello_hosts":1,"sum_right":true,"ring_right":true,"nodes":["node01"]}
            hpc/hpcc           | {"hpcc_success":1,"hpl_tflops":0.00129233,"ptrans_gb_per_s":1.83074,"random_access_gups":0.0151696,"fft_gflops":0.995877,"dgemm_gflops":2.06001,"stream_triad_gb_per_s":25.2028,"ping_pong_latency_us":0.285278,"ping_pong_gb_per_s":8.93231,"hpl_residuals_failed":0,"hpl_gflops":1.29233}
            hpc/lammps         | {"loop_s":2.78159,"procs":2,"steps":250,"atoms":4000,"tau_per_day":38826.717,"steps_per_s":89.877,"temperature_end":1.3221615,"errors":0,"atom_steps_per_s":359508,"energy_drift":0.00261}
            hpc/gromacs        | {"ns_per_day":2.635,"core_s":26.364,"wall_s":13.182,"temperature_k":295.372,"ended":true}
            hpc/stress         | {"cpu_bogo_ops":5309,"cpu_bogo_ops_per_s":1769.42,"vm_bogo_ops":81741,"vm_bogo_ops_per_s":27185.29,"complete":true,"complaints":0}
            benchmarks/stream | {"threads_counted":2,"copy":29352.0,"scale":36684.5,"add":26033.0,"triad":29660.9,"validated":true,"mean_to_best":1.57,"result_units":{"copy":"MB/s","scale":"MB/s","add":"MB/s","triad":"MB/s"}}
            benchmarks/osu-latency | {"latency_8b":2.05,"latency_64kib":39.11,"latency_4mib":2240.61,"sizes":24,"result_units":{"latency_8b":"us","latency_64kib":"us","latency_4mib":"us"}}
            benchmarks/osu-bandwidth | {"best":20005.77,"median":973.69,"bandwidth_4mib":1012.05,"sizes":23,"result_units":{"best":"MB/s","median":"MB/s","bandwidth_4mib":"MB/s"}}
            benchmarks/osu-bandwidth-2 | {"best":5042.34,"median":1050.02,"bandwidth_4mib":1050.02,"sizes":23,"result_units":{"best":"MB/s","median":"MB/s","bandwidth_4mib":"MB/s"}}
            benchmarks/osu-message-rate | {"pairs":1,"best":13794.71,"message_rate":9710019.37,"result_units":{"best":"MB/s","message_rate":"op/s"}}
            benchmarks/osu-collective | {"latency_8b":0.56,"latency_64kib":10.32,"slowest":194.39,"barrier":0.63,"result_units":{"latency_8b":"us","latency_64kib":"us","slowest":"us","barrier":"us"}}
            benchmarks/osu-collective-2 | {"latency_8b":0.52,"latency_64kib":7.03,"slowest":225.83,"barrier":0.63,"result_units":{"latency_8b":"us","latency_64kib":"us","slowest":"us","barrier":"us"}}
            benchmarks/osu-collective-3 | {"latency_8b":0.33,"latency_64kib":4.83,"slowest":83.39,"barrier":0.63,"result_units":{"latency_8b":"us","latency_64kib":"us","slowest":"us","barrier":"us"}}
            benchmarks/imb | {"barrier":0.39,"sendrecv_64kib":4131.25,"benchmarks":["PingPong","Sendrecv","Allreduce","Barrier"],"pingpong_latency_us":0.37,"pingpong_mb_per_s":5972.05,"allreduce_64kib_us":56.87,"result_units":{"barrier":"us","sendrecv_64kib":"MB/s"}}
            benchmarks/ior | {"tasks":2,"write_max":4319.15,"write_min":3878.34,"write_mean":4147.36,"read_max":41773.34,"read_min":13698.48,"read_mean":31406.09,"ended":true,"result_units":{"write_max":"MiB/s","write_min":"MiB/s","write_mean":"MiB/s","read_max":"MiB/s","read_min":"MiB/s","read_mean":"MiB/s"}}
            benchmarks/mdtest | {"ended":true,"file_creation_per_s":6435.886,"file_stat_per_s":758819.688,"file_read_per_s":451070.598,"file_removal_per_s":125182.058,"directory_creation_per_s":16722.422}
            benchmarks/hpcg | {"gflops":0.996998,"bandwidth":7.62438,"seconds_measured":13.8804,"failed_checks":0,"checks":4,"result_units":{"gflops":"GFLOP/s","bandwidth":"GB/s","seconds_measured":"s"}}
            apps/pi | {"compiler":"clang","version":"14.0.6","ranks":2,"pi":3.14159265359,"pi_error":2.7E-14,"steps_per_s":69429506}
            apps/heat | {"compiler":"clang","version":"14.0.6","ranks":2,"deviation":4.85E-9,"steps_per_s":37602}
            apps/ring | {"compiler":"clang","version":"14.0.6","ranks":2,"token":1000,"expected":1000,"round_us":4360.9}
            hpc/hpcc-2 | {"hpcc_success":1,"hpl_tflops":0.030739,"ptrans_gb_per_s":0.173017,"random_access_gups":0.032161,"fft_gflops":9.05187,"dgemm_gflops":9.61203,"stream_triad_gb_per_s":76.4406,"ping_pong_latency_us":0.358306,"ping_pong_gb_per_s":21.4629,"hpl_residuals_failed":0,"hpl_gflops":30.739}
            hpc/lammps-2 | {"loop_s":2.08307,"procs":2,"steps":250,"atoms":4000,"tau_per_day":51846.609,"steps_per_s":120.015,"temperature_end":1.6645597,"errors":0,"atom_steps_per_s":480060,"energy_drift":0.00296}
            hpc/fio-2 | {"fio_error":0,"read_iops":0.0,"write_iops":4000.0,"read_mb_per_s":0.0,"write_mb_per_s":4194.3}
            hpc/fio            | {"fio_error":0,"read_iops":36925.632127,"write_iops":36678.730788,"read_mb_per_s":2420.0,"write_mb_per_s":2403.8}
            """)
    void theFiguresAreThoseOfTheOutput(String test, String keys) throws IOException {
        Judgement judgement = judge(test, 0);
        assertEquals(Verdict.PASS, judgement.verdict(), judgement.errors()::toString);
        assertEquals(keys, Json.write(keys(judgement)));
        assertEquals(List.of(), judgement.errors());
    }

    @ParameterizedTest
    @CsvSource({"demo/hello", "demo/triad", "hpc/hpcc", "hpc/lammps", "hpc/gromacs", "hpc/stress", "hpc/fio"})
    void aScriptThatFailsIsNoPass(String test) throws IOException {
        assertEquals(Verdict.FAIL, judge(test, 1).verdict());
    }

    /** One of the two lines that the test looks for is not there, and that is said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hpc/stress-2 | {"cpu_bogo_ops":5208,"cpu_bogo_ops_per_s":1040.39,"vm_bogo_ops":null,"complete":true,"complaints":0}
            hpc/stress-3 | {"cpu_bogo_ops":null,"vm_bogo_ops":216413,"vm_bogo_ops_per_s":71959.66,"complete":true,"complaints":0}
            """)
    void whatIsNotInTheOutputIsToldAndTheRestIsThere(String test, String keys) throws IOException {
        Judgement judgement = judge(test, 0);
        assertEquals(keys, Json.write(keys(judgement)));
        assertEquals(1, judgement.errors().size(), judgement.errors()::toString);
    }

    /** A box that was never relaxed boils; the second program stops at its input; the third was compiled by another compiler. */
    @ParameterizedTest
    @CsvSource({
        "hpc/gromacs-2, 0, FAIL, temperature_k, 941.604",
        "hpc/lammps-3, 1, ERROR, errors, 1",
        "apps/pi-2, 0, FAIL, compiler, \"gcc\""
    })
    void anOutputThatIsNotRightIsNoPass(String test, int status, Verdict verdict, String key, String value)
            throws IOException {
        Judgement judgement = judge(test, status);
        assertEquals(verdict, judgement.verdict());
        assertEquals(value, Json.write(judgement.results().values().getOrDefault(key, Value.NULL)));
    }

    @Test
    void everyResultSectionIsWithoutFault() throws IOException {
        int tests = 0;
        for (String suite : List.of("demo", "hpc", "benchmarks", "apps")) {
            for (String test : suite(suite).values().keySet()) {
                plan(suite, test);
                tests++;
            }
        }
        assertTrue(tests >= 26, "tests: " + tests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../test-suites", "../../config"})
    void everyTextOfEveryFileIsAWellFormedString(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            List<Path> yaml =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertTrue(yaml.size() > 1, yaml::toString);
            for (Path file : yaml) {
                parse(file, Trees.yaml(Files.readString(file)));
            }
        }
    }

    private static void parse(Path file, Value value) {
        switch (value) {
            case Value.Text(String text) -> assertDoesNotThrow(() -> Template.parse(text), file + ": " + text);
            case Value.Items(var items) -> items.forEach(item -> parse(file, item));
            case Value.Entries(var values) ->
                values.forEach((key, item) -> {
                    parse(file, Value.of(key));
                    parse(file, item);
                });
            default -> {}
        }
    }

    private static Judgement judge(String test, int returnValue) throws IOException {
        String[] parts = test.split("/");
        // A test of which several outputs were kept has a number behind its name.
        return Judge.judge(
                plan(parts[0], parts[1].replaceAll("-\\d$", "")), Trees.evidence(RUNS.resolve(test), returnValue));
    }

    private static ResultPlan plan(String suite, String test) throws IOException {
        List<Problem> problems = new ArrayList<>();
        ResultPlan plan = ResultPlan.of(
                new ResultSections(
                        section(suite, test, "result_parse"),
                        section(suite, test, "result_evaluate"),
                        section(suite, test, "result_reference")),
                problems);
        assertEquals(List.of(), problems, suite + "." + test);
        return plan;
    }

    /** The section merged with that of the test's parents; each has one level of mappings below the parsers. */
    private static Value.Entries section(String suite, String test, String name) throws IOException {
        Value.Entries tests = suite(suite);
        Value.Entries own = Trees.part(tests, test);
        var merged = new LinkedHashMap<String, Value>();
        if (own.values().get("inherits_from") instanceof Value.Text parent) {
            merged.putAll(section(suite, parent.value(), name).values());
        }
        Trees.part(own, name).values().forEach((key, value) -> merged.put(key, resolved(value)));
        return new Value.Entries(merged);
    }

    private static Value.Entries suite(String name) throws IOException {
        return Trees.yaml(Files.readString(SUITES.resolve(name).resolve("suite.yaml")));
    }

    private static Value resolved(Value value) {
        return switch (value) {
            case Value.Text(String text) ->
                Value.of(EXPRESSION
                        .matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement(VARIABLES.getOrDefault(match.group(1), "?"))));
            case Value.Items(var items) ->
                new Value.Items(items.stream().map(ShippedSuitesTest::resolved).toList());
            case Value.Entries(var values) -> {
                var all = new LinkedHashMap<String, Value>();
                values.forEach((key, item) -> all.put(key, resolved(item)));
                yield Value.of(all);
            }
            default -> value;
        };
    }

    private static Value keys(Judgement judgement) {
        var keys = new LinkedHashMap<>(judgement.results().values());
        keys.keySet().removeAll(List.of("name", "return_value", "per_file", "pav_result_errors", "result"));
        return Value.of(keys);
    }
}
