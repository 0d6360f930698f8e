package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.model.SchedulerException;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.OptionKey;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.SchedulerInfo;
import io.pergola.spi.SchedulerProvider;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/**
 * The tests that every scheduler must pass. A plugin's test class extends it, names its provider, and gets them all; they submit
 * real jobs. Where the scheduler says that it is not available, the tests that need it are reported as skipped, with its reason.
 */
public abstract class SchedulerContract {

    private static final Set<String> SECTION_KEYS =
            Set.of("partition", "qos", "account", "wckey", "reservation", "features", "cluster", "include_nodes");
    private static final List<String> HOSTILE = List.of(
            "a\ntouch CANARY",
            "a\r\ntouch CANARY\r",
            "$(touch CANARY)",
            "`touch CANARY`",
            "'; touch CANARY; '",
            "\"; touch CANARY; \"",
            "a; touch CANARY #");

    private final List<JobInfo> started = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @SuppressWarnings("NullAway.Init") // see setUp
    private Scheduler scheduler;

    /** For subclasses. */
    protected SchedulerContract() {}

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

    /** What the scheduler is given inside a job: the same, unless the batch system tells jobs more in their environment. */
    protected SchedulerContext contextInside(JobInfo job) {
        return context();
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
        return EnumSet.of(JobState.SCHED_STARTUP, JobState.SCHED_ERROR);
    }

    /** How long a job may take to start or to end. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

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

    @Test
    void theProviderIsAPublicClassThatThePluginLoaderCanMake() throws NoSuchMethodException {
        Class<?> type = provider().getClass();
        assertTrue(Modifier.isPublic(type.getModifiers()), type + " must be public");
        assertTrue(Modifier.isPublic(type.getConstructor().getModifiers()), "and its constructor too");
        assertTrue(
                Arrays.stream(type.getAnnotations())
                        .anyMatch(mark -> mark.annotationType().getName().equals("org.pf4j.Extension")),
                type + " must carry @Extension");
    }

    @Test
    void theInfoIsSaneAndAlwaysTheSame() {
        SchedulerInfo info = provider().info();
        assertEquals(info, provider().info());
        assertFalse(info.description().isBlank(), "show schedulers prints the description");
        assertEquals(
                info.options().size(),
                info.options().stream().map(OptionKey::name).distinct().count(),
                "each option has its own name");
        info.options().forEach(SchedulerContract::assertSane);
    }

    private static void assertSane(OptionKey option) {
        String name = "option " + option.name();
        assertFalse(option.description().isBlank(), name + " has a description");
        assertTrue(
                option.type() == OptionKey.Type.LIST || option.defaults().size() <= 1,
                name + " has at most one default");
        String form =
                switch (option.type()) {
                    case COUNT -> "\\d+";
                    case BOOL -> "true|false";
                    case TEXT, LIST -> "(?s).*";
                };
        option.defaults().forEach(value -> assertTrue(value.matches(form), name + ": default " + value));
    }

    @Test
    void itSaysWhetherItIsAvailable() {
        scheduler.available().reason().ifPresent(reason -> assertFalse(reason.isBlank(), "no needs a reason"));
    }

    @Test
    void everyHeaderLineIsAComment() {
        List<String> lines =
                scheduler.header(request("header", schedule(), options())).lines();
        assertEquals(
                List.of(), lines.stream().filter(line -> !line.startsWith("#")).toList());
    }

    /** A refusal is as good as quoting; code is not. */
    @TestFactory
    Stream<DynamicTest> noValueBecomesCode() {
        Stream<String> options = provider().info().options().stream()
                .filter(option -> option.type() == OptionKey.Type.TEXT || option.type() == OptionKey.Type.LIST)
                .map(OptionKey::name);
        return Stream.concat(SECTION_KEYS.stream().sorted(), options)
                .distinct()
                .map(key -> DynamicTest.dynamicTest(
                        key, () -> HOSTILE.forEach(value -> assertNoCode(key, value.replace("CANARY", canary())))));
    }

    private String canary() {
        return KickoffScripts.quoted(directory.resolve("canary"));
    }

    private void assertNoCode(String key, String value) {
        var schedule = new HashMap<>(schedule());
        var options = new HashMap<>(options());
        (options.containsKey(key) ? options : schedule).put(key, List.of(value));
        KickoffHeader header;
        try {
            header = scheduler.header(request("hostile", schedule, options));
        } catch (SchedulerException refused) {
            return;
        }
        Path script = KickoffScripts.write(directory.resolve("hostile.sh"), header, "exit 0");
        TestContexts.real(directory).commands().run(List.of("bash", script.toString()), Duration.ofSeconds(10));
        assertFalse(directory.resolve("canary").toFile().exists(), key + " = " + value + " was run as code");
        assertEquals(
                List.of(),
                header.lines().stream().filter(line -> !line.startsWith("#")).toList(),
                key + " = " + value);
    }

    @Test
    void aJobsScriptIsRunAndItsOutputKept() {
        Path marker = workDirectory().resolve("marker");
        kickoff("run", "echo said by the script; echo done > " + KickoffScripts.quoted(marker));
        await(() -> KickoffScripts.read(marker).equals("done\n") ? "" : "the script has not run");
        await(() ->
                KickoffScripts.read(log("run")).contains("said by the script") ? "" : "its output is not in the log");
    }

    @Test
    void aJobHasAnIdToShow() {
        JobInfo job = kickoff("id", "exit 0");
        assertFalse(job.get("id").orElse("").isBlank(), "the key id is shown to users: " + job);
    }

    @Test
    void aJobIsFoundAgainFromItsInfoAloneByAnotherScheduler() {
        JobInfo job = kickoff("again", "sleep 300");
        JobInfo read = throughText(job);
        Scheduler later = provider().create(context());
        assertAlive(statusOf(later, List.of(read)).get(read));
        later.cancel(List.of(read));
        await(() -> ended(job));
    }

    /** What may come back from a file: the same texts in another order. */
    private static JobInfo throughText(JobInfo job) {
        var values = new TreeMap<String, String>(Comparator.reverseOrder());
        values.putAll(job.values());
        return new JobInfo(values);
    }

    @Test
    void manyJobsAreAnsweredInOneQuestionWithAnEntryForEach() {
        JobInfo first = kickoff("first", "sleep 300");
        JobInfo second = kickoff("second", "sleep 300");
        JobInfo unknown = unknownJob(first);
        List<JobInfo> all = List.of(first, unknown, second);
        Map<JobInfo, JobStatus> answers = statusOf(scheduler, all);
        assertEquals(Set.copyOf(all), answers.keySet());
        assertAlive(answers.get(first));
        assertAlive(answers.get(second));
        JobStatus none = entry(answers.get(unknown));
        assertTrue(Set.of(JobState.SCHED_ERROR, JobState.UNKNOWN).contains(none.state()), "unknown job: " + none);
    }

    @Test
    void noJobsNeedNoAnswer() {
        requireAvailable();
        assertEquals(Map.of(), scheduler.jobStatus(List.of()));
        assertEquals(Map.of(), scheduler.cancel(List.of()));
    }

    @Test
    void aJobThatEndedIsSaidToHaveEnded() {
        Path marker = workDirectory().resolve("marker");
        JobInfo job = kickoff("end", "echo done > " + KickoffScripts.quoted(marker));
        await(() -> KickoffScripts.read(marker).isEmpty() ? "the script has not run" : "");
        await(() -> ended(job));
    }

    @Test
    void aRunningJobCanBeCancelled() {
        Path marker = workDirectory().resolve("marker");
        JobInfo job = kickoff("cancel", "echo up > " + KickoffScripts.quoted(marker) + "\nexec sleep 300");
        await(() -> KickoffScripts.read(marker).isEmpty() ? "the script has not run" : "");
        assertCancelled(job);
        await(() -> ended(job));
    }

    @Test
    void aJobThatIsGoneCountsAsCancelled() {
        JobInfo job = kickoff("gone", "exit 0");
        await(() -> ended(job));
        assertCancelled(job);
        JobInfo unknown = unknownJob(job);
        assertEquals(Set.of(unknown), scheduler.cancel(List.of(unknown)).keySet());
    }

    @Test
    void anAllocationHasNodesOfSomeSize() {
        JobInfo job = kickoff("nodes", "sleep 300");
        await(() -> state(job) == JobState.SCHEDULED ? "the job waits" : "");
        NodeSet nodes = provider().create(contextInside(job)).allocationNodes(job);
        nodes.nodes().forEach(node -> assertTrue(node.cpus() >= 1, "a node has processors: " + node));
    }

    @Test
    void aProgramCanBeStartedOverItsNodes() {
        for (List<String> nodes : List.of(List.of("n1"), List.of("n1", "n2"))) {
            var request = new LaunchRequest(nodes, 2 * nodes.size(), 2, schedule(), options());
            LaunchCommand command = scheduler.testCommand(request);
            assertFalse(command.words().contains(""), "empty word in " + command);
        }
    }

    private void requireAvailable() {
        String reason = scheduler.available().reason().orElse("");
        assumeTrue(reason.isEmpty(), reason);
    }

    private JobInfo kickoff(String name, String body) {
        requireAvailable();
        JobRequest request = request(name, schedule(), options());
        Path script = workDirectory().resolve(name + ".sh");
        JobInfo job = scheduler.kickoff(request, KickoffScripts.write(script, scheduler.header(request), body));
        started.add(job);
        return job;
    }

    private JobRequest request(String name, Map<String, List<String>> schedule, Map<String, List<String>> options) {
        var nodes = new NodeRequest.Between(1, OptionalInt.of(1));
        return new JobRequest(name, nodes, Duration.ofMinutes(10), schedule, options, log(name));
    }

    private Path log(String name) {
        return workDirectory().resolve(name + ".log");
    }

    private static Map<JobInfo, JobStatus> statusOf(Scheduler scheduler, List<JobInfo> jobs) {
        Map<JobInfo, JobStatus> answers = scheduler.jobStatus(jobs);
        assertNotNull(answers);
        return answers;
    }

    private JobState state(JobInfo job) {
        return entry(statusOf(scheduler, List.of(job)).get(job)).state();
    }

    private static void assertAlive(@Nullable JobStatus status) {
        JobState state = entry(status).state();
        assertTrue(Set.of(JobState.SCHEDULED, JobState.SCHED_STARTUP).contains(state), "a sleeping job: " + status);
    }

    private void assertCancelled(JobInfo job) {
        Map<JobInfo, CancelOutcome> outcomes = scheduler.cancel(List.of(job));
        CancelOutcome outcome = entry(outcomes.get(job));
        assertEquals("", outcome.failure().orElse(""));
    }

    private String ended(JobInfo job) {
        JobState state = state(job);
        return state == JobState.SCHED_CANCELLED || endStates().contains(state) ? "" : "the job is still " + state;
    }

    private void await(Supplier<String> look) {
        new Waiting(patience()).until(look);
    }

    private static <T> T entry(@Nullable T value) {
        if (value == null) {
            throw new AssertionFailedError("no entry for a job that was asked for");
        }
        return value;
    }
}
