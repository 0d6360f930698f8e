package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.SchedulerException;
import io.pergola.spi.JobRequest;
import io.pergola.spi.NodeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobHeaderTest {

    private static final NodeRequest ANY = new NodeRequest.Between(1, OptionalInt.of(1));
    private static final NodeRequest NAMED = new NodeRequest.Exactly(List.of("n1", "n2"));

    private static List<String> lines(
            NodeRequest nodes, Map<String, List<String>> schedule, Map<String, List<String>> options) {
        var request = new JobRequest("job", nodes, Duration.ofMinutes(90), schedule, options, Path.of("log"));
        List<String> lines =
                JobHeader.of(request, names -> List.of("upkeep", "class")).lines();
        assertEquals("#SBATCH --job-name \"job\"", lines.getFirst());
        assertEquals(
                "#SBATCH -t 1:30:0",
                lines.stream().filter(line -> line.contains(" -t ")).findFirst().orElse(""));
        return lines.stream()
                .filter(line -> !line.matches(".* (--job-name|-t|--nodes) .*"))
                .toList();
    }

    private static List<String> ofSchedule(String key, String value) {
        return lines(ANY, Map.of(key, List.of(value)), Map.of());
    }

    private static List<String> ofOption(String key, String... values) {
        return lines(ANY, Map.of(), Map.of(key, List.of(values)));
    }

    @Nested
    class Options {

        @Test
        void tasksPerNodeReachSlurm() {
            assertEquals(List.of("#SBATCH --ntasks-per-node 4"), ofSchedule("tasks_per_node", "4"));
        }

        @Test
        void nodesOfSeveralKindsAreNamedTogether() {
            var mixed = new NodeRequest.Exactly(List.of("gpu1", "n01", "n02", "n10", "login"));
            assertEquals(List.of("#SBATCH -w gpu1,login,n[01-02,10]"), lines(mixed, Map.of(), Map.of()));
        }

        @Test
        void aShareOfTheProcessorsAsksForWholeNodes() {
            assertEquals(List.of("#SBATCH --exclusive"), ofSchedule("tasks_per_node", "all"));
            assertEquals(List.of("#SBATCH --exclusive"), ofSchedule("tasks_per_node", "50%"));
        }

        @Test
        void oneTaskOnEachNodeIsTheDefault() {
            assertEquals(List.of(), ofSchedule("tasks_per_node", "1"));
            assertEquals(List.of(), ofSchedule("tasks_per_node", "min"));
        }

        @Test
        void gpusMemoryAndExclusiveHaveLines() {
            assertEquals(List.of("#SBATCH --gpus-per-node a100:2"), ofOption("gpus", "a100:2"));
            assertEquals(List.of("#SBATCH --mem 64G"), ofOption("memory", "64G"));
            assertEquals(List.of("#SBATCH --exclusive"), ofOption("exclusive", "true"));
            assertEquals(List.of(), ofOption("exclusive", "false"));
        }

        @Test
        void emptyTextsAreNotSet() {
            assertEquals(List.of(), ofSchedule("partition", ""));
            assertEquals(List.of(), ofOption("sbatch_extra", " "));
        }

        @Test
        void anExtraLineMayHaveItsSbatchAlready() {
            assertEquals(List.of("#SBATCH --requeue"), ofOption("sbatch_extra", "#SBATCH --requeue"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"--array=1-9", "-a1-9", "--array 1-9", "--wait", "-W", "--hold --wrap=true", "--parsable"})
        void whatWouldRunTheScriptOftenOrOtherwiseIsRefused(String extra) {
            assertThrows(SchedulerException.class, () -> ofOption("sbatch_extra", extra));
        }

        @ParameterizedTest
        @ValueSource(strings = {"lots", "-1", "2 --exclusive", "gpu:"})
        void gpusMustBeACount(String gpus) {
            assertThrows(SchedulerException.class, () -> ofOption("gpus", gpus));
        }
    }

    @Nested
    class AnyReservation {

        private static final Map<String, List<String>> WANTED = Map.of("reservation", List.of("any"));

        @Test
        void isThatOfTheNamedNodes() {
            assertEquals(
                    List.of("#SBATCH --reservation upkeep,class", "#SBATCH -w n[1-2]"), lines(NAMED, WANTED, Map.of()));
        }

        @Test
        void isNoneWhereSlurmPicksTheNodes() {
            assertEquals(List.of(), lines(ANY, WANTED, Map.of()));
        }
    }

    @Nested
    class StrangeValues {

        @Test
        void areQuotedAsSbatchReadsThem() {
            assertEquals(
                    List.of("#SBATCH --account \"a b # \\\"c\\\" \\\\ $(touch x)\""),
                    ofSchedule("account", "a b # \"c\" \\ $(touch x)"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\n#SBATCH --exclusive", "a\rb", "a\u0000b", "a\u001bb"})
        void withControlCharactersAreRefusedByName(String value) {
            SchedulerException failure = assertThrows(SchedulerException.class, () -> ofSchedule("partition", value));
            assertTrue(String.valueOf(failure.getMessage()).contains("partition"), failure.toString());
            assertThrows(SchedulerException.class, () -> ofOption("sbatch_extra", value));
            assertThrows(SchedulerException.class, () -> ofOption("features", value));
        }

        @Test
        void asNodeListsAreRefused() {
            assertThrows(SchedulerException.class, () -> ofSchedule("include_nodes", "n[1-"));
        }
    }
}
