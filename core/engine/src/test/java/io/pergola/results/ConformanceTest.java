package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finished runs, and the results that Pavilion gives for them. */
class ConformanceTest {

    private static final Path CASES = Path.of("src/test/resources/conformance/results");

    /** The strings with expressions in the corpus, and what they resolve to. */
    private static final Map<String, String> RESOLVED = Map.of(
            "{{who}} has {{n * 2}}", "ann has 8",
            "copy > {{limit}}", "copy > 1000000",
            "\"{{s}}\"", "\"text\"");

    private static final Map<String, Integer> COUNTS = new TreeMap<>();

    record Case(String directory, Value.Entries about) {

        String text(String key) {
            return about.values().get(key) instanceof Value.Text text ? text.value() : "";
        }

        @Override
        public String toString() {
            return directory + "/" + text("id");
        }
    }

    static Stream<Case> cases() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.sorted().toList().stream().flatMap(ConformanceTest::cases);
        }
    }

    private static Stream<Case> cases(Path directory) {
        Value.Items cases = (Value.Items) get(json(directory.resolve("cases.json")), "cases");
        return cases.values().stream()
                .map(each -> new Case(String.valueOf(directory.getFileName()), (Value.Entries) each));
    }

    private static Value get(Value.Entries tree, String key) {
        return tree.values().getOrDefault(key, Value.NULL);
    }

    private static Value.Entries json(Path file) {
        try (var input = Files.newInputStream(file)) {
            return (Value.Entries) Json.read(input);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesWhatPavilionGives(Case example) throws IOException {
        Path directory = CASES.resolve(example.directory());
        Value.Entries suite = Trees.yaml(Files.readString(directory.resolve("suite.yaml")));
        Value.Entries test = Trees.part(suite, example.text("test"));
        List<String> missing = missing(test);
        COUNTS.merge(missing.isEmpty() ? "checked" : "left out, no parser " + missing, 1, Integer::sum);
        Assumptions.assumeTrue(missing.isEmpty(), () -> "no parser " + missing);

        Value.Entries expected = json(directory.resolve("expected/" + example.text("id") + ".json"));
        Value.Entries wanted =
                Trees.part(expected, "recommended").values().isEmpty() ? expected : Trees.part(expected, "recommended");
        check(judge(directory, test, example), wanted);
    }

    private static List<String> missing(Value.Entries test) {
        var names = new TreeSet<>(Trees.part(test, "result_parse").values().keySet());
        Parsers.ALL.forEach(kind -> names.remove(kind.name()));
        return List.copyOf(names);
    }

    private static Judgement judge(Path directory, Value.Entries test, Case example) {
        List<Problem> problems = new ArrayList<>();
        ResultPlan plan = ResultPlan.of(
                new ResultSections(
                        (Value.Entries) resolved(Trees.part(test, "result_parse")),
                        (Value.Entries) resolved(Trees.part(test, "result_evaluate")),
                        Trees.none()),
                problems);
        assertEquals(List.of(), problems.stream().filter(Problem::isError).toList());
        return Judge.judge(
                plan, new Evidence(directory.resolve("run/build"), base(test, example)), ConformanceTest::shell);
    }

    private static CommandShell.Outcome shell(String command, Path directory, boolean withErrors) throws IOException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", command).redirectErrorStream(withErrors);
        Process process = withErrors
                ? bash.start()
                : bash.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var output = process.inputReader()) {
            String text = output.readAllAsString();
            return new CommandShell.Outcome(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Value resolved(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Value.of(RESOLVED.getOrDefault(text, text));
            case Value.Items(var items) ->
                new Value.Items(items.stream().map(ConformanceTest::resolved).toList());
            case Value.Entries(var values) -> {
                var all = new LinkedHashMap<String, Value>();
                values.forEach((key, item) -> all.put(key, resolved(item)));
                yield Value.of(all);
            }
            default -> value;
        };
    }

    private static Value.Entries base(Value.Entries test, Case example) {
        var base = new LinkedHashMap<String, Value>();
        base.put("name", Value.of("suite." + example.text("test")));
        base.put("test_version", test.values().getOrDefault("test_version", Value.of("0.0")));
        base.put("started", Value.of(1.5));
        base.put("finished", Value.of(2.5));
        base.put("duration", Value.of(1.0));
        base.put("user", Value.of("ann"));
        base.put("var", Trees.part(test, "variables"));
        base.put("return_value", get(example.about(), "return_value"));
        return new Value.Entries(base);
    }

    private static void check(Judgement judgement, Value.Entries wanted) {
        Map<String, Value> results = judgement.results().values();
        String errors = String.join("\n", judgement.errors());
        var keys = new TreeMap<>(results);
        // What was looked for and not found is null; one recommended expectation leaves it out.
        keys.entrySet()
                .removeIf(each -> each.getValue() instanceof Value.Null
                        && get(wanted, "result").equals(Value.of("ERROR")));
        keys.keySet()
                .removeAll(List.of(
                        "name",
                        "test_version",
                        "started",
                        "finished",
                        "duration",
                        "user",
                        "var",
                        "return_value",
                        "per_file",
                        "pav_result_errors",
                        "result_reason",
                        "result"));
        assertAll(
                () -> assertEquals(wanted.values().get("result"), results.get("result"), errors),
                () -> assertEquals(
                        wanted.values().get("result"),
                        Value.of(judgement.verdict().name())),
                () -> assertEquals(plain(Trees.part(wanted, "keys")), plain(Value.of(keys)), errors),
                () -> assertEquals(plain(Trees.part(wanted, "per_file")), plain(get(judgement.results(), "per_file"))),
                () -> assertEquals(
                        Value.of(0).equals(wanted.values().get("errors")),
                        judgement.errors().isEmpty(),
                        errors),
                () -> assertMentions(errors, get(wanted, "error_about")));
    }

    private static void assertMentions(String errors, Value words) {
        if (words instanceof Value.Items items) {
            for (Value word : items.values()) {
                String text = ((Value.Text) word).value().toLowerCase(Locale.ROOT);
                assertTrue(errors.toLowerCase(Locale.ROOT).contains(text), () -> text + " in: " + errors);
            }
        }
    }

    /** Typed text; floats to twelve digits, mappings sorted. */
    private static String plain(Value value) {
        return switch (value) {
            case Value.Real(double number) -> String.format(Locale.ROOT, "%.12g", number);
            case Value.Int(BigInteger number) -> number.toString();
            case Value.Items(var items) ->
                items.stream().map(ConformanceTest::plain).collect(Collectors.joining(", ", "[", "]"));
            case Value.Entries(var values) ->
                new TreeMap<>(values)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + plain(entry.getValue()))
                                .collect(Collectors.joining("\n", "{", "}"));
            default -> Json.write(value);
        };
    }

    @AfterAll
    static void report() {
        System.Logger logger = System.getLogger(ConformanceTest.class.getName());
        COUNTS.forEach((what, count) -> logger.log(System.Logger.Level.INFO, "results: {0}: {1}", what, count));
    }
}
