package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pergola.model.SchedulerException;
import io.pergola.model.Value;
import io.pergola.spi.LaunchRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The launch commands of the conformance corpus, and what it does not have. */
class LaunchCasesTest {

    private static final List<Value.Entries> CASES = Cases.of("launch");

    @Test
    void areAll18() {
        assertEquals(18, CASES.size());
    }

    @TestFactory
    Stream<DynamicTest> everyCommandIsAsExpected() {
        return CASES.stream().map(one -> DynamicTest.dynamicTest(Cases.text(Cases.at(one, "id")), () -> check(one)));
    }

    private static void check(Value.Entries one) {
        var request = new LaunchRequest(
                Cases.texts(Cases.at(one, "allocation")),
                Integer.parseInt(Cases.text(Cases.at(one, "out", "tasks_total"))),
                Integer.parseInt(Cases.text(Cases.at(one, "out", "tasks_per_node"))),
                Cases.section(Cases.at(one, "schedule")),
                Cases.section(Cases.at(one, "schedule", "slurm")));
        assertEquals(
                Cases.text(Cases.at(one, "out", "test_cmd")),
                String.join(" ", Launch.of(request).words()));
    }

    private static List<String> words(int tasks, int perNode, Map<String, List<String>> options) {
        return Launch.of(new LaunchRequest(List.of("n1", "n2"), tasks, perNode, Map.of(), options))
                .words();
    }

    @Test
    void anArgumentInQuotesIsOneWordAndNothingIsExpanded() {
        assertEquals(
                List.of("srun", "-N", "2", "-w", "n[1-2]", "-n", "2", "--comment", "two $(words)", "$HOME"),
                words(2, 1, Map.of("srun_extra", List.of("--comment 'two $(words)'", "$HOME"))));
    }

    @Test
    void mpirunIsToldTheTasksWhereTheyDoNotFillTheNodes() {
        assertEquals(
                List.of("mpirun", "-N", "4", "-n", "5", "--host", "n1,n2"),
                words(5, 4, Map.of("mpi_cmd", List.of("mpirun"))));
    }

    @Test
    void anotherLauncherIsRefused() {
        assertThrows(SchedulerException.class, () -> words(1, 1, Map.of("mpi_cmd", List.of("rm -rf"))));
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThrows(SchedulerException.class, () -> words(1, 1, Map.of("srun_extra", List.of("--comment 'x"))));
    }
}
