package io.pergola.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.pergola.model.Problem;
import io.pergola.schema.SchemaKind;
import io.pergola.schema.Schemas;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import io.pergola.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schemas that editors use, read by an independent library, against the validator that counts: both must find a file's
 * structure (its keys, their names, the types of their values) right, or both wrong. Expressions, references between values and
 * what a value means are beyond a schema.
 */
class SchemaAgreementTest {

    private static final Path CORPUS = Path.of("src/test/resources/conformance");
    private static final Path ROOT = Path.of(System.getProperty("pergola.root", "../.."));

    private static final KeyType.Section TESTS = TestKeys.table(SchedulerOptions.none());
    private static final Map<SchemaKind, Schema> SCHEMAS = schemas();

    private static Map<SchemaKind, Schema> schemas() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        var schemas = new EnumMap<SchemaKind, Schema>(SchemaKind.class);
        for (SchemaKind kind : SchemaKind.values()) {
            schemas.put(kind, registry.getSchema(Schemas.shipped().text(kind), InputFormat.JSON));
        }
        return schemas;
    }

    /** What the schema has to say. */
    private static List<String> complaints(SchemaKind kind, YamlNode node) {
        return Objects.requireNonNull(SCHEMAS.get(kind)).validate(EditorView.json(node), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** What the validator has to say of the structure. */
    private static List<String> problems(SchemaKind kind, YamlNode node) {
        List<Problem> problems = new ArrayList<>();
        switch (kind) {
            case SUITE -> suite(node, problems);
            case LAYER -> new Validator(TESTS, true, problems).check(node, "");
            case SERIES -> problems.addAll(Validator.problems(SeriesKeys.series(), node));
            case REFERENCES ->
                problems.addAll(ReferenceFile.of(new YamlFile(node.span().source(), node, List.of()))
                        .problems());
            case SITE -> problems.addAll(Validator.problems(SiteKeys.site(), node));
        }
        return problems.stream().map(Problem::toString).toList();
    }

    private static void suite(YamlNode node, List<Problem> problems) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(Problem.error("not a suite"));
            return;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!TestKeys.NAMES.accepts(entry.name())) {
                problems.add(Problem.error("'" + entry.name() + "' cannot be the name of a test"));
            }
            new Validator(TESTS, true, problems).check(entry.value(), entry.name());
        }
    }

    /** Empty if both say the same of it. */
    private static Optional<String> disagreement(SchemaKind kind, YamlNode node) {
        List<String> problems = problems(kind, node);
        List<String> complaints = complaints(kind, node);
        return problems.isEmpty() == complaints.isEmpty()
                ? Optional.empty()
                : Optional.of("validator: " + problems + ", schema: " + complaints);
    }

    private static YamlNode parse(String yaml) {
        YamlFile file = YamlReader.read("file.yaml", yaml);
        assertEquals(List.of(), file.problems(), yaml);
        return Objects.requireNonNull(file.node());
    }

    /** A file of the repository, and what it is; empty for those that hold something else. */
    private static Optional<SchemaKind> kind(Path file) {
        String name = file.getFileName().toString();
        Path whole = file.toAbsolutePath();
        String folder = whole.getName(whole.getNameCount() - 2).toString();
        if (name.equals("pergola.yaml") || name.equals("pavilion.yaml")) {
            return Optional.of(SchemaKind.SITE);
        }
        return switch (folder) {
            case "tests", "suites" -> Optional.of(SchemaKind.SUITE);
            case "hosts", "os", "modes" -> Optional.of(SchemaKind.LAYER);
            case "series" -> Optional.of(SchemaKind.SERIES);
            case "references" -> Optional.of(SchemaKind.REFERENCES);
            default -> name.equals("suite.yaml") ? Optional.of(SchemaKind.SUITE) : Optional.empty();
        };
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(CORPUS, ROOT.resolve("config"), ROOT.resolve("test-suites"))) {
            try (Stream<Path> found = Files.walk(folder)) {
                found.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void schemaAndValidatorAgreeOnEveryFile() throws IOException {
        var counts = new TreeMap<String, Integer>();
        List<String> failures = new ArrayList<>();
        for (Path path : files()) {
            YamlFile file = YamlReader.read(path);
            Optional<SchemaKind> kind = kind(path);
            if (kind.isEmpty() || file.node() == null) {
                counts.merge(kind.isEmpty() ? "neither suite nor layer" : "no YAML, or nothing in it", 1, Integer::sum);
                continue;
            }
            disagreement(kind.get(), file.node()).ifPresent(what -> failures.add(path + ": " + what));
            boolean good = problems(kind.get(), file.node()).isEmpty();
            counts.merge(kind.get().word() + (good ? ", right" : ", wrong"), 1, Integer::sum);
        }
        System.getLogger("schema").log(System.Logger.Level.INFO, "{0}", counts);
        assertEquals(List.of(), failures);
        assertTrue(counts.getOrDefault("suite, right", 0) > 100, counts::toString);
        assertTrue(counts.getOrDefault("suite, wrong", 0) > 10, counts::toString);
        assertTrue(counts.getOrDefault("layer, right", 0) > 10, counts::toString);
        assertTrue(counts.getOrDefault("layer, wrong", 0) > 1, counts::toString);
        assertTrue(counts.getOrDefault("site, right", 0) > 1, counts::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: {run: {cmds+: [x], cmds +: y}}",
                "a: {run: {timeout+: 3}}",
                "a: {run+: {cmds: x}}",
                "a: {only_if: {'{{x}}+': [a], 'b +': c}}",
                "a: {only_if: {'+': [a]}}",
                "a: {only_if: {' +': [a]}}",
                "a: {only_if: {'': [a]}}",
                "a: {only_if: {' ': [a]}}",
                "a: {build: {create_files: {a.c+: [a]}}}",
                "a: {build: {env: {PATH+: a}}}",
                "a: {build: {env: {PATH: null, X: 1, Y: 0x1F, Z: yes}}}",
                "a: {build: {env: {2X: a}}}",
                "a: {build: {on_nodes: yes, verbose: 'True', autoexit: 'false'}}",
                "a: {build: {on_nodes: '{{flag}}'}}",
                "a: {build: {on_nodes: 1}}",
                "a: {scheduler: slurm}",
                "a: {scheduler: 5}",
                "a: {scheduler: -5}",
                "a: {scheduler: 1.5}",
                "a: {scheduler: '{{x}}'}",
                "a: {scheduler: true}",
                "a: {scheduler: ''}",
                "a: {schedule: {nodes: 4, tasks_per_node: '{{n}}', share_allocation: no, time_limit: null}}",
                "a: {schedule: {colour: {}}}",
                "a: {schedule: {slurm: {features: 3}}}",
                "a: {schedule: {slurm: {features: {}}}}",
                "a: {schedule: null, run: ~, build:}",
                "a: []",
                "a: text",
                "a:",
                "{}",
                "[]",
                "text",
                "a b: {}",
                "-a: {}",
                "'': {}",
                "a+: {}",
                "12: {}",
                "a: {variables: {x: 1, y?: [1, 2], z+: {a: 1}, n?:, w: [{a: 1}, {a: 2}, b]}}",
                "a: {variables: {x?: [{a: 1}]}}",
                "a: {variables: {x?: [{a: 1}, {a: 2}]}}",
                "a: {variables: {x?: [{a: 1}, 2]}}",
                "a: {variables: {x+: [{a: 1}, {a: 2}]}}",
                "a: {variables: {x: [[1]]}}",
                "a: {variables: {x: {a: [1]}}}",
                "a: {variables: {x: {a: {b: 1}}}}",
                "a: {variables: {x: {a?: 1}}}",
                "a: {variables: {_x: 1}}",
                "a: {variables: {x?+: 1}}",
                "a: {variables: {'?': 1}}",
                "a: {variables: []}",
                "a: {result_parse: {regex: {'a, b': {regex: x, files+: [y]}}}}",
                "a: {result_parse: {regex: {'a, 2b': {regex: x}}}}",
                "a: {result_parse: {regex: {a: {split: x}}}}",
                "a: {result_parse: {regex: {a+: {regex: x}}}}",
                "a: {module_wrappers: {'gcc*': {modules: [a], env: {A: b}}}}",
                "a: {module_wrappers: {gcc/12: {modules: [a]}}}",
                "a: {cmds: [x]}",
                "a: {summary: [x]}",
                "a: {summary: 2026-03-21, doc: 1_000, subtitle: .5}",
            })
    void theyAgreeOnThisSuite(String yaml) {
        assertEquals(Optional.empty(), disagreement(SchemaKind.SUITE, parse(yaml)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "config_dirs: x",
                "config_dirs+: x",
                "config_dirs: [x, 1]",
                "config_dirs: {a: b}",
                "build_threads: 1",
                "build_threads: '08'",
                "build_threads: 0",
                "build_threads: '0'",
                "build_threads: '000'",
                "build_threads: -1",
                "build_threads: two",
                "build_threads: 1000000000",
                "build_threads: '1000000000'",
                "build_threads: 1.5",
                "build_threads: null",
                "user_config: on",
                "user_config: TRUE",
                "user_config: maybe",
                "default_results: {a: 1, b: '{{x}}'}",
                "default_results: {a-b: 1}",
                "default_results: {a: [1]}",
                "proxies: {http: x}",
                "umask: '027'",
                "nodes: 3"
            })
    void theyAgreeOnThisSite(String yaml) {
        assertEquals(Optional.empty(), disagreement(SchemaKind.SITE, parse(yaml)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "s: {bandwidth: {value: 120, lower: -5%, for: {'gpu*': {value: 200}}}}",
                "s.t: {per_file.*.rate: {value: 1}}",
                "'s.*.n[1-9] x': {rate: {better: higher}}",
                "s.t:",
                "s.t: {rate: }",
                "s.t: {rate: 120}",
                "s.t: {rate: {valve: 1}}",
                "s.t: {rate: {value: [1]}}",
                "s.t: {rate: {for: {x: {for: {}}}}}",
                "s t: {}",
                ".t: {}"
            })
    void theyAgreeOnTheseReferences(String yaml) {
        assertEquals(Optional.empty(), disagreement(SchemaKind.REFERENCES, parse(yaml)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test_sets: {first: {tests: a.b}, 'second set': {tests: [c, 2*d], depends_on: first, depends_pass: yes}}",
                "test_sets: {first: {tests: a.b, only_if: {x: [y]}, not_if: {}, modes: quick, simultaneous: 2}}",
                "test_sets: {first: [a.b]}",
                "test_sets: {first: {test: a.b}}",
                "test_sets: {first: {tests+: a.b}}",
                "{simultaneous: 0, repeat: 1, ordered: true, ignore_errors: False, modes: [a], overrides: a=b}",
                "repeat: 0",
                "simultaneous: many",
                "series: {}",
                "{name: nightly, host: x, os: y, summary: z}"
            })
    void theyAgreeOnThisSeries(String yaml) {
        assertEquals(Optional.empty(), disagreement(SchemaKind.SERIES, parse(yaml)));
    }

    /** Each value of a file exchanged for values of every shape, and each key for others. */
    @ParameterizedTest
    @ValueSource(strings = {"demo", "hpc", "benchmarks", "apps"})
    void theyAgreeHoweverAShippedSuiteIsSpoilt(String suite) {
        YamlNode node = Objects.requireNonNull(
                YamlReader.read(ROOT.resolve("test-suites").resolve(suite).resolve("suite.yaml"))
                        .node());
        var tests = (YamlNode.Mapping) node;
        List<String> failures = new ArrayList<>();
        int tried = 0;
        int wrong = 0;
        for (YamlNode.Entry test : tests.entries()) {
            for (YamlNode spoilt : Spoiling.of(test.value())) {
                tried++;
                wrong += problems(SchemaKind.LAYER, spoilt).isEmpty() ? 0 : 1;
                disagreement(SchemaKind.LAYER, spoilt)
                        .ifPresent(what -> failures.add(EditorView.json(spoilt) + ": " + what));
            }
        }
        assertEquals(List.of(), failures.stream().limit(5).toList());
        assertTrue(tried > 1000 && wrong > 300 && wrong < tried - 300, tried + " tried, " + wrong + " wrong");
    }

    /** What the schema lets pass and the validator does not, and why no schema can say it. */
    @Nested
    class BeyondASchema {

        private void passesThoughWrong(SchemaKind kind, String yaml) {
            YamlNode node = parse(yaml);
            assertEquals(List.of(), complaints(kind, node));
            assertFalse(problems(kind, node).isEmpty(), yaml);
        }

        private void passesThoughRefused(String yaml) throws IOException {
            Path file = Files.writeString(folder.resolve("s.yaml"), yaml);
            assertEquals(
                    List.of(),
                    complaints(
                            SchemaKind.SUITE,
                            Objects.requireNonNull(YamlReader.read(file).node())));
            var dir = new ConfigDir("main", folder, new Area("main", folder, null), false);
            Suite suite = new SuiteReader("s", dir, TESTS).read(file);
            assertFalse(
                    suite.problems().isEmpty()
                            && suite.tests().values().stream()
                                    .allMatch(test -> test.problems().isEmpty()),
                    yaml);
        }

        @TempDir
        private Path folder = Path.of("unset");

        @Test
        void quotesAroundYesAndNo_forASchemaSeesNoQuotes() {
            passesThoughWrong(SchemaKind.SUITE, "a: {build: {on_nodes: 'yes'}}");
        }

        @Test
        void howANumberIsWritten_forASchemaSeesItsValueOnly() {
            passesThoughWrong(SchemaKind.SITE, "build_threads: 1e1");
            passesThoughWrong(SchemaKind.SITE, "build_threads: 0x1F");
            passesThoughWrong(SchemaKind.SUITE, "a: {scheduler: 1.0}");
        }

        @Test
        void aKeyThatStandsTwice_forASchemaSeesOneOfThem() throws IOException {
            passesThoughRefused("a: {summary: x, summary: y}");
        }

        @Test
        void aParentThatIsNotThere_forASchemaRefersToNoOtherKeys() throws IOException {
            passesThoughRefused("a: {inherits_from: b}");
        }

        @Test
        void aRingOfParents_forASchemaRefersToNoOtherKeys() throws IOException {
            passesThoughRefused("a: {inherits_from: b}\nb: {inherits_from: a}");
        }
    }
}
