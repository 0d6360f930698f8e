package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.schedule.JobPreview;
import io.pergola.schedule.Kickoff;
import io.pergola.schedule.KickoffSettings;
import io.pergola.schedule.LastPasses;
import io.pergola.schedule.Machine;
import io.pergola.schedule.NodePlan;
import io.pergola.schedule.NodePlans;
import io.pergola.schedule.Schedulers;
import io.pergola.spi.ProcessIdentity;
import io.pergola.tasks.PilotStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/json.md} has an example of each listing: under a heading that is the command line, a block of JSON. The example
 * must have the keys and kinds of values that the command really prints. Commands that need a plugin are left to the
 * tests of the distribution, but for their keys.
 */
class JsonDocumentTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)\n## `pergola ([^`]+)`\n.*?```json\n(.*?)\n```");

    /** What cannot be printed without a plugin, or has the keys of a test's own results. */
    private static final List<String> ELSEWHERE = List.of(
            "run demo.hello --json",
            "run --dry-run hpc.stream --json",
            "nodes slurm --json",
            "nodes slurm hpc.stream --json",
            "view demo.hello --json",
            "pilot status --json",
            "series run nightly --json",
            "results 1 --json");

    private static Map<String, Value> examples() throws IOException {
        Path document = Path.of(System.getProperty("pergola.root", "../.."), "docs", "json.md");
        var examples = new LinkedHashMap<String, Value>();
        EXAMPLE.matcher(Files.readString(document))
                .results()
                .forEach(match -> examples.put(match.group(1), Json.read(match.group(2))));
        assertTrue(examples.size() > 10, "no examples found");
        return examples;
    }

    @TestFactory
    Stream<DynamicTest> examplesHaveTheShapeOfWhatIsPrinted(@TempDir Path folder) throws IOException {
        CliSite site = new CliSite(folder)
                .suite("demo", "hello:\n  summary: Prints a greeting\n  run: {cmds: echo hi}\n")
                .suite("broken", "hello:\n  run: {cmsd: echo hi}\n")
                .layer("modes/quick.yaml", "run: {timeout: 5}\n")
                .layer("hosts/login.yaml", "run: {timeout: 5}\n")
                .layer("series/night.yaml", "every: 24h\ntest_sets: {a: {tests: demo}}\n")
                .layer("os/debian-13.yaml", "run: {timeout: 5}\n")
                .layer("collections/quick.txt", "demo.hello\n")
                .layer("plugins/broken.jar", "this is no jar")
                .input("{\"vars\": {\"a\": \"3\"}, \"cases\": [{\"in\": \"{{a}}\"}]}");
        site.series();
        site.run("group", "add", "nightly", "s1");
        Files.writeString(site.path("runs/results.log"), "{\"id\": 1, \"uuid\": \"u\", \"name\": \"demo.first\"}\n");
        return examples().entrySet().stream()
                .filter(example -> !ELSEWHERE.contains(example.getKey()))
                .map(example -> DynamicTest.dynamicTest(example.getKey(), () -> {
                    CliSite.Outcome outcome = site.run(example.getKey().split(" "));
                    assertFalse(outcome.out().isEmpty(), outcome.err());
                    assertEquals("", differences("", example.getValue(), Json.read(outcome.out())));
                }));
    }

    @Test
    void everyListingHasAnExample() throws IOException {
        var documented = new ArrayList<>(examples().keySet());
        for (String command : Commands.withJson()) {
            boolean json =
                    documented.stream().anyMatch(each -> each.startsWith(command + " ") && each.endsWith("--json"));
            assertTrue(json, command);
        }
    }

    @Test
    void thePilotsStatusHasItsKeys() throws IOException {
        var status = new PilotStatus(List.of("a"), 1, 0, 1, 0, 1, 2, Duration.ofMillis(2494), Duration.ofMillis(4988));
        Value example = Objects.requireNonNull(examples().get("pilot status --json"));
        assertEquals("", differences("", example, status.json()));
    }

    @Test
    void theOutcomeOfARunHasItsKeys(@TempDir Path folder) throws IOException {
        CliSite site = new CliSite(folder);
        site.series();
        var store = site.store();
        Value.Entries printed = RunJson.outcome(
                store.summaries(List.of(1)).getFirst(),
                store.results(List.of(1)).get(1),
                Map.of());
        Value.Entries whole = (Value.Entries) Objects.requireNonNull(examples().get("run demo.hello --json"));
        Value first = ((Value.Items) Objects.requireNonNull(whole.values().get("tests")))
                .values()
                .getFirst();
        assertEquals("", differences("", first, printed));
    }

    /** A test over two nodes of three, one of which is down; the plugin itself is not needed for what is printed of it. */
    private static final ResolvedTest STREAM = ResolvedTest.fromValue((Value.Entries) Json.read("""
            {"suite": "hpc", "test": "stream", "subtitle": "", "label": "main", "suite_path": "/s.yaml", "host": "", "os": "",
             "modes": [], "options": {}, "permutation": {}, "variables": {},
             "config": {"scheduler": "slurm", "chunk": "0", "build": {}, "run": {"cmds": ["true"]}, "schedule":
               {"nodes": "all", "chunking": {"size": "2", "node_selection": "random"}}}}
            """));

    private static Machine machine() {
        NodeInfo down = new NodeInfo(
                "n3", false, false, 4, 1000, 0, Set.of("debug"), Set.of(), Set.of("rome"), "DOWN", "bad fan");
        NodeInfo up = new NodeInfo("n1", true, true, 4, 1000, 0, Set.of("debug"), Set.of(), Set.of("rome"), "IDLE", "");
        List<NodeInfo> nodes = List.of(up, NodeInfo.up("n2", 4, 1000), down);
        return new Machine(nodes, () -> nodes, LastPasses.NONE, 42);
    }

    private static String differences(String command, Value printed) throws IOException {
        return differences("", Objects.requireNonNull(examples().get(command)), printed);
    }

    @Test
    void nodesHaveTheirKeys() throws IOException {
        var all = new LinkedHashMap<String, Value>();
        all.put(
                "nodes",
                new Value.Items(
                        List.of(new Value.Entries(NodeRows.row(machine().nodes().getFirst())))));
        assertEquals("", differences("nodes slurm --json", new Value.Entries(all)));
    }

    @Test
    void theNodesOfATestHaveTheirKeys() throws IOException {
        NodePlan plan = NodePlan.of("slurm", STREAM.schedule(), machine(), Map.of());
        var all = new LinkedHashMap<String, Value>();
        all.put("scheduler", Value.of("slurm"));
        all.put("plans", new Value.Items(List.of(NodeRows.plan(plan, List.of("hpc.stream")))));
        assertEquals("", differences("nodes slurm hpc.stream --json", new Value.Entries(all)));
    }

    @Test
    void theJobsOfADryRunHaveTheirKeys(@TempDir Path folder) throws IOException {
        var plans = new NodePlans(name -> Optional.of(machine()));
        var self = new ProcessIdentity("box", 1, 2, "boot");
        var settings = new KickoffSettings(Path.of("/pergola"), new LinkedHashMap<>(), 0, List.of(), self);
        Schedulers none = name -> {
            throw new SchedulerException("not here", null);
        };
        var kickoff = new Kickoff(new CliSite(folder).store(), none, plans, settings, InstantSource.system());
        JobPreview job = kickoff.preview(kickoff.plan(List.of(STREAM)).jobs().getFirst(), List.of(STREAM));
        var all = new LinkedHashMap<String, Value>();
        all.put("jobs", new Value.Items(List.of(DryRun.value(job))));
        all.put("refused", new Value.Items(List.of()));
        all.put("submissions", Value.of(1));
        assertEquals("", differences("run --dry-run hpc.stream --json", new Value.Entries(all)));
    }

    /** Where the two differ in keys or kinds; of lists the first elements count, where both have one. */
    private static String differences(String where, Value documented, Value printed) {
        if (documented instanceof Value.Null || printed instanceof Value.Null) {
            return "";
        }
        if (!documented.getClass().equals(printed.getClass())) {
            return where + ": " + documented + " is not like " + printed + "\n";
        }
        if (documented instanceof Value.Items(var left) && printed instanceof Value.Items(var right)) {
            return left.isEmpty() || right.isEmpty()
                    ? ""
                    : differences(where + "[]", left.getFirst(), right.getFirst());
        }
        if (documented instanceof Value.Entries(var left) && printed instanceof Value.Entries(var right)) {
            if (where.endsWith(".figures") || where.endsWith(".config")) {
                return "";
            }
            var all = new StringBuilder();
            if (!left.keySet().equals(right.keySet())) {
                all.append(where)
                        .append(": ")
                        .append(left.keySet())
                        .append(" but ")
                        .append(right.keySet())
                        .append('\n');
            }
            new TreeMap<>(left)
                    .forEach((key, value) ->
                            all.append(differences(where + "." + key, value, right.getOrDefault(key, Value.NULL))));
            return all.toString();
        }
        return "";
    }
}
