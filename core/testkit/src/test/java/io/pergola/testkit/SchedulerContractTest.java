package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.pergola.model.NodeInfo;
import io.pergola.spi.ArrayRequest;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobArrays;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.SchedulerInfo;
import io.pergola.spi.SchedulerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract must catch bad schedulers: each of these is bad in several ways. */
class SchedulerContractTest {

    /** Claims to run what it never runs, forgets jobs, pastes values into its header, and takes any failure for an end. */
    public static final class Careless implements SchedulerProvider, Scheduler, NodeInventory, JobArrays {

        private SchedulerContext context = TestContexts.recorded(new RecordedCommands());

        @Override
        public SchedulerInfo info() {
            return new SchedulerInfo("careless", " ", List.of());
        }

        @Override
        public Scheduler create(SchedulerContext given) {
            var made = new Careless();
            made.context = given;
            return made;
        }

        private boolean asks() {
            return context.commands()
                    .run(List.of("true"), Duration.ofSeconds(10))
                    .ok();
        }

        @Override
        public Optional<JobArrays> arrays() {
            return Optional.of(this);
        }

        @Override
        public int largest(JobRequest job) {
            return 10;
        }

        @Override
        public String indexVariable() {
            return "INDEX";
        }

        @Override
        public List<JobInfo> kickoff(ArrayRequest array) {
            asks();
            return Collections.nCopies(array.count(), new JobInfo(Map.of("number", "7")));
        }

        @Override
        public Optional<NodeInventory> inventory() {
            return Optional.of(this);
        }

        @Override
        public List<NodeInfo> nodes() {
            for (int i = 0; i < 5; i++) {
                asks();
            }
            return List.of(NodeInfo.up("n1", 0, 0), NodeInfo.up("n1", 0, 0));
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
            return new JobInfo(Map.of("number", asks() ? "1" : "7"));
        }

        private JobStatus status(JobInfo job) {
            boolean there = asks() && job.values().containsValue("1");
            return new JobStatus(there ? JobState.SCHEDULED : JobState.SCHED_ERROR, "");
        }

        @Override
        public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
            JobInfo first =
                    jobs.isEmpty() ? new JobInfo(Map.of()) : List.copyOf(jobs).getFirst();
            return jobs.size() == 1 ? Map.of(first, status(first)) : Map.of();
        }

        @Override
        public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
            var outcomes = new HashMap<JobInfo, CancelOutcome>();
            jobs.forEach(job -> outcomes.put(job, CancelOutcome.done()));
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
        protected boolean holdJobs() {
            return true;
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(50);
        }
    }

    /** How many tests failed, by the methods that are or make them. */
    private static Map<String, Integer> failures(Class<?> testCase) {
        var listener = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testCase))
                .build();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        assertTrue(summary.getTestsFoundCount() > 10, "the contract ran");
        var failures = new TreeMap<String, Integer>();
        summary.getFailures().forEach(failure -> {
            String name = failure.getTestIdentifier().getLegacyReportingName();
            failures.merge(name.replaceAll("\\(.*", ""), 1, Integer::sum);
        });
        return failures;
    }

    @Test
    void aCarelessSchedulerFailsAlmostEverything() {
        var expected = new TreeMap<String, Integer>();
        for (String test : List.of(
                "theProviderIsAPublicClassThatThePluginLoaderCanMake",
                "theInfoIsSaneAndAlwaysTheSame",
                "everyHeaderLineIsAComment",
                "noNodesNameBecomesCode",
                "aJobsScriptIsRunAndItsOutputKept",
                "aLogsPathIsTakenLiterally",
                "aJobHasAnIdToShow",
                "aJobIsFoundAgainFromItsInfoAloneByAnotherScheduler",
                "manyJobsAreAnsweredInOneQuestionWithAnEntryForEach",
                "manyJobsTakeNoMoreQuestionsThanOne",
                "aJobThatEndedIsSaidToHaveEnded",
                "aRunningJobCanBeCancelled",
                "aWaitingJobIsSaidToWaitAndCanBeCancelled",
                "aHeldJobRunsOnceItMay",
                "jobsOfAnArrayRunEachWithItsIndexAndItsLog",
                "jobsOfAnArrayAreAnsweredAndCancelledEachByItself",
                "jobsOfAnArrayThatWaitAreSaidToWait",
                "aJobThatIsGoneCountsAsCancelled",
                "anAllocationHasNodesOfSomeSize",
                "anAllocationHasAsManyNodesAsWereAskedFor",
                "anAllocationHasTheNodesThatWereNamed",
                "theInventoryIsWholeAndConsistent",
                "theInventoryTakesFewQuestions",
                "aProgramCanBeStartedOverItsNodes")) {
            expected.put(test, 1);
        }
        expected.put("noValueBecomesCode", 8);
        expected.put("noJobIsSaidToHaveEndedWhen", 4);
        expected.put("noJobIsSaidToBeCancelledThatRunsOnWhen", 5);
        expected.put("noJobIsSaidToBeSubmittedThatIsNotWhen", 4);
        expected.put("noArrayIsSaidToBeSubmittedThatIsNotWhen", 5);
        expected.put("theInventoryIsAFailureWhen", 5);
        assertEquals(expected, failures(CarelessCase.class));
    }
}
