package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final List<String> ELSEWHERE =
            List.of("run demo.hello --json", "view demo.hello --json", "results 1 --json", "nodes slurm --json");

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
                .layer("os/debian-13.yaml", "run: {timeout: 5}\n")
                .layer("plugins/broken.jar", "this is no jar")
                .input("{\"vars\": {\"a\": \"3\"}, \"cases\": [{\"in\": \"{{a}}\"}]}");
        site.series();
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
