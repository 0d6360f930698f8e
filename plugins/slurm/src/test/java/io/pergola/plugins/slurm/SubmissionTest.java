package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.SchedulerException;
import io.pergola.spi.ArrayRequest;
import io.pergola.spi.CommandResult;
import io.pergola.spi.JobArrays;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.NodeRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {

    private final FakeSlurm slurm = new FakeSlurm().cluster("elm");

    private JobInfo kickoff() {
        var request = new JobRequest(
                "job",
                new NodeRequest.Between(1, OptionalInt.of(1)),
                null,
                Map.of(),
                Map.of(),
                Path.of("/runs/50% done/log"));
        return slurm.scheduler().kickoff(request, Path.of("/runs/50% done/kickoff"));
    }

    private JobInfo kickoff(CommandResult result) {
        slurm.program("sbatch", result);
        return kickoff();
    }

    private static String ours(String id) {
        return FakeSlurm.line(id, "RUNNING", "job", "None").replace("/jobs/job", "/runs/50% done/kickoff");
    }

    @Test
    void keepsAllThatTellsTheJobFromALaterOne() {
        assertEquals(
                Map.of(
                        "id",
                        "12",
                        "cluster",
                        "elm",
                        "submitted",
                        "1970-01-01T00:00:00Z",
                        "name",
                        "job",
                        "script",
                        "/runs/50% done/kickoff"),
                kickoff(FakeSlurm.printed("12\n")).values());
    }

    @Test
    void hasSbatchTakeThePathsAsTheyAre() {
        kickoff(FakeSlurm.printed("12\n"));
        assertEquals(
                List.of(
                        "sbatch",
                        "--parsable",
                        "--output=/runs/50%% done/log",
                        "--open-mode=append",
                        "/runs/50% done/kickoff"),
                slurm.commands.asked().getFirst());
    }

    @Test
    void keepsTheClusterThatSbatchChose() {
        JobInfo job = kickoff(FakeSlurm.printed("12;oak\n"));
        assertEquals("oak", job.get("cluster").orElse(""));
        assertEquals(List.of("sbatch"), slurm.programs());
        slurm.program("squeue", FakeSlurm.printed("CLUSTER: oak\n" + ours("12")));
        slurm.scheduler().jobStatus(List.of(job));
        assertEquals(
                List.of("squeue", "-M", "oak"), slurm.commands.asked().get(1).subList(0, 3));
    }

    @Test
    void isNotMisledByWarnings() {
        JobInfo job = kickoff(new CommandResult(
                CommandResult.Outcome.ENDED, 0, "Welcome to elm\n12\n", "sbatch: warning: can't honor -S\n"));
        assertEquals("12", job.get("id").orElse(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Batch job submission failed: Invalid partition name specified                  | partition
            Batch job submission failed: Invalid qos specification                         | qos
            Batch job submission failed: Invalid account or account/partition combination specified | account
            Batch job submission failed: Requested reservation is invalid                  | reservation
            Batch job submission failed: Invalid feature specification                     | features
            Batch job submission failed: Requested time limit is invalid (missing or exceeds some limit) | time_limit
            Batch job submission failed: Invalid node name specified                       | include_nodes
            Memory specification can not be satisfied                                      | memory
            Batch job submission failed: Requested node configuration is not available     | nodes
            Batch job submission failed: Invalid generic resource (gres) specification     | gpus
            Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size and/or time limits) | limits
            sbatch: unrecognized option '--nosuch'                                         | sbatch_extra
            """)
    void saysWhyItWasRefusedAndWhatToChange(String said, String word) {
        SchedulerException failure = assertThrows(
                SchedulerException.class, () -> kickoff(FakeSlurm.failed("sbatch: error: " + said + "\n")));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("Slurm refused the job: "), failure.toString());
        assertTrue(failure.help().orElse("").contains(word), failure.help().toString());
        assertEquals(1, failure.exitCode());
        assertEquals("sbatch", failure.command().getFirst());
        assertTrue(failure.output().contains(said));
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        SchedulerException failure =
                assertThrows(SchedulerException.class, () -> kickoff(FakeSlurm.failed("sbatch: error: The moon\n")));
        assertEquals(
                "Slurm did not take the job: sbatch failed with exit code 1: sbatch: error: The moon",
                failure.getMessage());
    }

    @Test
    void findsAJobThatSbatchDidNotLiveToName() {
        slurm.own(FakeSlurm.printed(FakeSlurm.line("11", "RUNNING", "job", "None") + ours("12")));
        assertEquals("12", kickoff(FakeSlurm.timedOut()).get("id").orElse(""));
    }

    @Test
    void saysThatItDoesNotKnowWhereItCannotFindOut() {
        slurm.own(FakeSlurm.timedOut());
        SchedulerException failure = assertThrows(SchedulerException.class, () -> kickoff(FakeSlurm.timedOut()));
        assertTrue(
                String.valueOf(failure.getMessage()).startsWith("Slurm did not say whether it took the job"),
                failure.toString());
    }

    @Test
    void failsWhereTheCommandIsMissing() {
        slurm.commands.without("sbatch");
        SchedulerException failure = assertThrows(SchedulerException.class, this::kickoff);
        assertTrue(failure.help().orElse("").contains("PATH"));
        assertEquals(
                "not in PATH: sbatch", slurm.scheduler().available().reason().orElse(""));
    }

    private List<JobInfo> array(int first, int last) {
        var request = new JobRequest(
                "job",
                new NodeRequest.Between(1, OptionalInt.of(1)),
                null,
                Map.of(),
                Map.of(),
                Path.of("/50% done/1/sched.log"));
        return arrays().kickoff(
                        new ArrayRequest(request, Path.of("/runs/script"), first, last, "/50% done/", "/sched.log"));
    }

    private JobArrays arrays() {
        return slurm.scheduler().arrays().orElseThrow();
    }

    private static String task(String id) {
        return FakeSlurm.line(id, "PENDING", "job", "None").replace("/jobs/job", "/runs/script");
    }

    @Test
    void submitsManyAsTasksOfAnArrayWithALogEach() {
        slurm.program("sbatch", FakeSlurm.printed("12\n"));
        List<JobInfo> jobs = array(3, 5);
        assertEquals(
                List.of("12_3", "12_4", "12_5"),
                jobs.stream().map(job -> job.get("id").orElse("")).toList());
        assertEquals(
                List.of(
                        "sbatch",
                        "--parsable",
                        "--array=3-5",
                        "--output=/50%% done/%a/sched.log",
                        "--open-mode=append",
                        "/runs/script"),
                slurm.commands.asked().getFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size)",
                "Batch job submission failed: Invalid job array specification",
                "Batch job submission failed: Resource temporarily unavailable"
            })
    void saysThatAnArrayIsTooLarge(String said) {
        slurm.program("sbatch", FakeSlurm.failed("sbatch: error: " + said + "\n"));
        assertEquals(List.of(), array(1, 500));
    }

    @Test
    void refusesAnArrayForWhatIsWrongWithEachOfItsJobs() {
        slurm.program("sbatch", FakeSlurm.failed("sbatch: error: Invalid partition name specified\n"));
        assertThrows(SchedulerException.class, () -> array(1, 500));
    }

    /** Another part of the same jobs may be there already, with the same script and name. */
    @Test
    void findsTheArrayThatSbatchDidNotLiveToNameByItsFirstTask() {
        slurm.program("sbatch", FakeSlurm.timedOut());
        slurm.own(FakeSlurm.printed(task("11_1") + task("11_2") + task("12_3") + task("12_4")));
        assertEquals("12_4", array(3, 4).getLast().get("id").orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"1001, '', 1000", "1001, 'bf_continue,max_array_tasks=50,defer', 50", "0, '', 0"})
    void takesAsManyTasksAsSlurmIsSetFor(String size, String parameters, int largest) {
        slurm.commands.prints(
                "MaxArraySize            = " + size + "\nSchedulerParameters     = " + parameters + "\n",
                "scontrol",
                "show",
                "config");
        JobRequest request = new JobRequest(
                "job", new NodeRequest.Between(1, OptionalInt.of(1)), null, Map.of(), Map.of(), Path.of("/a/log"));
        JobArrays arrays = arrays();
        assertEquals(largest, arrays.largest(request));
        assertEquals(largest, arrays.largest(request));
        assertEquals(1, slurm.programs().size());
    }
}
