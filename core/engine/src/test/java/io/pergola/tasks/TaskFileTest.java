package io.pergola.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.slots.ConsumableSpec;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFileTest {

    private static TaskFile.Content read(String text) {
        return TaskFile.read(text, "tasks.json", false, id -> false);
    }

    private static String wrong(String text) {
        return words(assertThrows(ConfigException.class, () -> read(text)));
    }

    private static String words(ConfigException e) {
        return String.join("\n", e.problems().stream().map(Problem::toString).toList());
    }

    private static List<String> ids(TaskFile.Content content) {
        return content.specs().stream().map(TaskSpec::id).toList();
    }

    @Test
    void aTaskOfAnotherPilotMeansTheSame() {
        TaskSpec spec = read("""
                [{"id": "a", "command": "echo 'x, {y}'", "cores": 4, "timeout": 3.5, "priority": 7, "workdir": null,
                  "env": {"N": "3"}, "tags": {"any": ["thing"]}, "max_retries": 2, "retries": 0}]
                """).specs().getFirst();
        assertEquals("echo 'x, {y}'", spec.command());
        assertEquals(ResourceRequest.ofCores(4), spec.request());
        assertEquals(Duration.ofMillis(3500), spec.timeout());
        assertEquals(7, spec.priority());
        assertEquals(Map.of("N", "3"), spec.env());
        assertEquals(2, spec.retries().most());
    }

    @Test
    void whatATaskAsksFor() {
        TaskSpec spec = read("""
                {"id": "a", "command": "true", "ranks": 4, "cores": 2, "gpus": 0.5, "mem": "1.5GiB", "requires": "gpu0=1 x=2",
                 "exclusive": true, "numa": true, "timeout": "2h", "grace": "1min"}
                """).specs().getFirst();
        RankRequirements rank = RankRequirements.ofCores(2)
                .withGpus(0.5)
                .withMib(1536, 0)
                .alone()
                .withinNuma();
        assertEquals(ResourceRequest.of(4, rank).withConsumables(Map.of("gpu0", 1L, "x", 2L)), spec.request());
        assertEquals(Duration.ofHours(2), spec.timeout());
        assertEquals(Duration.ofMinutes(1), spec.grace());
        TaskSpec none = read("{\"id\": \"b\", \"command\": \"true\", \"cores\": 0, \"requires\": {\"x\": 2}}")
                .specs()
                .getFirst();
        assertEquals(ResourceRequest.ofConsumables(Map.of("x", 2L)), none.request());
    }

    @Test
    void listsLinesAndSeveralListsAreRead() {
        assertEquals(
                List.of("a", "b"), ids(read("{\"id\":\"a\",\"command\":\"x\"}\n\n{\"id\":\"b\",\"command\":\"x\"}\n")));
        assertEquals(
                List.of("a", "b", "c"),
                ids(
                        read(
                                "\uFEFF[{\"id\":\"a\",\"command\":\"}]\\\"\"}]\r\n[{\"id\":\"b\",\"command\":\"x\"},{\"id\":\"c\",\"command\":\"x\"}]")));
        assertEquals(List.of(), ids(read("[]")));
        assertEquals(List.of(), ids(read("")));
    }

    @Test
    void whatIsReadAgainIsTheSame() {
        TaskSpec spec = read("""
                {"id": "a", "command": "x", "depends_on": "b", "retry_on": [3, "SIGSEGV", "timeout"], "max_retries": 1}
                {"id": "b", "command": "y", "requires": "foo=1 bar"}
                """).specs().getFirst();
        assertEquals(Set.of("b"), spec.dependsOn());
        assertEquals(Set.of("3", "SIGSEGV", "timeout"), spec.retries().causes());
        assertEquals(spec, new TaskReader(true).again(spec.json()));
    }

    @Test
    void yamlSaysTheSame(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("tasks.yaml"), """
                tasks:
                  - {id: 1, command: 'true', cores: 2, timeout: 2.5}
                  - id: next
                    command: |
                      echo a
                    depends_on: ['1']
                    env: {ON: yes, N: 007}
                """);
        TaskFile.Content content = TaskFile.read(file, false, id -> false);
        assertEquals(List.of("1", "next"), ids(content));
        assertEquals("echo a\n", content.specs().get(1).command());
        assertEquals("true", content.specs().get(1).env().get("ON"));
        Files.writeString(file, "tasks:\n- {id: a}\n- {id: b, command: x, cores: two}\n");
        ConfigException e = assertThrows(ConfigException.class, () -> TaskFile.read(file, false, id -> false));
        assertTrue(words(e).contains("tasks.yaml:2:3: error: the task a needs a command"), () -> words(e));
        assertTrue(
                words(e).contains("tasks.yaml:3:30: error: cores: expected a whole number from 0, but this is 'two'"),
                () -> words(e));
    }

    @Test
    void allThatIsWrongIsToldWithItsPlace() {
        assertEquals("""
                tasks.json:1:20: error: cores: expected a whole number from 0, but this is '-1'
                tasks.json:1:1: error: the task a needs a command
                tasks.json:3:9: error: '../x' cannot be an id, since a directory gets its name
                tasks.json:4:43: error: a task has no key 'timeot'
                tasks.json:5:1: error: a task is a mapping such as {"id": "a", "command": "true"}, not '17'""".lines().sorted().toList(), wrong("""
                                {"id":"a", "cores":-1}

                                {  "id":"../x", "command": "x"}
                                {"id":"c", "command": "x",      "timeot": 3}
                                17
                                """).lines().sorted().toList());
    }

    @Test
    void whatIsNoJsonIsToldWithItsPlaceAndTheNextLineIsRead() {
        String told = wrong("{\"id\": \"a, \"command\": \"x\"}\n{\"id\": \"b\"}\nnonsense here\n");
        assertTrue(told.startsWith("tasks.json:1:"), told);
        assertTrue(told.contains("\ntasks.json:2:1: error: the task b needs a command"), told);
        assertTrue(told.contains("\ntasks.json:3:1: error: this is not JSON"), told);
    }

    @Test
    void aFileThatWasCutShortIsNotTakenForAWholeOne() {
        assertTrue(wrong("[{\"id\":\"a\",\"command\":\"x\"},\n")
                .contains("tasks.json:2:1: error: the list of tasks does not end"));
        assertTrue(wrong("[{\"id\":\"a\",\"comm").contains("does not end"));
    }

    @Test
    void anythingWithoutAnEndIsGivenUp() {
        String told = wrong("{\"id\": " + "[".repeat(3_000_000));
        assertTrue(told.contains("tasks.json:1:1: error: this task is longer than"), told);
    }

    @Test
    void doubleIdsMissingDependenciesAndRings() {
        assertEquals("tasks.json:2:1: error: the id 'a' is there already", wrong("""
                {"id": "a", "command": "x"}
                {"id": "a", "command": "y"}
                """));
        assertEquals("tasks.json:1:1: error: the task b depends on 'missing', which is not there", wrong("""
                {"id": "b", "command": "x", "depends_on": ["missing"]}
                """));
        assertEquals("tasks.json:2:1: error: these tasks wait for each other: b -> c -> d -> b", wrong("""
                {"id": "a", "command": "x", "depends_on": ["b"]}
                {"id": "b", "command": "x", "depends_on": ["c"]}
                {"id": "c", "command": "x", "depends_on": ["d", "e"]}
                {"id": "d", "command": "x", "depends_on": ["b"]}
                {"id": "e", "command": "x"}
                """));
        assertEquals(
                1,
                TaskFile.read("{\"id\":\"b\",\"command\":\"x\",\"depends_on\":\"a\"}", "x", false, "a"::equals)
                        .specs()
                        .size());
    }

    @Test
    void aResourceSpecThatMakesNoSenseHoldsItsTaskAlone() {
        TaskFile.Content content = read("""
                {"id": "a", "command": "x", "requires": "foo"}
                {"id": "b", "command": "x", "requires": "foo=abc"}
                """);
        assertEquals(
                List.of("Ignoring invalid resources spec 'foo': parts must be in format KEY=VAL"), content.warnings());
        assertEquals(List.of(), content.specs().get(0).unusable());
        assertEquals(
                ConsumableSpec.parse("foo=abc").unusable(),
                content.specs().get(1).unusable());
        ConfigException e = assertThrows(
                ConfigException.class,
                () -> TaskFile.read("{\"id\":\"a\",\"command\":\"x\",\"requires\":\"foo\"}", "x", true, id -> false));
        assertEquals("x:1:36: error: ignoring invalid resources spec 'foo': parts must be in format KEY=VAL", words(e));
    }

    /** Made as it is read: nothing holds the text as a whole. */
    @Test
    void aMillionLines() {
        int count = 1_000_000;
        InputStream input = new ManyTasks(count);
        TaskFile.Content content = TaskFile.read(input, "-", false, id -> false);
        assertEquals(count, content.specs().size());
        assertEquals("t999999", content.specs().getLast().id());
    }

    @Test
    void ofAMillionProblemsTheFirstAreTold() {
        ConfigException e = assertThrows(ConfigException.class, () -> read("{}\n".repeat(100_000)));
        assertEquals(51, e.problems().size());
        assertEquals(
                "199950 more problems are not shown", e.problems().getLast().what());
    }

    private static final class ManyTasks extends InputStream {

        private final int count;
        private int next;
        private byte[] line = {};
        private int at;

        ManyTasks(int count) {
            this.count = count;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == line.length) {
                if (next == count) {
                    return -1;
                }
                line = ("{\"id\": \"t" + next++ + "\", \"command\": \"true\", \"cores\": 2}\n")
                        .getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            int copied = Math.min(length, line.length - at);
            System.arraycopy(line, at, into, offset, copied);
            at += copied;
            return copied;
        }
    }
}
