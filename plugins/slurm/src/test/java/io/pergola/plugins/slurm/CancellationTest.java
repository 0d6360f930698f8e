package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pergola.model.SchedulerException;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.CommandResult;
import io.pergola.spi.JobInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private static final JobInfo FIRST = FakeSlurm.job("7", "a");
    private static final JobInfo SECOND = FakeSlurm.job("8_2", "b");

    private final FakeSlurm slurm = new FakeSlurm();

    @BeforeEach
    void twoRunningJobs() {
        slurm.own(FakeSlurm.printed(
                FakeSlurm.line("7", "RUNNING", "a", "None") + FakeSlurm.line("8_2", "PENDING", "b", "Priority")));
    }

    private Map<JobInfo, String> cancel(JobInfo... jobs) {
        var failures = new HashMap<JobInfo, String>();
        slurm.scheduler()
                .cancel(List.of(jobs))
                .forEach((job, outcome) -> failures.put(job, outcome.failure().orElse("")));
        return failures;
    }

    private List<String> scancelled() {
        return slurm.commands.asked().stream()
                .filter(command -> command.getFirst().equals("scancel"))
                .flatMap(command -> command.stream().skip(1))
                .toList();
    }

    @Test
    void takesOneCommandForAll() {
        slurm.program("scancel", FakeSlurm.printed(""));
        assertEquals(Map.of(FIRST, "", SECOND, ""), cancel(FIRST, SECOND));
        assertEquals(List.of("7", "8_2"), scancelled());
        assertEquals(List.of("squeue", "scancel"), slurm.programs());
    }

    @Test
    void leavesAJobAloneThatHasTheNumberNow() {
        slurm.program("scancel", FakeSlurm.printed("")).named(FakeSlurm.printed(""));
        JobInfo old = FakeSlurm.job("7", "old");
        assertEquals(Map.of(old, "", SECOND, ""), cancel(old, SECOND));
        assertEquals(List.of("8_2"), scancelled());
    }

    @Test
    void ofAnEndedJobRunsNoCommand() {
        slurm.named(FakeSlurm.printed(FakeSlurm.line("9", "COMPLETED", "c", "None")));
        JobInfo ended = FakeSlurm.job("9", "c");
        assertEquals(Map.of(ended, ""), cancel(ended));
        assertEquals(List.of("squeue"), slurm.programs());
    }

    @Test
    void saysWhichJobWasRefused() {
        slurm.program("scancel", FakeSlurm.failed("""
                        scancel: error: Kill job error on job id 7: Access/permission denied
                        scancel: error: Kill job error on job id 8_2: Invalid job id specified
                        """));
        assertEquals(Map.of(FIRST, "Slurm refused: Access/permission denied", SECOND, ""), cancel(FIRST, SECOND));
    }

    @Test
    void failsWithASilentController() {
        slurm.program("scancel", FakeSlurm.failed(FakeSlurm.DOWN));
        SchedulerException failure = assertThrows(SchedulerException.class, () -> cancel(FIRST, SECOND));
        assertEquals(List.of("scancel", "7", "8_2"), failure.command());
    }

    @Test
    void doesNothingWhereTheQueueCannotBeSeen() {
        var silent = new FakeSlurm().own(FakeSlurm.timedOut());
        assertThrows(SchedulerException.class, () -> silent.scheduler().cancel(List.of(FIRST, SECOND)));
        assertEquals(List.of("squeue"), silent.programs());
    }

    @Test
    void ofManyJobsTakesFewCommands() {
        var lines = new StringBuilder();
        var jobs = new ArrayList<JobInfo>();
        for (int id = 1; id <= 10_000; id++) {
            lines.append(FakeSlurm.line(Integer.toString(id), "RUNNING", "job", "None"));
            jobs.add(FakeSlurm.job(Integer.toString(id), "job"));
        }
        var many = new FakeSlurm().own(FakeSlurm.printed(lines.toString())).program("scancel", OK);
        Map<JobInfo, CancelOutcome> outcomes = many.scheduler().cancel(jobs);
        assertEquals(10_000, outcomes.size());
        assertEquals(List.of("squeue", "scancel", "scancel"), many.programs());
    }

    private static final CommandResult OK = FakeSlurm.printed("");
}
