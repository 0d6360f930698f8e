package io.pergola.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SeriesFilesTest {

    private static final String WHOLE = """
            summary: Every night
            modes: quick
            overrides: [run.timeout=5]
            simultaneous: 3
            ordered: true
            repeat: 2
            ignore_errors: false
            host: login
            test_sets:
              first: {tests: [demo, '2*demo.t'], simultaneous: 1}
              second:
                tests: demo.t
                depends_on: [first, first]
                depends_pass: true
                modes: [big]
                only_if: {'{{sys_name}}': [a, b.*]}
                not_if: {'{{user}}': root}
            """;

    private static List<String> problems(String text) {
        return SeriesFiles.problems(Path.of("night.yaml"), YamlReader.read("night.yaml", text)).stream()
                .map(problem -> problem.place()
                                .map(place -> place.line() + ":" + place.column() + " ")
                                .orElse("")
                        + problem.what()
                        + problem.help().map(help -> " | " + help).orElse(""))
                .toList();
    }

    @Test
    void allKeysAreTakenAndComeBackFromWhatIsKept() {
        SeriesFile read = SeriesFiles.saved("night", WHOLE);
        assertEquals(
                "night Every night [quick] [run.timeout=5] 3 true 2 false null login",
                String.join(
                        " ",
                        read.name(),
                        read.summary(),
                        read.modes().toString(),
                        read.overrides().toString(),
                        "" + read.simultaneous(),
                        "" + read.ordered(),
                        "" + read.repeat(),
                        "" + read.ignoreErrors(),
                        "" + read.os(),
                        "" + read.host()));
        SeriesFile.TestSet second = read.sets().get(1);
        assertEquals(
                "second [demo.t] [first] true [big] {{{sys_name}}=[a, b.*]} {{{user}}=[root]} 0",
                String.join(
                        " ",
                        second.name(),
                        second.tests().toString(),
                        second.dependsOn().toString(),
                        "" + second.dependsPass(),
                        second.modes().toString(),
                        second.conditions().onlyIf().toString(),
                        second.conditions().notIf().toString(),
                        "" + second.simultaneous()));
        assertEquals(read, SeriesFiles.saved("night", Json.write(read.toValue())));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertEquals(
                List.of(
                        "2:9 repeat: expected a whole number of at least 1, but this is '0'",
                        "6:18 test_sets.a.depends_on: there is no set 'bb' | Did you mean 'b'?",
                        "3:3 test_sets.none: the set has no tests | Write 'tests: [SUITE.TEST]' below it",
                        "5:3 sets wait for each other in a ring: a -> b -> a | Take one depends_on out"),
                sorted(problems("""
                        test_sets:
                        repeat: 0
                        """), problems("""
                        repeat: 1
                        test_sets:
                          none: {tests: []}
                          other: {tests: x}
                          a:
                            depends_on: [bb, b]
                            tests: x
                          b: {tests: x, depends_on: a}
                        """)));
    }

    private static List<String> sorted(List<String> first, List<String> second) {
        return Stream.concat(
                        first.stream().filter(each -> each.contains("repeat")),
                        second.stream().sorted(Comparator.comparing(SeriesFilesTest::rank)))
                .toList();
    }

    private static int rank(String problem) {
        return problem.contains("there is no set") ? 0 : problem.contains("no tests") ? 1 : 2;
    }

    @Test
    void orderedAddsToTheRings() {
        assertEquals(
                List.of(
                        "3:3 sets wait for each other in a ring: a -> b -> a | Take one depends_on out; with 'ordered', each set"
                                + " also waits for the one before it"),
                problems("""
                        ordered: true
                        test_sets:
                          a: {tests: x, depends_on: b}
                          b: {tests: x}
                        """));
        assertEquals(1, problems("test_sets: {a: {tests: x, depends_on: a}}\n").size(), "a set that waits for itself");
    }

    @Test
    void nothingAndTooMuchAreRefused() {
        assertEquals(
                List.of("the series 'night' (night.yaml) is empty | Write sets of tests below 'test_sets'"),
                problems(""));
        assertEquals(
                List.of("1:1 the series 'night' has no sets of tests | Write them below 'test_sets': NAME: {tests:"
                        + " [SUITE.TEST]}"),
                problems("summary: x\n"));
        assertEquals(
                List.of(
                        "1:1 the sets and their repeats come to 999999999, more than 10000 | Repeat less often; 'pergola"
                                + " series run' may be called again"),
                problems("repeat: 999999999\ntest_sets: {a: {tests: x}}\n"));
        ConfigException broken =
                assertThrows(ConfigException.class, () -> SeriesFiles.saved("night", "name: Up\ntest_sets: [a]\n"));
        assertEquals(2, broken.problems().stream().filter(Problem::isError).count());
    }

    @Test
    void longChainsAreNoProblem() {
        var text = new StringBuilder("test_sets:\n  s0: {tests: x}\n");
        for (int i = 1; i < 3_000; i++) {
            text.append("  s" + i + ": {tests: x, depends_on: s" + (i - 1) + "}\n");
        }
        assertEquals(List.of(), problems(text.toString()));
    }
}
