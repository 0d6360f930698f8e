package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.SchedulerInfo;
import io.pergola.spi.SchedulerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract must catch bad schedulers: each of these is bad in several ways. */
class SchedulerContractTest {

    /** Claims to run what it never runs, forgets jobs, and pastes values into its header. */
    public static final class Careless implements SchedulerProvider, Scheduler {

        @Override
        public SchedulerInfo info() {
            return new SchedulerInfo("careless", " ", List.of());
        }

        @Override
        public Scheduler create(SchedulerContext context) {
            return this;
        }

        @Override
        public Availability available() {
            return Availability.yes();
        }

        @Override
        public KickoffHeader header(JobRequest job) {
            List<String> partition = job.schedule().getOrDefault("partition", List.of("any"));
            return new KickoffHeader(
                    List.of("partition=\"" + partition.getFirst().replaceAll("\\R", " ") + "\""));
        }

        @Override
        public JobInfo kickoff(JobRequest job, Path script) {
            return new JobInfo(Map.of("number", "1"));
        }

        @Override
        public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
            return jobs.size() == 1
                    ? Map.of(List.copyOf(jobs).getFirst(), new JobStatus(JobState.SCHEDULED, ""))
                    : Map.of();
        }

        @Override
        public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
            var outcomes = new HashMap<JobInfo, CancelOutcome>();
            jobs.forEach(job -> outcomes.put(job, CancelOutcome.failed("never")));
            return outcomes;
        }

        @Override
        public NodeSet allocationNodes(JobInfo job) {
            throw new IllegalStateException("no nodes");
        }

        @Override
        public LaunchCommand testCommand(LaunchRequest request) {
            return new LaunchCommand(List.of(""));
        }
    }

    /** Run by the test below, and by nothing else: its name does not end as test classes do. */
    static final class CarelessCase extends SchedulerContract {

        @Override
        protected SchedulerProvider provider() {
            return new Careless();
        }

        @Override
        protected JobInfo unknownJob(JobInfo real) {
            return new JobInfo(Map.of("number", "2"));
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(50);
        }
    }

    private static Set<String> failures(Class<?> testCase) {
        var listener = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testCase))
                .build();
        LauncherFactory.create().execute(request, listener);
        var names = new TreeSet<String>();
        TestExecutionSummary summary = listener.getSummary();
        summary.getFailures()
                .forEach(failure -> names.add(failure.getTestIdentifier().getDisplayName()));
        assertTrue(summary.getTestsFoundCount() > 10, "the contract ran");
        return names;
    }

    @Test
    void aCarelessSchedulerFailsAlmostEverything() {
        assertEquals(
                new TreeSet<>(Set.of(
                        "theProviderIsAPublicClassThatThePluginLoaderCanMake()",
                        "theInfoIsSaneAndAlwaysTheSame()",
                        "everyHeaderLineIsAComment()",
                        "partition",
                        "account",
                        "cluster",
                        "features",
                        "include_nodes",
                        "qos",
                        "reservation",
                        "wckey",
                        "aJobsScriptIsRunAndItsOutputKept()",
                        "aJobHasAnIdToShow()",
                        "aJobIsFoundAgainFromItsInfoAloneByAnotherScheduler()",
                        "manyJobsAreAnsweredInOneQuestionWithAnEntryForEach()",
                        "aJobThatEndedIsSaidToHaveEnded()",
                        "aRunningJobCanBeCancelled()",
                        "aJobThatIsGoneCountsAsCancelled()",
                        "anAllocationHasNodesOfSomeSize()",
                        "aProgramCanBeStartedOverItsNodes()")),
                failures(CarelessCase.class));
    }
}
