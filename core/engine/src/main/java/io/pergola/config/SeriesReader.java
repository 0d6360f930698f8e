package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a series file and finds all that is wrong with it. */
final class SeriesReader {

    /** So many sets, repeats counted, are planned at most. */
    static final int MOST_SETS = 10_000;

    private static final NameRule NAMES =
            NameRule.of("[a-z][a-z0-9_-]+", "lower-case letters, digits, _ and -, starting with a letter");

    private final String name;
    private final ProblemList problems = ProblemList.ofFile();
    private final SequencedMap<String, YamlNode.Mapping> bodies = new LinkedHashMap<>();
    private final Map<String, YamlNode.Scalar> keys = new LinkedHashMap<>();

    /** @param name what the series is called if the file does not say */
    SeriesReader(String name) {
        this.name = name;
    }

    /** What came of it: the series, unless an error is among the problems. */
    record Outcome(@Nullable SeriesFile series, List<Problem> problems) {}

    Outcome read(YamlFile yaml) {
        problems.addAll(yaml.problems());
        @Nullable YamlNode root = yaml.node();
        if (!yaml.broken() && root == null) {
            problems.add(
                    Problem.error("the series '" + name + "' (" + yaml.source().name() + ") is empty")
                            .help("Write sets of tests below 'test_sets'"));
        }
        if (yaml.broken() || root == null) {
            return outcome(null);
        }
        new Validator(SeriesKeys.series(), false, problems).check(root, "");
        if (!(root instanceof YamlNode.Mapping mapping)) {
            return outcome(null);
        }
        sets(mapping);
        named(mapping);
        @Nullable SeriesFile series = problems.stream().anyMatch(Problem::isError) ? null : series(mapping);
        return outcome(series);
    }

    private Outcome outcome(@Nullable SeriesFile series) {
        return new Outcome(series, List.copyOf(problems));
    }

    private void named(YamlNode.Mapping mapping) {
        if (mapping.find("name").orElse(null) instanceof YamlNode.Scalar written
                && written.value()
                        .filter(text -> !text.equals(name) && !NAMES.accepts(text))
                        .isPresent()) {
            problems.add(written.span()
                    .mark(Problem.error("name: '" + written.value().orElse("") + "' cannot be the name of a series")
                            .help("It must be " + NAMES.meaning())));
        }
    }

    private void sets(YamlNode.Mapping mapping) {
        Optional<YamlNode> written = mapping.find("test_sets");
        if (written.isEmpty() || Validator.isNull(written.get())) {
            problems.add(mapping.span()
                    .mark(Problem.error("the series '" + name + "' has no sets of tests")
                            .help("Write them below 'test_sets': NAME: {tests: [SUITE.TEST]}")));
            return;
        }
        if (!(written.get() instanceof YamlNode.Mapping sets)) {
            return;
        }
        if (sets.entries().isEmpty()) {
            problems.add(sets.span().mark(Problem.error("test_sets: there is no set")));
        }
        for (YamlNode.Entry entry : sets.entries()) {
            if (entry.value() instanceof YamlNode.Mapping body) {
                bodies.put(entry.name(), body);
                keys.put(entry.name(), entry.key());
            }
            tests(entry);
        }
        dependencies();
        rings(mapping);
        tooMany(mapping);
    }

    private void tests(YamlNode.Entry set) {
        boolean nothing = Validator.isNull(set.value());
        if (nothing
                || (set.value() instanceof YamlNode.Mapping body
                        && texts(body, "tests").isEmpty())) {
            problems.add(set.key()
                    .span()
                    .mark(Problem.error("test_sets." + set.name() + ": the set has no tests")
                            .help("Write 'tests: [SUITE.TEST]' below it")));
        }
    }

    private void dependencies() {
        bodies.forEach((set, body) -> {
            for (YamlNode.Scalar on : scalars(body, "depends_on")) {
                String parent = on.value().orElse("");
                if (!keys.containsKey(parent)) {
                    String near = Suggestions.didYouMean(parent, keys.keySet());
                    problems.add(on.span()
                            .mark(Problem.error("test_sets." + set + ".depends_on: there is no set '" + parent + "'")
                                    .help(near.isEmpty() ? "There are: " + String.join(", ", keys.keySet()) : near)));
                }
            }
        });
    }

    /** Each ring is told once, at the set of it that stands first. With {@code ordered}, a set waits for the one before it, too. */
    private void rings(YamlNode.Mapping mapping) {
        boolean ordered = flag(mapping, "ordered", false);
        var parents = new LinkedHashMap<String, Collection<String>>();
        String before = "";
        for (var set : bodies.entrySet()) {
            var its = new LinkedHashSet<>(texts(set.getValue(), "depends_on"));
            if (ordered && !before.isEmpty()) {
                its.add(before);
            }
            parents.put(set.getKey(), its);
            before = set.getKey();
        }
        var done = new HashSet<String>();
        for (String set : parents.keySet()) {
            List<String> ring = ring(set, parents, done);
            if (!ring.isEmpty()) {
                ring(ring, ordered);
            }
        }
    }

    /** The first ring that is met from here on, its first set at both ends. What was looked at is done. */
    private static List<String> ring(String from, Map<String, Collection<String>> parents, Set<String> done) {
        var way = new ArrayList<String>();
        var open = new ArrayList<List<String>>();
        open.add(List.of(from));
        while (!open.isEmpty()) {
            List<String> level = open.removeLast();
            if (level.isEmpty()) {
                if (!way.isEmpty()) {
                    done.add(way.removeLast());
                }
                continue;
            }
            String at = level.getFirst();
            open.add(level.subList(1, level.size()));
            if (way.contains(at)) {
                var ring = new ArrayList<>(way.subList(way.indexOf(at), way.size()));
                ring.add(at);
                done.addAll(way);
                return ring;
            }
            if (!done.contains(at) && parents.containsKey(at)) {
                way.add(at);
                open.add(List.copyOf(parents.getOrDefault(at, List.of())));
            }
        }
        return List.of();
    }

    private void ring(List<String> ring, boolean ordered) {
        YamlNode.Scalar key = keys.get(ring.getFirst());
        if (key != null) {
            problems.add(key.span()
                    .mark(Problem.error("sets wait for each other in a ring: " + String.join(" -> ", ring))
                            .help(
                                    ordered
                                            ? "Take one depends_on out; with 'ordered', each set also waits for the one"
                                                    + " before it"
                                            : "Take one depends_on out")));
        }
    }

    private void tooMany(YamlNode.Mapping mapping) {
        long all = (long) keys.size() * count(mapping, "repeat", 1);
        if (all > MOST_SETS) {
            problems.add(mapping.span()
                    .mark(Problem.error("the sets and their repeats come to " + all + ", more than " + MOST_SETS)
                            .help("Repeat less often; 'pergola series run' may be called again")));
        }
    }

    private SeriesFile series(YamlNode.Mapping mapping) {
        List<SeriesFile.TestSet> sets = new ArrayList<>();
        bodies.forEach((set, body) -> sets.add(new SeriesFile.TestSet(
                set,
                texts(body, "tests"),
                texts(body, "depends_on").stream().distinct().toList(),
                flag(body, "depends_pass", false),
                texts(body, "modes"),
                new TestConditions(clauses(body, "only_if"), clauses(body, "not_if")),
                count(body, "simultaneous", 0))));
        return new SeriesFile(
                text(mapping, "name").orElse(name),
                text(mapping, "summary").orElse(""),
                sets,
                texts(mapping, "modes"),
                texts(mapping, "overrides"),
                count(mapping, "simultaneous", 0),
                flag(mapping, "ordered", false),
                count(mapping, "repeat", 1),
                flag(mapping, "ignore_errors", true),
                text(mapping, "os").orElse(null),
                text(mapping, "host").orElse(null));
    }

    private static Optional<String> text(YamlNode.Mapping mapping, String key) {
        return mapping.find(key).flatMap(SeriesReader::text).filter(text -> !text.isEmpty());
    }

    private static Optional<String> text(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? scalar.value() : Optional.empty();
    }

    private static boolean flag(YamlNode.Mapping mapping, String key, boolean otherwise) {
        return text(mapping, key).map(text -> text.equalsIgnoreCase("true")).orElse(otherwise);
    }

    private static int count(YamlNode.Mapping mapping, String key, int otherwise) {
        return text(mapping, key)
                .filter(text -> new KeyType.Count(0).fits(text))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    private static List<String> texts(YamlNode.Mapping mapping, String key) {
        return scalars(mapping, key).stream()
                .flatMap(scalar -> scalar.value().stream())
                .toList();
    }

    private static List<YamlNode.Scalar> scalars(YamlNode.Mapping mapping, String key) {
        return mapping.find(key).map(SeriesReader::scalars).orElse(List.of());
    }

    private static List<YamlNode.Scalar> scalars(YamlNode node) {
        List<YamlNode> items = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        return items.stream()
                .filter(YamlNode.Scalar.class::isInstance)
                .map(YamlNode.Scalar.class::cast)
                .filter(scalar -> scalar.value().filter(text -> !text.isBlank()).isPresent())
                .toList();
    }

    private static SequencedMap<String, List<String>> clauses(YamlNode.Mapping mapping, String key) {
        var clauses = new LinkedHashMap<String, List<String>>();
        if (mapping.find(key).orElse(null) instanceof YamlNode.Mapping written) {
            written.entries()
                    .forEach(entry -> clauses.put(
                            entry.name(),
                            scalars(entry.value()).stream()
                                    .map(scalar -> scalar.value().orElse(""))
                                    .toList()));
        }
        return clauses;
    }
}
