package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Reads the sets of a series file, each with what its matrix makes of it. */
final class SetReader {

    private static final List<String> TEXTS = List.of("tests", "depends_on", "modes", "overrides");
    private static final List<String> CLAUSES = List.of("only_if", "not_if");

    private final boolean stopOnFailure;
    private final List<Problem> problems;
    private final List<DraftSet> drafts = new ArrayList<>();
    private final SequencedMap<String, List<String>> families = new LinkedHashMap<>();
    private long count;
    private boolean anyMatrix;

    /** @param stopOnFailure what holds for a set that says nothing else */
    SetReader(boolean stopOnFailure, List<Problem> problems) {
        this.stopOnFailure = stopOnFailure;
        this.problems = problems;
    }

    void read(YamlNode.Mapping sets) {
        for (YamlNode.Entry entry : sets.entries()) {
            tests(entry);
            if (entry.value() instanceof YamlNode.Mapping body) {
                set(entry.key(), body);
            } else {
                families.put(entry.name(), List.of());
                count++;
            }
        }
    }

    private void tests(YamlNode.Entry set) {
        boolean nothing = Validator.isNull(set.value());
        if (nothing
                || (set.value() instanceof YamlNode.Mapping body
                        && SeriesNodes.texts(body, "tests").isEmpty())) {
            problems.add(set.key()
                    .span()
                    .mark(Problem.error("test_sets." + set.name() + ": the set has no tests")
                            .help("Write 'tests: [SUITE.TEST]' below it")));
        }
    }

    private void set(YamlNode.Scalar key, YamlNode.Mapping body) {
        String name = key.value().orElse("");
        String path = "test_sets." + name;
        var matrix = new SetMatrix(body, path, problems);
        anyMatrix |= !matrix.isEmpty();
        TEXTS.forEach(each -> SeriesNodes.scalars(body, each).forEach(scalar -> matrix.check(scalar, each)));
        for (String each : CLAUSES) {
            if (body.find(each).orElse(null) instanceof YamlNode.Mapping clauses) {
                clauses.entries().forEach(clause -> {
                    matrix.check(clause.key(), each);
                    SeriesNodes.scalars(clause.value()).forEach(scalar -> matrix.check(scalar, each));
                });
            }
        }
        count += matrix.size();
        List<String> names = new ArrayList<>();
        // More are refused, and need not be made for that.
        if (count <= SeriesReader.MOST_SETS) {
            for (Map<String, String> combination : matrix.combinations()) {
                String its = matrix.name(name, combination);
                names.add(its);
                drafts.add(draft(its, key, body, combination));
            }
        }
        families.put(name, names);
    }

    private DraftSet draft(String name, YamlNode.Scalar key, YamlNode.Mapping body, Map<String, String> combination) {
        List<DraftSet.On> dependsOn = SeriesNodes.scalars(body, "depends_on").stream()
                .map(on -> new DraftSet.On(SetMatrix.put(on.value().orElse(""), combination), on))
                .toList();
        var set = new SeriesFile.TestSet(
                name,
                texts(body, "tests", combination),
                List.of(),
                SeriesNodes.flag(body, "depends_pass", false),
                texts(body, "modes", combination),
                texts(body, "overrides", combination),
                new TestConditions(clauses(body, "only_if", combination), clauses(body, "not_if", combination)),
                SeriesNodes.count(body, "simultaneous", 0),
                stops(body, stopOnFailure));
        return new DraftSet(name, key, "test_sets." + key.value().orElse(""), dependsOn, set);
    }

    /** Whether {@code on_failure} says so. */
    static boolean stops(YamlNode.Mapping body, boolean otherwise) {
        return SeriesNodes.text(body, "on_failure").map("stop"::equals).orElse(otherwise);
    }

    private static List<String> texts(YamlNode.Mapping body, String key, Map<String, String> combination) {
        return SeriesNodes.texts(body, key).stream()
                .map(text -> SetMatrix.put(text, combination))
                .toList();
    }

    private static SequencedMap<String, List<String>> clauses(
            YamlNode.Mapping body, String key, Map<String, String> combination) {
        var clauses = new LinkedHashMap<String, List<String>>();
        if (body.find(key).orElse(null) instanceof YamlNode.Mapping written) {
            for (YamlNode.Entry entry : written.entries()) {
                List<String> its =
                        clauses.computeIfAbsent(SetMatrix.put(entry.name(), combination), _ -> new ArrayList<>());
                SeriesNodes.scalars(entry.value())
                        .forEach(scalar -> its.add(SetMatrix.put(scalar.value().orElse(""), combination)));
            }
        }
        return clauses;
    }

    /** In order. */
    List<DraftSet> drafts() {
        return List.copyOf(drafts);
    }

    /** The sets as they are written, with the names of those that each makes. */
    SequencedMap<String, List<String>> families() {
        return families;
    }

    /** How many sets there are, whether or not that is too many. */
    long count() {
        return count;
    }

    boolean anyMatrix() {
        return anyMatrix;
    }
}
