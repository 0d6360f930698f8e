package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Suites that would fill the memory, the stack or the day are refused in words, once, with the place. */
@Timeout(120)
class HostileSuiteTest {

    private Path dir;
    private TestSite site;

    @BeforeEach
    void site(@TempDir Path temp) {
        dir = temp;
        site = new TestSite(temp);
    }

    private Problem only(Resolution resolution) {
        assertEquals(1, resolution.problems().size(), () -> shown(resolution));
        assertTrue(resolution.tests().isEmpty());
        return resolution.problems().getFirst();
    }

    private static String text(Problem problem) {
        return problem + " " + problem.help().orElse("");
    }

    private static String shown(Resolution resolution) {
        return resolution.problems().stream()
                .limit(5)
                .map(HostileSuiteTest::text)
                .collect(Collectors.joining("\n"));
    }

    private void refused(String yaml, int line, String... words) {
        Problem problem = only(site.suite("s", yaml).resolve("s"));
        assertEquals(line, problem.place().orElseThrow().line(), problem::toString);
        for (String word : words) {
            assertTrue(text(problem).contains(word), problem::toString);
        }
    }

    private static List<String> commands(Resolution resolution) {
        assertEquals(List.of(), resolution.problems(), () -> shown(resolution));
        return resolution.tests().getFirst().run().cmds();
    }

    private static String lines(int count, java.util.function.IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining());
    }

    @Nested
    class SuiteFiles {

        @Test
        void ofHundredMegabytesAreRefusedUnread() throws IOException {
            Path file = dir.resolve("tests/s.yaml");
            site.suite("s", "");
            byte[] block = new byte[1 << 20];
            Arrays.fill(block, (byte) '#');
            try (var output = Files.newOutputStream(file)) {
                for (int i = 0; i < 100; i++) {
                    output.write(block);
                }
            }
            String problem = text(only(site.resolve("s")));
            assertTrue(problem.contains("s.yaml") && problem.contains("32 MiB"), problem);
        }

        @Test
        void ofTheLargestSizeThatIsReadDoNotFillTheMemory() throws IOException {
            Path file = dir.resolve("tests/s.yaml");
            site.suite("s", "");
            String line = "- [a, b, c, d, e, f, g, h]\n";
            Files.writeString(file, line.repeat(YamlReader.MAX_BYTES / line.length()));
            String problem = text(only(site.resolve("s")));
            assertTrue(problem.contains("values"), problem);
        }

        @Test
        void ofOneLongTextAreRead() {
            String text = "x".repeat(20_000_000);
            assertEquals(
                    List.of(text),
                    commands(site.suite("s", "t: {run: {cmds: [" + text + "]}}").resolve("s")));
        }

        @Test
        void thatAreNotUtf8AreRefusedWithTheByte() throws IOException {
            site.suite("s", "");
            Files.write(
                    dir.resolve("tests/s.yaml"),
                    "a: {}\nt: {run: {cmds: ['\u00e9']}}\n".getBytes(StandardCharsets.ISO_8859_1));
            Problem problem = only(site.resolve("s"));
            assertTrue(text(problem).contains("UTF-8") && text(problem).contains("0xE9"), problem::toString);
            assertEquals(2, problem.place().orElseThrow().line());
        }

        @Test
        void withNulsAndTabsAreRefusedWithTheirPlace() {
            refused("t:\n  run: {cmds: ['a\0b']}\n", 2, "U+0000");
            refused("t:\n\trun: {cmds: ['a']}\n", 2, "tab");
        }

        @Test
        void withWindowsLineEndsAndByteOrderMarksAreRead() {
            assertEquals(
                    List.of("echo a", "echo b"),
                    commands(site.suite("s", "\ufefft:\r\n  run:\r\n    cmds:\r\n      - echo a\r\n      - echo b\r\n")
                            .resolve("s")));
            assertEquals(
                    List.of("echo a\necho b\n"),
                    commands(site.suite(
                                    "s",
                                    "t:\r\n  run:\r\n    cmds:\r\n      - |\r\n        echo a\r\n        echo b\r\n")
                            .resolve("s")));
        }
    }

    @Nested
    class Structure {

        @Test
        void thatDoublesWithEachAliasIsRefused() {
            var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
            for (int i = 1; i < 30; i++) {
                String alias = "*a" + (i - 1);
                yaml.append("a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, alias))
                        + "]\n");
            }
            Problem problem = only(site.suite("s", yaml.toString()).resolve("s"));
            assertTrue(text(problem).contains("aliases"), problem::toString);
        }

        @Test
        void nestedTenThousandLevelsDeepIsRefused() {
            refused("t: " + "[".repeat(10_000), 1, "nested");
            refused("t: " + "{a: ".repeat(10_000), 1, "nested");
            refused(lines(2_000, i -> " ".repeat(i) + "a:\n"), 101, "nested");
            refused("t:\n" + "- ".repeat(10_000) + "\n", 2, "nested");
        }

        @Test
        void inheritedThroughTenThousandTestsIsRefusedOnce() {
            String yaml = "t0: {run: {cmds: ['a']}}\n"
                    + lines(10_000, i -> "t" + (i + 1) + ": {inherits_from: t" + i + "}\n");
            Problem problem = only(site.suite("s", yaml).resolve("s"));
            assertTrue(text(problem).contains("100 ancestors"), problem::toString);
            assertEquals(102, problem.place().orElseThrow().line());
        }

        @Test
        void inheritedThroughHundredTestsIsResolved() {
            String yaml =
                    "t0: {run: {cmds: ['a']}}\n" + lines(100, i -> "t" + (i + 1) + ": {inherits_from: t" + i + "}\n");
            assertEquals(List.of("a"), commands(site.suite("s", yaml).resolve("s.t100")));
        }

        @Test
        void withAMillionMistakesTellsTheFirstThousand() {
            Resolution resolution = site.suite("s", "t: {" + lines(300_000, i -> "k" + i + ": 1, ") + "}\n")
                    .resolve("s");
            assertEquals(1_001, resolution.problems().size());
            Resolution twice =
                    site.suite("s", "t: {" + "k: 1, ".repeat(300_000) + "}\n").resolve("s");
            assertTrue(twice.problems().size() <= 201, () -> shown(twice));
        }

        @Test
        void thatIsItsOwnAncestorThroughTenThousandTestsIsRefused() {
            String yaml = lines(10_000, i -> "t" + i + ": {inherits_from: t" + (i + 1) % 10_000 + "}\n");
            Resolution resolution = site.suite("s", yaml).resolve("s.t0");
            assertTrue(resolution.tests().isEmpty());
            assertTrue(shown(resolution).contains("s.yaml:"), () -> shown(resolution));
            assertTrue(shown(resolution).length() < 10_000, () -> shown(resolution));
        }
    }

    @Nested
    class Variables {

        @Test
        void thatReferToEachOtherInTenThousandStepsAreRefusedOnce() {
            String downwards = "t:\n  variables:\n" + lines(10_000, i -> "    v" + i + ": '{{v" + (i + 1) + "}}'\n")
                    + "    v10000: x\n  run: {cmds: ['{{v0}}']}\n";
            Problem problem = only(site.suite("s", downwards).resolve("s"));
            assertTrue(text(problem).contains("chain"), problem::toString);
            assertTrue(problem.place().isPresent());
        }

        @Test
        void thatBuildOnEachOtherInTenThousandStepsAreRefusedInTheSameWords() {
            Problem problem = only(site.suite("s", upwards(10_000)).resolve("s"));
            assertTrue(
                    text(problem).contains("chain of variables that leads here is longer than 250"), problem::toString);
            assertTrue(problem.place().isPresent());
        }

        @Test
        void mayBuildOnEachOtherIn250StepsFromEitherEndAndNotInMore() {
            assertEquals(List.of("x"), commands(site.suite("s", upwards(250)).resolve("s")));
            assertEquals(List.of("x"), commands(site.suite("s", downwards(250)).resolve("s")));
            for (String longer : List.of(upwards(251), downwards(251))) {
                assertTrue(text(only(site.suite("s", longer).resolve("s"))).contains("longer than 250"));
            }
        }

        private String upwards(int steps) {
            return "t:\n  variables:\n    v0: x\n" + lines(steps, i -> "    v" + (i + 1) + ": '{{v" + i + "}}'\n")
                    + "  run: {cmds: ['{{v" + steps + "}}']}\n";
        }

        private String downwards(int steps) {
            return "t:\n  variables:\n" + lines(steps, i -> "    v" + i + ": '{{v" + (i + 1) + "}}'\n") + "    v"
                    + steps + ": x\n  run: {cmds: ['{{v0}}']}\n";
        }

        @Test
        void thatReferToEachOtherInARingOfTenThousandAreRefusedOnce() {
            String ring = "t:\n  variables:\n"
                    + lines(10_000, i -> "    v" + i + ": '{{v" + (i + 1) % 10_000 + "}}'\n")
                    + "  run: {cmds: ['{{v0}}']}\n";
            Problem problem = only(site.suite("s", ring).resolve("s"));
            assertTrue(text(problem).length() < 5_000, problem::toString);
        }

        @Test
        void thatDoubleWithEachReferenceAreRefusedOnce() {
            String doubling = "t:\n  variables:\n    v0: '" + "x".repeat(1000) + "'\n"
                    + lines(60, i -> "    v" + (i + 1) + ": '{{v" + i + "}}{{v" + i + "}}'\n")
                    + "  run: {cmds: ['{{v60}}']}\n";
            Problem problem = only(site.suite("s", doubling).resolve("s"));
            assertTrue(text(problem).contains("characters"), problem::toString);
            assertTrue(problem.place().isPresent());
        }

        @Test
        void whoseCopiesFillTheMemoryAreRefusedOnce() {
            String copies = "t:\n  variables:\n    v: " + "x".repeat(1_000_000) + "\n  run:\n    cmds:\n"
                    + "      - '{{v}}'\n".repeat(5_000);
            Problem problem = only(site.suite("s", copies).resolve("s"));
            assertTrue(text(problem).contains("characters"), problem::toString);
        }
    }

    @Nested
    class Permutations {

        private static final String MILLION = "t:\n  variables:\n"
                + lines(6, i -> "    v" + i + ": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n")
                + "  permute_on: [v0, v1, v2, v3, v4, v5]\n  run: {cmds: ['{{v0}}']}\n";

        @Test
        void beyondTheLimitAreCountedAndTheKeyThatRaisesItIsNamed() {
            refused(MILLION, 9, "1000000 permutations", "100000 ", "max_tests", "pergola.yaml");
            refused(MILLION.replace("[0, 1, 2", "[0, 1" + ", 2".repeat(100)), 9, "more than");
        }

        @Test
        void areAllowedUpToTheLimitOfTheSite() {
            site.file("pergola.yaml", "max_tests: 100\n");
            refused(MILLION.replace("[v0, v1, v2, v3, v4, v5]", "[v0, v1, v2]"), 9, "1000 permutations", "100 ");
            assertEquals(
                    100,
                    site.suite("s", MILLION.replace("[v0, v1, v2, v3, v4, v5]", "[v0, v1]"))
                            .resolve("s")
                            .tests()
                            .size());
        }

        @Test
        void ofManyTestsAreCountedTogether() {
            site.file("pergola.yaml", "max_tests: 10\n");
            site.suite("s", lines(11, i -> "t" + i + ": {run: {cmds: ['true']}}\n"));
            Resolution resolution = site.resolve("s");
            assertEquals(10, resolution.tests().size());
            assertTrue(shown(resolution).contains("max_tests"), () -> shown(resolution));
            assertEquals(1, resolution.problems().size());
        }

        @Test
        void thatAllFailTellItOnce() {
            String failing = MILLION.replace("v3, v4, v5]", "v3]").replace("'{{v0}}'", "'{{v0 + \"x\"}}'");
            Problem problem = only(site.suite("s", failing).resolve("s"));
            assertTrue(text(problem).contains("9999 more"), problem::toString);
        }

        @Test
        void thatFailEachInItsOwnWayAreCutShort() {
            String failing = "t:\n  variables:\n    v: [" + lines(5_000, i -> "x" + i + ", ")
                    + "x]\n  permute_on: v\n  run: {cmds: ['{{v + 1}}']}\n";
            Resolution resolution = site.suite("s", failing).resolve("s");
            assertEquals(5_001, resolution.failed());
            assertTrue(
                    resolution.problems().size() < 200,
                    () -> resolution.problems().size() + " problems");
            assertTrue(
                    resolution.problems().getLast().toString().contains("more"),
                    () -> resolution.problems().getLast().toString());
        }
    }

    @Nested
    class Requests {

        @BeforeEach
        void suite() {
            site.suite("s", "t: {run: {cmds: ['true']}}\nu: {run: {cmds: ['true']}}\n");
        }

        @Test
        void thatRepeatBeyondTheLimitAreCounted() {
            String problem = text(only(site.resolve("999999*s")));
            assertTrue(
                    problem.contains("1999998") && problem.contains("100000") && problem.contains("max_tests"),
                    problem);
            assertEquals(100_000, site.resolve("50000*s").tests().size());
        }

        @Test
        void withMoreDigitsThanACountHasAreNoRequests() {
            assertTrue(text(only(site.resolve("99999999999999999999*s"))).contains("form"));
            assertTrue(text(only(site.resolve("s".repeat(1_000_000)))).length() < 2_000);
        }

        @Test
        void ofAnEndlessFileAreRefused() throws IOException {
            Path file = dir.resolve("requests");
            Files.writeString(file, "s\n".repeat(20_000_000));
            Resolution resolution = site.resolver()
                    .resolve(new RunRequest(List.of(), List.of(file), null, null, List.of(), List.of(), 1));
            assertTrue(text(only(resolution)).contains("requests"), () -> shown(resolution));
        }
    }

    @Nested
    class Expressions {

        private void refusedIn(String text, String... words) {
            refused("t:\n  run:\n    cmds:\n      - '" + text + "'\n", 4, words);
        }

        @Test
        void ofAnySizeAreRefusedAtTheirPlace() {
            refusedIn("{{" + "(".repeat(10_000) + "1", "nested");
            refusedIn("{{9 ^ 9 ^ 9}}", "^");
            refusedIn("{{9 ^ (9 ^ 9)}}", "digits");
            refusedIn("{{1:999999999}}", "10000");
            refusedIn("{{1:.999999999f}}", "10000");
            refusedIn("{{range(0, 10 ^ 9)}}", "items");
        }

        @Test
        void ofManyLargeListsAreRefused() {
            String million = "range(0, 1000000), ";
            refusedIn("{{len([" + million.repeat(100) + "1])}}", "items");
            refusedIn("{{len([" + "\"" + "x".repeat(1000) + "\" .. range(0, 1000000), ".repeat(2) + "1])}}", "");
        }
    }
}
