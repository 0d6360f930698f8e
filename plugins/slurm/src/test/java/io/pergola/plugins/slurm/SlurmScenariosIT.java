package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.SchedulerException;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.LaunchRequest;
import io.pergola.testkit.RequiresSlurm;
import io.pergola.testkit.SlurmCluster;
import io.pergola.testkit.SlurmOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to jobs on a real Slurm, and what is said of it. */
@RequiresSlurm
class SlurmScenariosIT {

    private static final String SLEEP = "exec sleep 300";

    @SuppressWarnings("NullAway.Init") // see start
    private static SlurmCluster cluster;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @SuppressWarnings("NullAway.Init") // see makeJobs
    private RealJobs jobs;

    @BeforeAll
    static void start() {
        // Commands wait for so long where there is no controller.
        cluster = SlurmCluster.start(4, SlurmOptions.DEFAULT.withConfiguration("MessageTimeout=4"));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @BeforeEach
    void makeJobs() {
        jobs = new RealJobs(cluster, directory);
    }

    @AfterEach
    void cancelAll() {
        cluster.check("squeue", "-h", "-o", "%F").lines().distinct().forEach(id -> cluster.check("scancel", id));
    }

    @Test
    void runningThenCancelled() {
        JobInfo job = jobs.submit("running", SLEEP);
        jobs.awaitRunning(job);
        jobs.scheduler().cancel(List.of(job));
        jobs.await(job, JobState.SCHED_CANCELLED, "was cancelled");
    }

    @Test
    void failedWithItsExitCode() {
        jobs.await(jobs.submit("failed", "exit 3"), JobState.SCHED_ERROR, "its script failed with exit code 3");
    }

    @Test
    void waitingForNodes() {
        cluster.drain("node4", "disk errors, see ticket 42");
        JobInfo job = jobs.nodes(4).submit("waiting", SLEEP);
        jobs.await(job, JobState.SCHEDULED, "waits for nodes");
        cluster.resume("node4");
        jobs.awaitRunning(job);
    }

    @Test
    void heldThenReleased() {
        JobInfo job = jobs.option("sbatch_extra", "--hold").submit("held", SLEEP);
        jobs.await(job, JobState.SCHEDULED, "waits because its user holds it");
        cluster.check("scontrol", "release", job.get("id").orElse(""));
        jobs.awaitRunning(job);
    }

    @Test
    void waitingForEver() {
        jobs.await(jobs.nodes(9).submit("large", SLEEP), JobState.SCHEDULED, "waits for ever");
    }

    @Test
    void onANodeThatFails() {
        JobInfo job = jobs.on("node3").option("sbatch_extra", "--no-requeue").submit("lost", SLEEP);
        jobs.awaitRunning(job);
        cluster.down("node3", "dead");
        jobs.await(job, JobState.SCHED_ERROR, "a node failed, of node3");
        cluster.resume("node3");
    }

    @Test
    void requeuedWhereItsNodeFails() {
        JobInfo job = jobs.on("node3").option("sbatch_extra", "--requeue").submit("requeued", SLEEP);
        jobs.awaitRunning(job);
        cluster.down("node3", "dead");
        jobs.await(job, JobState.SCHEDULED, "was requeued (restart 1)");
        cluster.resume("node3");
        jobs.scheduler().cancel(List.of(job));
        jobs.await(job, JobState.SCHED_CANCELLED, "was cancelled");
    }

    @Test
    void unknownWhileTheControllerIsDownAndKnownAgainAfter() {
        JobInfo job = jobs.submit("steady", SLEEP);
        jobs.awaitRunning(job);
        cluster.stopController();
        try {
            JobStatus status = jobs.status(job);
            assertEquals(JobState.UNKNOWN, status.state());
            assertTrue(status.reason().contains("not answer"), status.reason());
            assertThrows(SchedulerException.class, () -> jobs.scheduler().cancel(List.of(job)));
        } finally {
            cluster.startController();
        }
        jobs.awaitRunning(job);
    }

    @Test
    void tasksOfAnArray() {
        cluster.check(
                "sbatch",
                "--parsable",
                "-J",
                "array",
                "-o",
                "/dev/null",
                "--array=1-3%1",
                "-D",
                directory.toString(),
                "--wrap",
                SLEEP);
        String id = cluster.check("squeue", "-h", "-n", "array", "-o", "%F")
                .lines()
                .findFirst()
                .orElse("");
        JobInfo first = new JobInfo(Map.of("id", id + "_1", "name", "array"));
        JobInfo second = new JobInfo(Map.of("id", id + "_2", "name", "array"));
        jobs.awaitRunning(first);
        jobs.await(second, JobState.SCHEDULED, "waits for other tasks of its array");
        jobs.scheduler().cancel(List.of(second));
        jobs.await(second, JobState.SCHED_ERROR, "a task of an array that is cancelled while it waits leaves no trace");
        jobs.awaitRunning(first);
    }

    @Test
    void goneWithALaterJobOfItsNumber() {
        JobInfo job = jobs.submit("later", SLEEP);
        var earlier = new LinkedHashMap<>(job.values());
        earlier.put("name", "earlier");
        JobInfo other = new JobInfo(earlier);
        assertEquals(JobState.SCHED_ERROR, jobs.status(other).state());
        jobs.scheduler().cancel(List.of(other));
        jobs.awaitRunning(job);
    }

    @Nested
    class Reserved {

        @BeforeEach
        void reserve() {
            cluster.check(
                    "scontrol",
                    "create",
                    "reservation",
                    "reservationname=upkeep",
                    "starttime=now",
                    "duration=60",
                    "nodes=node2",
                    "users=root",
                    "flags=ignore_jobs");
        }

        @AfterEach
        void free() {
            cluster.check("scancel", "--reservation=upkeep", "--me");
            RealJobs.await(() ->
                    cluster.run("scontrol", "delete", "reservationname=upkeep").ok() ? "" : "in use");
        }

        @Test
        void nodesTakeJobsOfTheirReservation() {
            JobInfo job = jobs.schedule("reservation", "upkeep").submit("inside", SLEEP);
            jobs.awaitRunning(job);
            assertEquals(
                    "node2", cluster.check("squeue", "-h", "-j", job.get("id").orElse(""), "-o", "%N"));
        }

        @Test
        void nodesTakeJobsOfAnyReservation() {
            jobs.awaitRunning(jobs.schedule("reservation", "any").on("node2").submit("any", SLEEP));
        }

        @Test
        void nodesTakeNoOthers() {
            jobs.await(jobs.on("node2").submit("outside", SLEEP), JobState.SCHEDULED, "waits for");
        }
    }

    @Nested
    class Refused {

        private SchedulerException refusal() {
            return assertThrows(SchedulerException.class, () -> jobs.submit("refused", SLEEP));
        }

        private void assertRefused(String words, String help) {
            SchedulerException refusal = refusal();
            assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.toString());
            assertTrue(refusal.help().orElse("").contains(help), refusal.help().toString());
            assertTrue(refusal.exitCode() > 0, refusal.toString());
            assertFalse(refusal.output().isBlank());
        }

        @Test
        void partition() {
            jobs.schedule("partition", "nosuch");
            assertRefused("there is no such partition", "schedule.partition");
        }

        @Test
        void reservation() {
            jobs.schedule("reservation", "nosuch");
            assertRefused("there is no such reservation", "schedule.reservation");
        }

        @Test
        void feature() {
            jobs.option("features", "nosuch");
            assertRefused("no node has such a feature", "features");
        }

        @Test
        void node() {
            jobs.on("node9");
            assertRefused("there is no such node", "include_nodes");
        }

        @Test
        void memoryAndGpus() {
            jobs.option("memory", "9T");
            assertRefused("no node has that much memory", "memory");
            jobs.option("memory").option("gpus", "99");
            assertRefused("no nodes are as the job asks", "GPUs");
        }

        @Test
        void extraOption() {
            jobs.option("sbatch_extra", "--nosuch");
            assertRefused("sbatch does not know an option", "sbatch_extra");
        }
    }

    @Test
    void strangeValuesReachSlurmAsTheyAre() {
        String strange = "a 'b' # \"c\" \\ $(touch " + directory.resolve("canary") + ") #sbatch -n9";
        JobInfo job = jobs.schedule("account", strange).submit("strange", SLEEP);
        assertEquals(strange, cluster.check("squeue", "-h", "-j", job.get("id").orElse(""), "-O", "Account:"));
        assertFalse(Files.exists(directory.resolve("canary")));
    }

    @Test
    void optionsReachSlurm() {
        JobInfo job = jobs.nodes(2)
                .schedule("tasks_per_node", "3")
                .option("memory", "200M")
                .option("exclusive", "true")
                .submit("sized", "env | grep -E '^SLURM_(NTASKS_PER_NODE|MEM_PER_NODE|JOB_CPUS_PER_NODE)=' | sort");
        jobs.await(job, JobState.ENDED, "ended");
        RealJobs.await(() -> jobs.output("sized").isEmpty() ? "no output" : "");
        assertEquals(
                "SLURM_JOB_CPUS_PER_NODE=8(x2)\nSLURM_MEM_PER_NODE=200\nSLURM_NTASKS_PER_NODE=3\n",
                jobs.output("sized"));
    }

    @Test
    void gpusAreThere() {
        jobs.schedule("partition", "gpu").option("gpus", "a100:2").submit("gpus", "echo $SLURM_GPUS_ON_NODE");
        RealJobs.await(() -> jobs.output("gpus").equals("2\n") ? "" : "printed: " + jobs.output("gpus"));
    }

    @Test
    void srunStartsTasksOnTheNodes() {
        jobs.on("node2", "node3").schedule("tasks_per_node", "2");
        List<String> words = jobs.scheduler()
                .testCommand(new LaunchRequest(List.of("node2", "node3"), 4, 2, Map.of(), Map.of()))
                .words();
        jobs.submit("srun", String.join(" ", words) + " hostname");
        RealJobs.await(() -> jobs.output("srun").lines().count() == 4 ? "" : "printed: " + jobs.output("srun"));
        assertEquals(
                List.of("node2", "node3"),
                new TreeSet<>(jobs.output("srun").lines().toList()).stream().toList());
    }
}
