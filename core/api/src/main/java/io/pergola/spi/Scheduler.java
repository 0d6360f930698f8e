package io.pergola.spi;

import io.pergola.model.SchedulerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Talks to one batch system: text in, text out. It keeps nothing between calls that could not be lost: waiting, throttling,
 * caching and the writing of scripts are the engine's. Calls may come from several threads, never two at a time for one job.
 * A call that takes more than a minute, throws anything but {@link SchedulerException}, or returns null counts as broken and
 * is reported by the plugin's name.
 */
public interface Scheduler {

    /** Whether this batch system's commands are here. Cheap; says nothing of whether the controller answers. */
    Availability available();

    /** The version of the batch system, as its commands print it, for those who look for what is amiss. By default empty. */
    default Optional<String> version() {
        return Optional.empty();
    }

    /**
     * Whether the batch system would refuse every job of a test with these settings, whatever its nodes, as where its account
     * does not exist. Asked once for each different settings of a command, before anything is made for a test. What is not sure
     * passes, also where the batch system does not answer: then the submission will tell. By default everything passes.
     *
     * @param schedule the settled values of the section {@code schedule}, as in {@link JobRequest}
     * @param options those of the scheduler's own section
     * @throws SchedulerException if it would be refused
     */
    default void check(Map<String, List<String>> schedule, Map<String, List<String>> options) {}

    /** The lines that stand at the top of the kickoff script, right after its {@code #!}. */
    KickoffHeader header(JobRequest job);

    /**
     * Submits a job.
     *
     * @param job what is asked for
     * @param script the executable kickoff script
     * @return what is needed to find the job again, from any host and in any later process
     * @throws SchedulerException if the batch system refused
     */
    JobInfo kickoff(JobRequest job, Path script);

    /**
     * The state of many jobs, in as few questions to the batch system as it allows.
     *
     * @return an entry for each job asked for; {@link JobState#UNKNOWN} where the batch system did not say
     * @throws SchedulerException if it does not answer at all; every job is then unknown
     */
    Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs);

    /**
     * The least time between two calls of {@link #jobStatus}, by all processes of a user together. The site may set another.
     * Zero if a question costs nobody anything: then it is asked as often as somebody wants to know, and submissions are not
     * counted either.
     */
    default Duration statusInterval() {
        return Duration.ofSeconds(10);
    }

    /**
     * Cancels jobs, in as few commands as possible. A job that is gone already counts as cancelled.
     *
     * @return an entry for each job asked for
     * @throws SchedulerException if the batch system does not answer at all
     */
    Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs);

    /**
     * The nodes that this process's allocation holds. Called inside the job only.
     *
     * @throws SchedulerException if that cannot be found out
     */
    NodeSet allocationNodes(JobInfo job);

    /** The command that starts a parallel program over the test's nodes: the variable {@code sched.test_cmd}. */
    LaunchCommand testCommand(LaunchRequest request);

    /**
     * The command line that starts a program on one node of this process's allocation, prints what that prints, hands on SIGTERM to
     * it, and ends as it ends. Called inside the job only. By default the program's own: everything runs where the pilot runs.
     */
    default List<String> startOn(NodeStart start) {
        return start.command();
    }

    /**
     * Whether the cores of a job's node are not its own, since nobody hands them out: the jobs of a user then share them among
     * themselves. By default they are.
     */
    default boolean sharesCores() {
        return false;
    }

    /**
     * All nodes of the machine. A scheduler that has this is <em>advanced</em>: tests may then ask for nodes by name, and chunks
     * are cut from them.
     */
    default Optional<NodeInventory> inventory() {
        return Optional.empty();
    }

    /** Many equal jobs in one submission; empty if the batch system has no such thing. */
    default Optional<JobArrays> arrays() {
        return Optional.empty();
    }
}
