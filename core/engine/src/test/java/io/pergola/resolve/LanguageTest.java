package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of the language lean on and the corpus does not have. */
class LanguageTest {

    @TempDir
    private Path dir = Path.of("unset");

    private TestSite site() {
        return new TestSite(dir);
    }

    private static List<String> names(Resolution resolution) {
        assertEquals(List.of(), resolution.problems());
        return resolution.tests().stream().map(ResolvedTest::name).toList();
    }

    private static List<String> commands(Resolution resolution) {
        assertEquals(List.of(), resolution.problems());
        return resolution.tests().stream()
                .flatMap(test -> test.run().cmds().stream())
                .toList();
    }

    private static String problems(Resolution resolution) {
        return String.join(
                "\n", resolution.problems().stream().map(Problem::what).toList());
    }

    @Nested
    class ASubtitle {

        @Test
        void hasTheNameOfAVariableWithPartsWhereverItIs() {
            assertEquals(
                    List.of("s.t.2026-_sys_os_"),
                    names(site().suite("s", "t: {permute_on: [sys_os, year]}\n").resolve("s.t")));
        }
    }

    @Nested
    class APlatform {

        @Test
        void isCalledByItsArchitectureAndStrongerThanTheSystem() {
            TestSite site = site().suite("s", "t: {run: {cmds: ['{{a}} {{b}}']}}\n")
                    .file("os/debian-12.yaml", "variables: {a: os, b: os}\n")
                    .file("platforms/debian-x86_64.yaml", "variables: {b: platform}\n");
            assertEquals(List.of("os platform"), commands(site.resolve("s")));
        }

        @Test
        void mayBeTheSuitesOwn() {
            TestSite site = site().file("suites/s/suite.yaml", "t: {run: {cmds: ['{{a}} {{b}}']}}\n")
                    .file("platforms/debian-x86_64.yaml", "variables: {a: general, b: general}\n")
                    .file("suites/s/platforms.yaml", "debian-x86_64: {variables: {b: own}}\nother: {subtitle: x}\n");
            assertEquals(List.of("general own"), commands(site.resolve("s")));
        }

        @Test
        void andNoOtherLayerIsTakenWhereOneIsNamed() {
            TestSite site = site().suite("s", "t: {run: {cmds: ['{{a}}']}}\n")
                    .file("os/mine.yaml", "variables: {a: mine}\n")
                    .file("platforms/debian-x86_64.yaml", "variables: {a: platform}\n");
            var request = new RunRequest(List.of("s"), List.of(), "mine", null, List.of(), List.of(), 1);
            assertEquals(List.of("mine"), commands(site.resolver().resolve(request)));
        }
    }

    @Nested
    class ACollection {

        private Resolution resolve(TestSite site, String name) {
            return site.resolver()
                    .resolve(new RunRequest(List.of(), List.of(Path.of(name)), null, null, List.of(), List.of(), 1));
        }

        @Test
        void isFoundByItsName() {
            TestSite site =
                    site().suite("s", "a: {}\nb: {}\n").file("collections/nightly.txt", "# all\n2 * s.b\ns.a # one\n");
            assertEquals(List.of("s.b", "s.a", "s.b"), names(resolve(site, "nightly")));
        }

        @Test
        void thatIsMissingIsToldWithThoseThereAre() {
            TestSite site = site().suite("s", "a: {}\n").file("collections/nightly.txt", "s.a\n");
            String told = problems(resolve(site, "nigtly"));
            assertTrue(
                    told.startsWith(
                            "cannot read the requests in 'nigtly': there is no such file, and no collection of that"
                                    + " name in /"),
                    told);
            assertEquals(
                    "Did you mean 'nightly'? Else there are the collections nightly.txt",
                    resolve(site, "nigtly").problems().getFirst().help().orElse(""));
        }
    }

    @Nested
    class ARequest {

        private final String suite = """
                _base: {run: {cmds: [base]}}
                a1: {inherits_from: _base}
                a2: {inherits_from: _base, variables: {v: [x, y]}, permute_on: v}
                """;

        private List<String> resolve(String... requests) {
            return names(site().suite("s", suite).resolve(requests));
        }

        @Test
        void mayHaveACountOnEitherSideWithBlanks() {
            assertEquals(List.of("s.a1", "s.a1"), resolve("2*s.a1"));
            assertEquals(List.of("s.a1", "s.a1"), resolve("s.a1 * 2"));
            assertEquals(List.of("s.a1", "s.a1", "s.a1"), resolve("3 * s.a1"));
        }

        @Test
        void mayHaveGlobsForTestsAndSubtitles() {
            assertEquals(List.of("s.a1"), resolve("s.a[!2]"));
            assertEquals(List.of("s.a2.x", "s.a2.y"), resolve("s.?2"));
            assertEquals(List.of("s.a2.y"), resolve("s.*.[yz]"));
        }

        @Test
        void reachesAHiddenTestOnlyByItsName() {
            assertEquals(List.of("s.a1", "s.a2.x", "s.a2.y"), resolve("s.*"));
            assertEquals(List.of("s._base"), resolve("s._base"));
            Resolution resolution = site().suite("s", suite).resolve("s._b*");
            assertTrue(problems(resolution).contains("has no test '_b*'"), () -> problems(resolution));
        }
    }
}
