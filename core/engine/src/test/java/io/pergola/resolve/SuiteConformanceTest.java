package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.config.Site;
import io.pergola.config.SiteLoader;
import io.pergola.config.Surroundings;
import io.pergola.expr.Functions;
import io.pergola.json.Json;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suites of the conformance corpus, every request of every case. */
class SuiteConformanceTest {

    /** Requests that we answer differently, each with the reason. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "type-errors/one-bad-test-spoils-the-suite", "quirk; a bad test does not make its siblings unusable here",
            "modules/wrapper-for-one-version", "quirk; wrappers may be for one version, as the manual has it");

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    @TempDir
    private Path home = Path.of("unset");

    @Test
    void every_request_resolves_as_the_corpus_expects() throws IOException {
        Path corpus = Path.of("src/test/resources/conformance");
        var pruning = new Pruning(read(corpus.resolve("prune.json")));
        int cases = 0;
        int requests = 0;
        try (var dirs = Files.list(corpus.resolve("suites"))) {
            for (Path dir : dirs.sorted().toList()) {
                cases++;
                Value.Entries file = read(dir.resolve("requests.json"));
                for (Value request : items(file, "requests")) {
                    requests++;
                    run(dir, (Value.Entries) request, pruning);
                }
            }
        }
        System.getLogger("conformance")
                .log(System.Logger.Level.INFO, "{0} cases, {1} requests: {2}", cases, requests, counts);
        assertEquals(42, cases);
        assertEquals(588, requests);
        assertTrue(failures.isEmpty(), () -> failures.size() + " failed:\n" + String.join("\n", failures));
    }

    private Site site(Path dir) {
        return SiteLoader.load(
                new Surroundings(Map.of("PAV_CONFIG_DIR", dir.toAbsolutePath().toString()), home, home, null));
    }

    private static Value.Entries read(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return (Value.Entries) Json.read(input);
        }
    }

    private void run(Path dir, Value.Entries request, Pruning pruning) throws IOException {
        String id = dir.getFileName() + "/" + text(request, "id");
        String cluster = text(request, "inventory");
        SchedulerFacts schedulers =
                cluster == null ? StandIns.raw() : Clusters.read().with(cluster);
        Resolver resolver = new Resolver(site(dir), StandIns.system(), schedulers, Functions.builtIn());
        Value.Entries expected = read(dir.resolve("expected/" + text(request, "id") + ".json"));
        String kind = String.valueOf(text(expected, "class"));
        Value.Entries answer =
                expected.values().get("recommended") instanceof Value.Entries recommended ? recommended : expected;
        Resolution resolution = resolver.resolve(new RunRequest(
                Pruning.texts(request.values().get("request")),
                List.of(),
                text(request, "os") == null ? "no-such-os" : text(request, "os"),
                text(request, "host") == null ? "no-such-host" : text(request, "host"),
                Pruning.texts(request.values().getOrDefault("modes", Value.NULL)),
                Pruning.texts(request.values().getOrDefault("overrides", Value.NULL)),
                1));
        List<String> wrong = new ArrayList<>();
        compare(answer, expected, resolution, pruning, wrong);
        boolean excepted = EXCEPTIONS.containsKey(id);
        if (!wrong.isEmpty() != excepted) {
            failures.add(id + ": " + (excepted ? "agrees, take it off the list" : String.join("\n    ", wrong)));
        }
        counts.merge(excepted ? "excepted" : wrong.isEmpty() ? kind + " agreed" : kind + " FAILED", 1, Integer::sum);
    }

    private static List<Value> items(Value.Entries entries, String key) {
        return entries.values().get(key) instanceof Value.Items(List<Value> items) ? items : List.of();
    }

    private static @Nullable String text(Value.Entries entries, String key) {
        return entries.values().get(key) instanceof Value.Text(String text) ? text : null;
    }

    private static void compare(
            Value.Entries answer, Value.Entries expected, Resolution resolution, Pruning pruning, List<String> wrong) {
        int errors = answer.values().get("errors") instanceof Value.Int(var number) ? number.intValue() : 0;
        String told = told(resolution.problems());
        if (errors != resolution.failed()) {
            wrong.add("expected " + errors + " errors, got " + resolution.failed() + ": " + told);
        }
        Value about = answer.values().get("error_about");
        Value.Entries source = about == null ? expected : answer;
        boolean bug = "bug".equals(text(expected, "class")) && about == null;
        if (errors > 0 && !bug) {
            for (String word : Pruning.texts(source.values().getOrDefault("error_about", Value.NULL))) {
                if (!told.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
                    wrong.add("no word of '" + word + "' in: " + told);
                }
            }
        }
        tests(answer, resolution, pruning, wrong);
    }

    private static String told(List<Problem> problems) {
        return String.join(
                " ## ",
                problems.stream()
                        .map(problem -> problem + " // " + problem.help().orElse(""))
                        .toList());
    }

    private static void tests(Value.Entries answer, Resolution resolution, Pruning pruning, List<String> wrong) {
        List<Value.Entries> runs = new ArrayList<>();
        List<Value.Entries> skips = new ArrayList<>();
        if (answer.values().get("tests") instanceof Value.Items(List<Value> tests)) {
            tests.forEach(test ->
                    (((Value.Entries) test).values().containsKey("skipped") ? skips : runs).add((Value.Entries) test));
        }
        each(runs, resolution.tests(), pruning, wrong);
        each(skips, resolution.skipped().stream().map(SkippedTest::test).toList(), pruning, wrong);
    }

    private static void each(
            List<Value.Entries> expected, List<ResolvedTest> found, Pruning pruning, List<String> wrong) {
        List<String> names = expected.stream()
                .map(test -> String.valueOf(text(test, "name")))
                .toList();
        if (!names.equals(found.stream().map(ResolvedTest::name).toList())) {
            wrong.add("expected " + names + ", got " + found);
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            one(expected.get(i), found.get(i), pruning, wrong);
            ResolvedTest again = ResolvedTest.fromValue(
                    (Value.Entries) Json.read(Json.write(found.get(i).toValue())));
            if (!again.toValue().equals(found.get(i).toValue())) {
                wrong.add("does not survive being saved");
            }
        }
    }

    private static void one(Value.Entries expected, ResolvedTest found, Pruning pruning, List<String> wrong) {
        Set<String> permuted = found.permutation().keySet();
        Value permute = expected.values().getOrDefault("permute", Value.of(Map.of()));
        if (!permute.equals(new Value.Entries(found.permutation()))) {
            wrong.add("expected permute " + permute + ", got " + found.permutation());
        }
        Value.Entries want = pruning.prune(Pruning.entries(expected, "config"), permuted);
        Value.Entries have = pruning.prune(found.config(), permuted);
        differences("", want, have, wrong);
        if (expected.values().get("env_order") instanceof Value.Entries(var orders)) {
            orders.forEach((section, order) -> {
                var env = section.equals("run")
                        ? found.run().env()
                        : found.build().env();
                if (!Pruning.texts(order).equals(List.copyOf(env.keySet()))) {
                    wrong.add(section + ".env in the order " + env.keySet() + " instead of " + order);
                }
            });
        }
    }

    private static void differences(String path, Value want, Value have, List<String> wrong) {
        if (want instanceof Value.Entries(var wanted) && have instanceof Value.Entries(var given)) {
            wanted.forEach((key, value) -> {
                if (!given.containsKey(key)) {
                    wrong.add(path + "." + key + " is missing: " + value);
                } else {
                    differences(path + "." + key, value, given.get(key), wrong);
                }
            });
            given.forEach((key, value) -> {
                if (!wanted.containsKey(key)) {
                    wrong.add(path + "." + key + " is too much: " + value);
                }
            });
        } else if (!want.equals(have)) {
            wrong.add(path + ": expected " + want + ", got " + have);
        }
    }
}
