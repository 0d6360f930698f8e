package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.exec.SystemCommands;
import io.pergola.exec.SystemProcesses;
import io.pergola.model.SchedulerException;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.CommandRunner;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.SchedulerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** What a back end's test class says of itself, and what all tests of the contract do with jobs. */
abstract class SchedulerFixture {

    private final List<JobInfo> started = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @SuppressWarnings("NullAway.Init") // see makeScheduler
    private Scheduler scheduler;

    /** For subclasses. */
    protected SchedulerFixture() {}

    /** The provider under test; a new one each time. */
    protected abstract SchedulerProvider provider();

    /**
     * The job info of a job that is not there.
     *
     * @param real the info of a real job, as a pattern; change what makes it that job
     */
    protected abstract JobInfo unknownJob(JobInfo real);

    /** What the scheduler is given: this machine's commands and processes, unless overridden. */
    protected SchedulerContext context() {
        return TestContexts.real(directory);
    }

    /** The values of the {@code schedule} section that jobs here need, such as a partition; none unless overridden. */
    protected Map<String, List<String>> schedule() {
        return Map.of();
    }

    /** The values of the scheduler's own section: its defaults, unless overridden. */
    protected Map<String, List<String>> options() {
        var options = new HashMap<String, List<String>>();
        provider().info().options().forEach(option -> options.put(option.name(), option.defaults()));
        return options;
    }

    /** Where files lie that jobs write: a temporary directory, unless jobs run on nodes that do not see it. */
    protected Path workDirectory() {
        return directory;
    }

    /** The states that a job may be in after its script ended well; it must get to one of them. */
    protected Set<JobState> endStates() {
        return EnumSet.of(JobState.ENDED, JobState.SCHED_ERROR);
    }

    /** How long a job may take to start or to end. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    /**
     * What the scheduler is given inside a job: this machine's commands and processes in the job's own environment, unless
     * overridden.
     *
     * @param environment the variables that the job's script saw
     */
    protected SchedulerContext contextInside(JobInfo job, Map<String, String> environment) {
        return new SchedulerContext(
                new SystemCommands(environment),
                new SystemProcesses(environment, directory),
                InstantSource.system(),
                environment);
    }

    /**
     * Makes the batch system start no further jobs until {@link #releaseJobs}, so that jobs wait for sure.
     *
     * @return false if there is no such way; the tests that need it are then skipped
     */
    protected boolean holdJobs() {
        return false;
    }

    /** Undoes {@link #holdJobs}; called after it in every case. */
    protected void releaseJobs() {}

    @BeforeEach
    final void makeScheduler() {
        scheduler = provider().create(context());
    }

    @AfterEach
    final void cancelWhatWasStarted() {
        if (!started.isEmpty()) {
            scheduler.cancel(started);
        }
    }

    /** The scheduler under test. */
    final Scheduler scheduler() {
        return scheduler;
    }

    /** Another one, whose commands are run by something else. */
    final Scheduler with(CommandRunner commands) {
        SchedulerContext given = context();
        return provider().create(new SchedulerContext(commands, given.processes(), given.clock(), given.environment()));
    }

    final void requireAvailable() {
        String reason = scheduler.available().reason().orElse("");
        assumeTrue(reason.isEmpty(), reason);
    }

    final JobInfo kickoff(String name, String body) {
        return kickoff(request(name, schedule(), options()), body);
    }

    final JobInfo kickoff(JobRequest request, String body) {
        requireAvailable();
        Path script = workDirectory().resolve(request.name() + ".sh");
        JobInfo job = scheduler.kickoff(request, KickoffScripts.write(script, scheduler.header(request), body));
        return remember(job);
    }

    /** A job that must not outlive the test. */
    final JobInfo remember(JobInfo job) {
        started.add(job);
        return job;
    }

    final JobRequest request(String name, Map<String, List<String>> schedule, Map<String, List<String>> options) {
        return request(name, new NodeRequest.Between(1, OptionalInt.of(1)), schedule, options);
    }

    final JobRequest request(
            String name, NodeRequest nodes, Map<String, List<String>> schedule, Map<String, List<String>> options) {
        return new JobRequest(name, nodes, Duration.ofMinutes(10), schedule, options, log(name));
    }

    final Path log(String name) {
        return workDirectory().resolve(name + ".log");
    }

    static Map<JobInfo, JobStatus> statusOf(Scheduler scheduler, List<JobInfo> jobs) {
        Map<JobInfo, JobStatus> answers = scheduler.jobStatus(jobs);
        assertNotNull(answers);
        return answers;
    }

    final JobState state(JobInfo job) {
        return entry(statusOf(scheduler, List.of(job)).get(job)).state();
    }

    /** Until that scheduler says of each that it waits or runs: a batch system may need a moment to know a new job. */
    final void awaitAlive(Scheduler asked, List<JobInfo> jobs) {
        await(() -> {
            Map<JobInfo, JobStatus> answers = statusOf(asked, jobs);
            return jobs.stream().allMatch(job -> isAlive(entry(answers.get(job)))) ? "" : "sleeping jobs: " + answers;
        });
    }

    static boolean isAlive(JobStatus status) {
        return Set.of(JobState.SCHEDULED, JobState.SCHED_STARTUP).contains(status.state());
    }

    final void assertCancelled(JobInfo job) {
        Map<JobInfo, CancelOutcome> outcomes = scheduler.cancel(List.of(job));
        CancelOutcome outcome = entry(outcomes.get(job));
        assertEquals("", outcome.failure().orElse(""));
    }

    final String ended(JobInfo job) {
        JobState state = state(job);
        return state == JobState.SCHED_CANCELLED || endStates().contains(state) ? "" : "the job is still " + state;
    }

    final void await(Supplier<String> look) {
        new Waiting(patience()).until(look);
    }

    static <T> T entry(@Nullable T value) {
        if (value == null) {
            throw new AssertionFailedError("no entry for a job that was asked for");
        }
        return value;
    }

    /** What a question came to; empty where the scheduler said that it got no answer. */
    static <T> Optional<T> answer(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (SchedulerException said) {
            return Optional.empty();
        }
    }
}
