package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.OptionKey;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerInfo;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests that every scheduler must pass. A plugin's test class extends it, names its provider, and gets them all; they submit
 * real jobs. Where the scheduler says that it is not available, the tests that need it are reported as skipped, with its reason.
 */
public abstract class SchedulerContract extends ClusterContract {

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

    /** For subclasses. */
    protected SchedulerContract() {}

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
        scheduler().available().reason().ifPresent(reason -> assertFalse(reason.isBlank(), "no needs a reason"));
    }

    @Test
    void everyHeaderLineIsAComment() {
        List<String> lines =
                scheduler().header(request("header", schedule(), options())).lines();
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

    @Test
    void noNodesNameBecomesCode() {
        for (String value : HOSTILE) {
            var nodes = new NodeRequest.Exactly(List.of(value.replace("CANARY", canary())));
            assertNoCode("node", value, request("hostile", nodes, schedule(), options()));
        }
    }

    private String canary() {
        return KickoffScripts.quoted(directory.resolve("canary"));
    }

    private void assertNoCode(String key, String value) {
        var schedule = new HashMap<>(schedule());
        var options = new HashMap<>(options());
        (options.containsKey(key) ? options : schedule).put(key, List.of(value));
        assertNoCode(key, value, request("hostile", schedule, options));
    }

    private void assertNoCode(String key, String value, JobRequest request) {
        Optional<KickoffHeader> header = answer(() -> scheduler().header(request));
        if (header.isEmpty()) {
            return;
        }
        Path script = KickoffScripts.write(directory.resolve("hostile.sh"), header.get(), "exit 0");
        TestContexts.real(directory).commands().run(List.of("bash", script.toString()), Duration.ofSeconds(10));
        assertFalse(directory.resolve("canary").toFile().exists(), key + " = " + value + " was run as code");
        assertEquals(
                List.of(),
                header.get().lines().stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList(),
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
    void aLogsPathIsTakenLiterally() {
        Path log = workDirectory().resolve("it's 100% $(odd) %j\\.log");
        JobRequest usual = request("log", schedule(), options());
        kickoff(
                new JobRequest("log", usual.nodes(), usual.timeLimit(), usual.schedule(), usual.options(), log),
                "echo said by the script");
        await(() -> KickoffScripts.read(log).contains("said by the script") ? "" : "there is no output in " + log);
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
        awaitAlive(later, List.of(read));
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
        Map<JobInfo, JobStatus> answers = statusOf(scheduler(), all);
        assertEquals(Set.copyOf(all), answers.keySet());
        awaitAlive(scheduler(), List.of(first, second));
        JobStatus none = entry(answers.get(unknown));
        assertTrue(Set.of(JobState.SCHED_ERROR, JobState.UNKNOWN).contains(none.state()), "unknown job: " + none);
    }

    @Test
    void noJobsNeedNoAnswer() {
        requireAvailable();
        assertEquals(Map.of(), scheduler().jobStatus(List.of()));
        assertEquals(Map.of(), scheduler().cancel(List.of()));
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
        assertEquals(Set.of(unknown), scheduler().cancel(List.of(unknown)).keySet());
    }

    @Test
    void aProgramCanBeStartedOverItsNodes() {
        for (List<String> nodes : List.of(List.of("n1"), List.of("n1", "n2"))) {
            var request = new LaunchRequest(nodes, 2 * nodes.size(), 2, schedule(), options());
            LaunchCommand command = scheduler().testCommand(request);
            assertFalse(command.words().contains(""), "empty word in " + command);
        }
    }
}
