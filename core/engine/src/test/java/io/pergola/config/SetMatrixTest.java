package io.pergola.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.json.Json;
import io.pergola.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SetMatrixTest {

    private static List<SeriesFile.TestSet> sets(String text) {
        SeriesFile read = SeriesFiles.saved("x", text);
        assertEquals(read, SeriesFiles.saved("x", Json.write(read.toValue())), "what is kept says the same");
        return read.sets();
    }

    private static List<String> problems(String text) {
        return SeriesFiles.problems(Path.of("x.yaml"), YamlReader.read("x.yaml", text)).stream()
                .map(problem -> problem.place()
                                .map(place -> place.line() + ":" + place.column() + " ")
                                .orElse("")
                        + problem.what()
                        + problem.help().map(help -> " | " + help).orElse(""))
                .toList();
    }

    @Test
    void eachCombinationIsASetWithItsValues() {
        List<SeriesFile.TestSet> sets = sets("""
                test_sets:
                  apps:
                    matrix: {cc: [gcc, intel], n: [1, 2]}
                    tests: ['{{ matrix.n }}*app.{{matrix.cc}}', other]
                    modes: 'with-{{matrix.cc}}'
                    overrides: ['schedule.nodes={{matrix.n}}', 'run.env.X={{sys_name}}']
                    only_if: {'{{sys_name}} {{matrix.cc}}': ['a.* {{matrix.cc}}']}
                    not_if: {'{{matrix.cc}}{{matrix.n}}': intel2}
                """);
        assertEquals(
                List.of("apps(gcc,1)", "apps(gcc,2)", "apps(intel,1)", "apps(intel,2)"),
                sets.stream().map(SeriesFile.TestSet::name).toList());
        SeriesFile.TestSet third = sets.get(2);
        assertEquals(List.of("1*app.intel", "other"), third.tests());
        assertEquals(List.of("with-intel"), third.modes());
        assertEquals(List.of("schedule.nodes=1", "run.env.X={{sys_name}}"), third.overrides());
        assertEquals(
                "{{{sys_name}} intel=[a.* intel]}", third.conditions().onlyIf().toString());
        assertEquals("{intel1=[intel2]}", third.conditions().notIf().toString());
    }

    @Test
    void aNameMeansAllOfThemOrOne() {
        List<SeriesFile.TestSet> sets = sets("""
                test_sets:
                  build: {matrix: {cc: [gcc, intel]}, tests: b}
                  same: {matrix: {c: [gcc, intel]}, tests: s, depends_on: 'build({{matrix.c}})'}
                  all: {tests: a, depends_on: [build]}
                  one: {tests: o, depends_on: ['build(intel)', 'build(intel)']}
                """);
        assertEquals(
                List.of(
                        "build(gcc)[]",
                        "build(intel)[]",
                        "same(gcc)[build(gcc)]",
                        "same(intel)[build(intel)]",
                        "all[build(gcc), build(intel)]",
                        "one[build(intel)]"),
                sets.stream().map(set -> set.name() + set.dependsOn()).toList());
    }

    @Test
    void allThatIsWrongWithItIsToldAtItsPlace() {
        assertEquals(
                List.of(
                        "3:14 test_sets.a.matrix.cc: there is no value | Write cc: [VALUE, ...], or take it out",
                        "4:23 test_sets.b.matrix.n: '1' is there twice | Take one out",
                        "4:26 test_sets.b.matrix.n: 'x,y' has a character that a value may not have | Values have no comma,"
                                + " parentheses, braces or line ends, as they are part of the names of sets",
                        "6:45 test_sets.c.tests: there is no 'compiler' in the matrix | There are: n",
                        "6:58 test_sets.c.tests: 'matrix' cannot be part of a longer expression | Write {{matrix.NAME}}"
                                + " alone; the rest is for the tests",
                        "7:15 test_sets.d.matrix: there is no name in it | Write NAME: [VALUE, ...], or take it out",
                        "8:3 two sets are called 'c(1)' | A set with a matrix makes sets of that name; give one of them"
                                + " another name",
                        "9:30 test_sets.e.depends_on: there is no set 'c(other)' | There are: c(1), c(2)"),
                problems("""
                        test_sets:
                          a:
                            matrix: {cc: []}
                          b: {matrix: {n: [1, 1, 'x,y']}, tests: x}
                          c:
                            {matrix: {n: [1, 2]}, tests: ['{{matrix.compiler}}', '{{matrix.n + 1}}']}
                          d: {matrix: {}, tests: x}
                          c(1): {tests: x}
                          e: {tests: x, depends_on: ['c(other)', 'c(1)']}
                        """).stream()
                        .filter(each -> !each.contains("has no tests"))
                        .toList());
        assertEquals(
                List.of(
                        "3:30 test_sets.b.depends_on: there is no set 'a(1' | In a list on one line, a name with a comma"
                                + " needs quotes: ['apps(gcc,2)']"),
                problems("""
                        test_sets:
                          a: {tests: x, matrix: {n: [1], m: [1]}}
                          b: {tests: x, depends_on: [a(1,1)]}
                        """).stream().limit(1).toList());
    }

    @Test
    void aMatrixCountsAndAHugeOneIsNotMade() {
        String ten = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
        String matrix = "{a: T, b: T, c: T, d: T}".replace("T", ten);
        assertEquals(
                10_000,
                sets("test_sets: {x: {tests: t, matrix: " + matrix + "}}\n").size());
        String more = "{a: T, b: T, c: T, d: T, e: T, f: T, g: T, h: T, i: T}".replace("T", ten);
        assertEquals(
                List.of(
                        "1:1 the sets and their repeats come to 1000000000, more than 10000 | Repeat less often, or make the"
                                + " matrices smaller; 'pergola series run' may be called again"),
                problems("test_sets: {x: {tests: t, matrix: " + more + "}}\n"));
        assertEquals(
                List.of(
                        "3:3 the sets depend on each other in more than 1000000 ways | Depend on single sets: depends_on:"
                                + " ['NAME({{matrix.NAME}})']"),
                problems("test_sets:\n  x: {tests: t, matrix: {a: T, b: T, c: T, d: [1, 2]}}\n".replace("T", ten)
                        + "  y: {tests: t, depends_on: x, matrix: {a: T, b: T, c: T}}\n".replace("T", ten)));
    }

    @Test
    void aRingThroughAMatrixIsToldOnce() {
        assertEquals(
                List.of("2:3 sets wait for each other in a ring: a(1) -> a(1) | Take one depends_on out"),
                problems("test_sets:\n  a: {tests: t, matrix: {n: [1, 2, 3]}, depends_on: a}\n"));
    }

    @Test
    void whatHasNoMatrixKeepsItsTexts() {
        assertEquals(
                List.of("{{matrix.n}}"),
                sets("test_sets: {a: {tests: '{{matrix.n}}'}}\n").getFirst().tests());
    }
}
