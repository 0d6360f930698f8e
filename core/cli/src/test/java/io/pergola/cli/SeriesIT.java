package io.pergola.cli;

import static io.pergola.cli.Installed.items;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series from files on the scheduler {@code local}, with the processes that manage them. */
class SeriesIT {

    private static final int LIMIT = 3;
    private static final int KILLS = 10;
    private static final int LONGEST_MS = 600;
    private static final long SEED = 20_261_123;

    private Path log;
    private Installed installed;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        log = folder.resolve("log");
        installed = new Installed(folder.resolve("site"));
        installed.suite("s", """
                _base: {variables: {name: [x]}, run: {cmds: ['echo "begin {{name}} $PWD" >>LOG', 'sleep 0.2', 'echo "end {{name}} $PWD" >>LOG']}}
                a: {inherits_from: _base, variables: {name: a}}
                b: {inherits_from: _base, variables: {name: b}, build: {cmds: ['sleep 0.1; echo b >b']}}
                c: {inherits_from: _base, variables: {name: c}}
                d: {inherits_from: _base, variables: {name: d}}
                e: {inherits_from: _base, variables: {name: e}}
                f: {inherits_from: _base, variables: {name: f}}
                bad: {run: {cmds: ['false']}}
                """.replace("LOG", log.toString()));
        Files.createDirectories(installed.config().resolve("series"));
    }

    @AfterEach
    void leaveNothing() throws IOException {
        try (var series = Files.newDirectoryStream(installed.work().resolve("series"), "[0-9]*")) {
            for (Path each : series) {
                manager(each).ifPresent(Installed::kill);
            }
        }
        installed.close();
    }

    private Path series(String name, String text) throws IOException {
        return Files.writeString(installed.config().resolve("series").resolve(name + ".yaml"), text);
    }

    private static Optional<Long> manager(Path series) throws IOException {
        Path file = series.resolve("manager.json");
        return Files.exists(file)
                        && Json.read(Files.readString(file)) instanceof Value.Entries entries
                        && entries.values().get("pid") instanceof Value.Int(BigInteger pid)
                ? Optional.of(pid.longValue())
                : Optional.empty();
    }

    private Path first() {
        return installed.work().resolve("series").resolve("1");
    }

    private List<String> states(String set) throws IOException, InterruptedException {
        return items(installed.json(0, "series", "states", "s1", "--json"), "states").stream()
                .filter(event -> text(event, "set").equals(set))
                .map(event -> text(event, "state"))
                .toList();
    }

    private String state() throws IOException, InterruptedException {
        return text(
                items(installed.json(0, "series", "list", "--json"), "series").getFirst(), "state");
    }

    /** Most of the runs of which the log says that they went on at once. */
    private static int mostAtOnce(List<String> lines) {
        int now = 0;
        int most = 0;
        for (String line : lines) {
            now += line.startsWith("begin") ? 1 : -1;
            most = Math.max(most, now);
        }
        return most;
    }

    /** Most of the runs with such a name that were handed over and had not ended, by their journals. */
    private int mostInHand(String name) throws IOException, InterruptedException {
        var changes = new ArrayList<String>();
        for (Value.Entries run : installed.statuses("s1")) {
            if (text(run, "name").contains(name)) {
                int number = Integer.parseInt(text(run, "test_id"));
                List<String> journal =
                        Files.readAllLines(installed.runDir(number).resolve("status"));
                String begin = journal.stream()
                        .filter(line -> line.contains(" SCHEDULED "))
                        .findFirst()
                        .orElseThrow();
                changes.add(begin.split(" ", 2)[0] + " begin");
                changes.add(journal.getLast().split(" ", 2)[0] + " a end");
            }
        }
        return mostAtOnce(changes.stream()
                .sorted()
                .map(change -> change.substring(change.lastIndexOf(' ') + 1))
                .toList());
    }

    private static int place(List<String> lines, Predicate<String> wanted, boolean last) {
        List<String> from = last ? lines.reversed() : lines;
        int place = from.indexOf(from.stream().filter(wanted).findFirst().orElseThrow());
        return last ? lines.size() - 1 - place : place;
    }

    @Test
    void orderLimitAndCountsHold() throws Exception {
        Path file = series("night", """
                simultaneous: 3
                ordered: true
                repeat: 2
                test_sets:
                  a: {tests: '4*s.a'}
                  b: {tests: '4*s.b', depends_on: a, depends_pass: true}
                  c: {tests: ['2*s.c', s.bad]}
                  d: {tests: s.d, depends_on: [c], depends_pass: true}
                  e: {tests: '5*s.e', simultaneous: 2}
                  f: {tests: '2*s.f', depends_on: [a, b]}
                """);
        String id = text(
                items(installed.json(0, "series", "run", "night", "--json"), "series")
                        .getFirst(),
                "id");
        // The plan is kept with the series.
        Files.writeString(file, "test_sets: {");
        assertEquals(3, installed.run("series", "resume", id, "-w").code(), "a set is skipped");
        List<String> lines = Files.readAllLines(log);
        assertEquals(2 * 2 * (4 + 4 + 2 + 5 + 2), lines.size());
        assertTrue(mostAtOnce(lines) <= LIMIT);
        assertEquals(LIMIT, mostInHand(""));
        assertEquals(2, mostInHand("s.e"));
        assertEquals(0, lines.stream().filter(line -> line.contains(" d ")).count(), "c has not passed");
        List<String> whole = lines.subList(0, lines.size() / 2);
        assertInOrder(whole);
        assertInOrder(lines.subList(lines.size() / 2, lines.size()));
        assertEquals(List.of("SET_MAKE", "SET_READY", "SET_PASS"), states("1.a"));
        assertEquals(List.of("SET_SKIPPED"), states("2.d"));
        assertEquals("COMPLETE", state());
    }

    private static void assertInOrder(List<String> lines) {
        List<String> order = List.of("a", "b", "c", "e", "f");
        for (int i = 1; i < order.size(); i++) {
            String before = " " + order.get(i - 1) + " ";
            String after = " " + order.get(i) + " ";
            assertTrue(
                    place(lines, line -> line.contains(before), true)
                            < place(lines, line -> line.contains(after), false),
                    () -> before + "and" + after + lines);
        }
    }

    @Test
    void theManagerMayDieAtAnyMomentAndNothingRunsTwice() throws Exception {
        series("long", """
                simultaneous: 3
                test_sets:
                  a: {tests: '24*s.a'}
                  b: {tests: '24*s.b', depends_on: a}
                  c: {tests: '24*s.c'}
                """);
        installed.expect(0, "series", "run", "long");
        var random = new Random(SEED);
        Set<Long> killed = new HashSet<>();
        while (killed.size() < KILLS) {
            Installed.await(
                    "a manager works",
                    () -> manager(first()).filter(pid -> !killed.contains(pid)).isPresent());
            Thread.sleep(random.nextInt(LONGEST_MS));
            long pid = manager(first()).orElseThrow();
            assertTrue(ProcessHandle.of(pid).isPresent(), "it was over before");
            Installed.kill(pid);
            Installed.await(
                    "it is dead",
                    () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
            killed.add(pid);
            installed.expect(0, "series", killed.size() % 2 == 0 ? "resume" : "sets", "s1");
        }
        int code = installed.run("series", "resume", "-w").code();
        List<String> begun = new ArrayList<>(Files.readAllLines(log));
        assertTrue(mostAtOnce(begun) <= LIMIT);
        begun.removeIf(line -> line.startsWith("end"));
        assertEquals(begun.size(), Set.copyOf(begun).size(), "each in a directory of its own");
        List<Value.Entries> runs = installed.statuses("s1");
        assertEquals(
                begun.size(),
                runs.stream().filter(run -> text(run, "result").equals("PASS")).count());
        // A kill between the promise of a job and its start, a few milliseconds: nobody may guess that it was not
        // started.
        long unknown = runs.stream()
                .filter(run -> text(run, "note").contains("the command that submitted the job was killed meanwhile"))
                .count();
        assertEquals(72, begun.size() + unknown);
        assertEquals(unknown == 0 ? 0 : 3, code);
        assertTrue(unknown <= LIMIT * KILLS / 2, unknown + " were not started");
        assertEquals(72, installed.statuses("all").size(), "what was half made is gone");
    }

    @Test
    void thereIsOneManagerAndACancelledSeriesEnds() throws Exception {
        series("long", "simultaneous: 2\ntest_sets: {a: {tests: '20*s.a'}, b: {tests: s.b, depends_on: a}}\n");
        installed.expect(0, "series", "run", "long");
        Installed.await("something runs", () -> Files.exists(log));
        long pid = manager(first()).orElseThrow();
        installed.expect(0, "_series", installed.work().toString(), "1");
        assertEquals(pid, manager(first()).orElseThrow());
        installed.expect(0, "series", "cancel");
        assertEquals("CANCELED", state());
        assertEquals(List.of(), states("b"));
        Installed.await(
                "its manager ends",
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        assertTrue(Files.readAllLines(log).size() < 40);
        installed.expect(0, "clean", "--all");
    }

    @Test
    void ofTwoWhoStartWhatIsDueAtOnceOneDoes() throws Exception {
        series("night", """
                every: 24h
                on_failure: stop
                test_sets:
                  a: {matrix: {n: [1, 2]}, tests: '{{matrix.n}}*s.a'}
                  b: {tests: s.bad, depends_on: ['a(2)']}
                  c: {tests: s.c, depends_on: b}
                """);
        try (var both = Executors.newFixedThreadPool(2)) {
            Callable<Integer> due =
                    () -> installed.run("series", "due", "--run").code();
            for (Future<Integer> one : both.invokeAll(List.of(due, due))) {
                assertEquals(0, one.get());
            }
        }
        assertEquals(3, installed.run("series", "resume", "-w").code());
        assertEquals(
                1,
                items(installed.json(0, "series", "list", "--json"), "series").size());
        assertEquals("FAILED", state());
        assertEquals(List.of("SET_MAKE", "SET_READY", "SET_PASS"), states("a(2)"));
        assertEquals(List.of(), states("c"));
        Value.Entries row =
                items(installed.json(0, "series", "due", "--json"), "due").getFirst();
        assertEquals("LATER s1", text(row, "state") + " " + text(row, "last_series"));
    }

    @Test
    void anErrorThatIsNotIgnoredStopsIt() throws Exception {
        series("strict", """
                ignore_errors: false
                ordered: true
                test_sets: {a: {tests: s.a}, b: {tests: s.broken}, c: {tests: s.c}}
                """);
        installed.suite(
                "s",
                Files.readString(installed.config().resolve("suites/s.yaml")) + "broken: {build: {cmds: ['false']}}\n");
        assertEquals(3, installed.run("series", "run", "strict", "-w").code());
        assertEquals("ERROR", state());
        assertEquals(List.of("SET_MAKE", "SET_ERROR", "SET_READY", "SET_FAIL"), states("b"));
        assertEquals(List.of(), states("c"));
    }

    @Test
    void whatCannotBeRunIsToldBeforeAnythingIsMade() throws Exception {
        series("wrong", "test_sets: {a: {tests: [s.nothing, none], modes: quik}, b: {tests: s.a, depends_on: c}}\n");
        Installed.contains(
                installed.expect(2, "series", "run", "wrong").err(), "wrong.yaml:1:", "there is no set 'c'", "^");
        series("wrong", "test_sets: {a: {tests: [s.nothing, none]}}\n");
        Installed.contains(
                installed.expect(2, "series", "run", "wrong").err(), "set 'a'", "no test 'nothing'", "no suite 'none'");
        Installed.contains(installed.expect(2, "series", "run", "wron").err(), "Did you mean 'wrong'?");
        assertEquals(List.of(), items(installed.json(0, "series", "list", "--json"), "series"));
        Files.createDirectories(installed.work().resolve("series"));
    }
}
