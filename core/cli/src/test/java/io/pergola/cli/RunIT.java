package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests are run from the command line to their results, by the built distribution. */
class RunIT {

    private Installed installed;

    @BeforeEach
    void install(@TempDir Path temp) throws IOException {
        installed = new Installed(temp);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    @Nested
    class Results {

        @Test
        void ofTheDemoSuiteAreShownEachWithItsFigures() throws Exception {
            Shell.Outcome outcome = installed.expect(0, "run", "demo");
            contains(
                    outcome.out(),
                    "demo.hello ",
                    "demo.machine ",
                    "cores=",
                    "demo.primes.bash-1000 ",
                    "primes=168",
                    "passed");
            assertTrue(outcome.out().indexOf('\033') < 0, "a pipe gets no escapes");
        }

        @Test
        void inJsonHaveIdsNamesStatesFiguresAndTimes() throws Exception {
            installed.suite("s", """
                    speed:
                      run: {cmds: ['echo "bandwidth 12.5 GB/s"']}
                      result_parse: {regex: {gb_per_s: {regex: 'bandwidth (\\S+)'}}}
                      result_evaluate: {twice: 'gb_per_s * 2'}
                    """);
            Value.Entries test = installed.tests(0, "run", "s", "--json").getFirst();
            assertEquals("1", text(test, "test_id"));
            assertEquals("s.speed", text(test, "name"));
            assertEquals("COMPLETE", text(test, "state"));
            assertEquals("PASS", text(test, "result"));
            var figures = (Value.Entries) Installed.value(test, "figures");
            assertEquals(Value.of(12.5), figures.values().get("gb_per_s"));
            assertEquals(Value.of(25.0), figures.values().get("twice"));
            double created = number(test, "created");
            double started = number(test, "started");
            double finished = number(test, "finished");
            assertTrue(created <= started && started <= finished, test::toString);
            assertTrue(number(test, "duration") <= finished - created, test::toString);
        }

        @Test
        void areWhatTheTestsOwnExpressionSays() throws Exception {
            installed.suite("s", """
                    bad-but-wanted:
                      run: {cmds: ['exit 4']}
                      result_evaluate: {result: 'return_value == 4'}
                    good-but-not-wanted:
                      run: {cmds: ['true']}
                      result_evaluate: {result: 'return_value == 4'}
                    """);
            List<Value.Entries> tests = installed.tests(1, "run", "s", "--json");
            assertEquals(
                    Set.of("s.bad-but-wanted PASS", "s.good-but-not-wanted FAIL"),
                    tests.stream()
                            .map(test -> text(test, "name") + " " + text(test, "result"))
                            .collect(Collectors.toSet()));
        }

        @Test
        void ofPermutationsHaveTheirNamesAndValues() throws Exception {
            installed.suite("s", """
                    p:
                      variables: {word: [red, blue], n: [1, 2]}
                      permute_on: [word, n]
                      subtitle: '{{word}}-{{n}}'
                      run: {cmds: ['echo "is {{word}}{{n}}"']}
                      result_parse: {regex: {is: {regex: 'is (.*)'}}}
                    """);
            List<Value.Entries> tests = installed.tests(0, "run", "s", "--json");
            assertEquals(
                    Set.of("s.p.red-1 red1", "s.p.red-2 red2", "s.p.blue-1 blue1", "s.p.blue-2 blue2"),
                    tests.stream()
                            .map(test -> text(test, "name") + " "
                                    + text((Value.Entries) Installed.value(test, "figures"), "is"))
                            .collect(Collectors.toSet()));
        }

        @Test
        void ofASignalAreSaidInWords() throws Exception {
            installed.suite("s", "t: {run: {cmds: ['kill -SEGV $$']}}\n");
            contains(installed.expect(1, "run", "s").out(), "FAIL", "signal 11");
        }
    }

    @Nested
    class ExitCodes {

        @Test
        void tellFailuresFromErrors() throws Exception {
            installed.suite("s", """
                    fail: {run: {cmds: ['exit 3']}}
                    slow: {run: {timeout: 1, cmds: ['sleep 600']}}
                    """);
            contains(installed.expect(1, "run", "s.fail").out(), "FAIL", "exit code 3");
            contains(installed.expect(3, "run", "s.slow").out(), "ERROR", "printed nothing for 1 s");
            installed.expect(3, "run", "s");
        }

        @Test
        void areThreeIfTheScriptCannotStart() throws Exception {
            installed.suite("s", "t: {shebang: '#!/no/such/shell', run: {cmds: ['true']}}\n");
            Shell.Outcome outcome = installed.expect(3, "run", "s");
            contains(outcome.out() + outcome.err(), "RUN_ERROR", "/no/such/shell");
        }

        @Test
        void areTwoForUnknownNamesWithTheNearestOne() throws Exception {
            installed.suite("stream", "triad: {run: {cmds: ['true']}}\n");
            contains(installed.expect(2, "run", "steam").err(), "steam", "'stream'");
            contains(installed.expect(2, "run", "stream.traid").err(), "traid", "'triad'");
        }

        @Test
        void areThreeForABuildThatFailsAndItsLogIsNamed() throws Exception {
            installed.suite("s", """
                    t:
                      build: {cmds: ['echo no compiler here', 'exit 7']}
                      run: {cmds: ['true']}
                    """);
            contains(installed.expect(3, "run", "s").err(), "BUILD_FAILED", "exit code 7", "log build 1");
            contains(Files.readString(installed.runDir(1).resolve("build.log")), "no compiler here");
        }
    }

    @Nested
    class Choices {

        @Test
        void ofModesAndHostsReachTheTest() throws Exception {
            Files.createDirectories(installed.config().resolve("modes"));
            Files.createDirectories(installed.config().resolve("hosts"));
            Files.writeString(installed.config().resolve("modes/quick.yaml"), "variables: {length: short}\n");
            Files.writeString(installed.config().resolve("hosts/big.yaml"), "variables: {machine: huge}\n");
            installed.suite("s", """
                    t:
                      variables: {'length?': long, 'machine?': any}
                      run: {cmds: ['echo "a {{length}} test on {{machine}}"']}
                      result_parse: {regex: {said: {regex: 'a (.*)'}}}
                    """);
            assertEquals("long test on any", said("run", "s", "--json"));
            assertEquals("short test on huge", said("run", "-m", "quick", "-H", "big", "s", "--json"));
        }

        private String said(String... args) throws IOException, InterruptedException {
            Value.Entries test = installed.tests(0, args).getFirst();
            return text((Value.Entries) Installed.value(test, "figures"), "said");
        }

        @Test
        void ofTheTestLeaveItOutWithTheReason() throws Exception {
            installed.suite("s", """
                    here: {run: {cmds: ['true']}}
                    elsewhere:
                      only_if: {'{{sys_os.name}}': ['plan9']}
                      run: {cmds: ['false']}
                    """);
            Shell.Outcome outcome = installed.expect(0, "run", "s");
            contains(outcome.out() + outcome.err(), "s.here", "s.elsewhere", "plan9");
            assertEquals(1, installed.statuses().size());
            contains(installed.expect(0, "run", "s.elsewhere").err(), "Nothing to run");
        }

        @Test
        void toDetachReturnAtOnceAndWaitFollows() throws Exception {
            installed.suite("s", "t: {run: {cmds: ['while [ ! -e " + gate() + " ]; do sleep 0.05; done']}}\n");
            contains(installed.expect(0, "run", "-d", "s").out(), "s1", "pergola wait s1");
            assertEquals(3, installed.run("wait", "s1", "-t", "1").code());
            Files.createFile(gate());
            installed.expect(0, "wait", "s1");
            assertEquals("PASS", text(installed.statuses().getFirst(), "result"));
        }

        private Path gate() {
            return installed.folder().resolve("gate");
        }
    }

    @Nested
    class AtOnce {

        private final int cores = Runtime.getRuntime().availableProcessors();

        @Test
        void runAsManyAsThereAreCores() throws Exception {
            stamped("s", "", 6);
            installed.expect(0, "run", "s");
            assertEquals(Math.min(6, cores), mostAtOnce(6));
        }

        @Test
        void runsOneIfTheTestsSaySo() throws Exception {
            stamped("s", "concurrent: 1", 4);
            installed.expect(0, "run", "s");
            assertEquals(1, mostAtOnce(4));
        }

        @Test
        void runNoMoreThanThereAreCoresWhoeverStartsThem() throws Exception {
            stamped("one", "", 6);
            stamped("two", "", 6);
            Process other = installed.start("run", "one");
            installed.expect(0, "run", "two");
            assertEquals(0, other.waitFor());
            int most = mostAtOnce(12);
            assertTrue(most <= cores, () -> most + " ran at once on " + cores + " cores");
        }

        /** Runs that write when they began and ended, in seconds, each into a file of its own. */
        private void stamped(String suite, String section, int count) throws IOException {
            Path stamps = Files.createDirectories(installed.folder().resolve("stamps"));
            installed.suite(suite, """
                    t:
                      variables: {i: [COUNT]}
                      permute_on: [i]
                      run:
                        SECTION
                        cmds:
                          - 'from=$EPOCHREALTIME; sleep 0.3; echo "$from $EPOCHREALTIME" >"STAMPS/$TEST_ID"'
                    """.replace("COUNT", "x, ".repeat(count - 1) + "x")
                    .replace("SECTION", section)
                    .replace("STAMPS", stamps.toString()));
        }

        private int mostAtOnce(int count) throws IOException {
            var spans = new ArrayList<double[]>();
            try (Stream<Path> files = Files.list(installed.folder().resolve("stamps"))) {
                for (Path file : files.toList()) {
                    String[] stamps = Files.readString(file).strip().split(" ", -1);
                    spans.add(new double[] {Double.parseDouble(stamps[0]), Double.parseDouble(stamps[1])});
                }
            }
            assertEquals(count, spans.size());
            return (int) spans.stream()
                    .mapToLong(span -> spans.stream()
                            .filter(other -> other[0] <= span[0] && span[0] < other[1])
                            .count())
                    .max()
                    .orElse(0);
        }
    }

    private static double number(Value.Entries entries, String key) {
        return ((Value.Real) Installed.value(entries, key)).value();
    }
}
