package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import io.pergola.spi.Scheduler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final Map<String, List<String>> SCHEDULE =
            Map.of("partition", List.of("debug"), "account", List.of("a b"), "qos", List.of("high"));

    private final FakeSlurm slurm = new FakeSlurm();

    private void check(Map<String, List<String>> schedule) {
        slurm.scheduler().check(schedule, Map.of());
    }

    @Test
    void asksOnceForTheSameAccountAndQos() {
        slurm.program("sbatch", FakeSlurm.printed("sbatch: Job 7 to start at ..."));
        Scheduler scheduler = slurm.scheduler();
        scheduler.check(SCHEDULE, Map.of());
        scheduler.check(SCHEDULE, Map.of("memory", List.of("1G")));
        assertEquals(
                List.of(List.of(
                        "sbatch",
                        "--test-only",
                        "--nodes=1",
                        "--partition=debug",
                        "--account=a b",
                        "--qos=high",
                        "--wrap=true")),
                slurm.commands.asked());
    }

    @Test
    void asksNothingWhereNeitherIsNamed() {
        check(Map.of("partition", List.of("debug"), "reservation", List.of("upkeep")));
        assertEquals(List.of(), slurm.programs());
    }

    @Test
    void refusesWhatSlurmDoesNotKnow() {
        slurm.program("sbatch", FakeSlurm.failed("allocation failure: Invalid qos specification\n"));
        SchedulerException refusal = assertThrows(SchedulerException.class, () -> check(SCHEDULE));
        assertEquals(
                "Slurm refused the job: there is no such QOS, or it may not be used here"
                        + " (allocation failure: Invalid qos specification)",
                refusal.getMessage());
        assertEquals(1, refusal.exitCode());
        assertTrue(refusal.help().orElse("").contains("schedule.qos"));
    }

    @Test
    void letsPassWhatIsNotSure() {
        for (CommandResult answer : List.of(
                FakeSlurm.timedOut(),
                FakeSlurm.failed("allocation failure: Requested node configuration is not available\n"),
                FakeSlurm.failed("sbatch: unrecognized option '--test-only'\n"))) {
            slurm.program("sbatch", answer);
            assertDoesNotThrow(() -> check(SCHEDULE));
        }
    }

    @Test
    void refusesLineEnds() {
        assertThrows(SchedulerException.class, () -> check(Map.of("account", List.of("a\n#SBATCH --hold"))));
        assertEquals(List.of(), slurm.programs());
    }
}
