package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.NodeList;
import io.pergola.model.Value;
import io.pergola.spi.JobRequest;
import io.pergola.spi.NodeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The headers of the conformance corpus. Which tests share a job, its name, its time limit and its nodes are the engine's work:
 * they are taken from the expected lines. All else comes from the tests' own sections.
 */
class HeaderCasesTest {

    private static final List<Value.Entries> CASES = Cases.of("cases");

    @Test
    void areAll42() {
        assertEquals(42, CASES.size());
    }

    @TestFactory
    Stream<DynamicTest> everyJobHasItsLines() {
        return CASES.stream().flatMap(HeaderCasesTest::jobs);
    }

    private static Stream<DynamicTest> jobs(Value.Entries one) {
        List<Value> jobs = Cases.items(Cases.at(one, "jobs"));
        String id = Cases.text(Cases.at(one, "id"));
        assertTrue(!jobs.isEmpty() || Cases.at(one, "error") != null, id);
        return IntStream.range(0, jobs.size())
                .mapToObj(at -> DynamicTest.dynamicTest(id + " " + at, () -> check(one, (Value.Entries) jobs.get(at))));
    }

    private static void check(Value.Entries one, Value.Entries job) {
        List<String> expected = Cases.texts(Cases.at(job, "header"));
        String test = Cases.texts(Cases.at(job, "tests")).getFirst().split("\\.", -1)[1];
        Map<String, List<String>> schedule = Cases.section(Cases.at(one, "tests", test, "schedule"));
        Map<String, List<String>> options = Cases.section(Cases.at(one, "tests", test, "schedule", "slurm"));
        var request = new JobRequest(
                value(expected, "--job-name").replace("\"", ""),
                nodes(expected, schedule),
                Duration.ofHours(Long.parseLong(value(expected, "-t").replace(":0:0", ""))),
                schedule,
                options,
                Path.of("log"));
        assertEquals(expected, JobHeader.of(request, names -> List.of()).lines());
    }

    private static NodeRequest nodes(List<String> expected, Map<String, List<String>> schedule) {
        String list = value(expected, "-w");
        if (!list.isEmpty() && !schedule.containsKey("include_nodes")) {
            return new NodeRequest.Exactly(((NodeList.Names) NodeList.parse(list)).names());
        }
        String[] counts = value(expected, "--nodes").split("-", -1);
        int min = counts[0].isEmpty() ? 1 : Integer.parseInt(counts[0]);
        boolean open = schedule.containsKey("tasks") && !schedule.containsKey("nodes");
        return new NodeRequest.Between(
                min, open ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(counts[counts.length - 1])));
    }

    private static String value(List<String> lines, String option) {
        String start = "#SBATCH " + option + " ";
        Optional<String> line =
                lines.stream().filter(text -> text.startsWith(start)).findFirst();
        return line.map(text -> text.substring(start.length())).orElse("");
    }
}
