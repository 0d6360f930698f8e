package io.pergola.config;

import io.pergola.model.Place;
import io.pergola.model.Problem;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import io.pergola.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a suite and finds all that is wrong with it. */
final class SuiteReader {

    /** More would make the merging of a suite take too long. */
    private static final int MAX_ANCESTORS = 100;

    private final String name;
    private final ConfigDir dir;
    private final KeyType.Section table;
    private final ProblemList suiteProblems = ProblemList.ofFile();

    SuiteReader(String name, ConfigDir dir, KeyType.Section table) {
        this.name = name;
        this.dir = dir;
        this.table = table;
    }

    Suite read(Path file) {
        YamlFile yaml = YamlReader.read(file);
        var tests = new LinkedHashMap<String, SuiteTest>();
        if (yaml.node() instanceof YamlNode.Mapping mapping) {
            Map<String, List<Problem>> inTests = share(yaml.problems(), mapping);
            mapping.entries().forEach(entry -> tests.put(entry.name(), test(entry, inTests)));
            inheritance(tests);
        } else {
            suiteProblems.addAll(yaml.problems());
            notASuite(yaml);
        }
        return new Suite(name, file, dir, tests, suiteProblems);
    }

    private void notASuite(YamlFile yaml) {
        if (yaml.broken()) {
            return;
        }
        @Nullable YamlNode node = yaml.node();
        String found = node == null ? "is empty" : "is " + node.kind();
        Problem problem = Problem.error(
                        "the suite '" + name + "' (" + yaml.source().name() + ") " + found)
                .help("A suite is a mapping of test names to their settings");
        suiteProblems.add(node == null ? problem : node.span().mark(problem));
    }

    /** What the reader found inside a test is that test's affair; the rest is the suite's. */
    private Map<String, List<Problem>> share(List<Problem> problems, YamlNode.Mapping mapping) {
        Map<String, List<Problem>> shared = new LinkedHashMap<>();
        for (Problem problem : problems) {
            Optional<YamlNode.Entry> owner = problem.place().flatMap(place -> mapping.entries().stream()
                    .filter(entry -> holds(entry, place))
                    .findFirst());
            owner.map(entry -> shared.computeIfAbsent(entry.name(), test -> new ArrayList<>()))
                    .orElse(suiteProblems)
                    .add(problem);
        }
        return shared;
    }

    private static boolean holds(YamlNode.Entry entry, Place place) {
        var span = entry.value().span();
        Place from = entry.key().place();
        Place to = span.source().place(span.end());
        return compare(from, place) <= 0 && compare(place, to) < 0;
    }

    private static int compare(Place a, Place b) {
        return a.line() == b.line() ? Integer.compare(a.column(), b.column()) : Integer.compare(a.line(), b.line());
    }

    private SuiteTest test(YamlNode.Entry entry, Map<String, List<Problem>> found) {
        ProblemList problems = suiteProblems.ofPart();
        problems.addAll(found.getOrDefault(entry.name(), List.of()));
        String path = name + "." + entry.name();
        if (!TestKeys.NAMES.accepts(entry.name())) {
            problems.add(entry.key()
                    .span()
                    .mark(Problem.error("'" + entry.name() + "' cannot be the name of a test")
                            .help("It must be " + TestKeys.NAMES.meaning())));
        }
        new Validator(table, true, problems).check(entry.value(), path);
        YamlNode.@Nullable Mapping body = entry.value() instanceof YamlNode.Mapping mapping ? mapping : null;
        return new SuiteTest(entry.name(), entry.key(), body, problems);
    }

    private void inheritance(SequencedMap<String, SuiteTest> tests) {
        Map<String, Integer> ancestors = new HashMap<>();
        for (SuiteTest test : tests.values()) {
            Set<String> way = new LinkedHashSet<>();
            @Nullable SuiteTest at = test;
            while (at != null && !ancestors.containsKey(at.name())) {
                if (!way.add(at.name())) {
                    ring(at, way);
                    break;
                }
                at = parent(at, tests);
            }
            int count = at == null ? -1 : ancestors.getOrDefault(at.name(), -1);
            for (String each : List.copyOf(way).reversed()) {
                count++;
                ancestors.put(each, count);
                if (count == MAX_ANCESTORS + 1) {
                    tooDeep(tests.getOrDefault(each, test));
                }
            }
        }
    }

    private void tooDeep(SuiteTest test) {
        YamlNode.Scalar written = test.parent().orElse(test.key());
        suiteProblems.add(written.span()
                .mark(Problem.error("the test '" + name + "." + test.name() + "' has more than " + MAX_ANCESTORS
                                + " ancestors")
                        .help("Inherit from fewer tests")));
    }

    private @Nullable SuiteTest parent(SuiteTest test, SequencedMap<String, SuiteTest> tests) {
        YamlNode.@Nullable Scalar written = test.parent().orElse(null);
        if (written == null) {
            return null;
        }
        String parent = written.value().orElse("");
        @Nullable SuiteTest found = tests.get(parent);
        if (found == null) {
            String near = Suggestions.didYouMean(parent, tests.keySet());
            suiteProblems.add(written.span()
                    .mark(Problem.error("the test '" + name + "." + test.name() + "' inherits from '" + parent
                                    + "', which is not in this suite")
                            .help(near.isEmpty() ? "Tests inherit from tests of the same suite" : near)));
        }
        return found;
    }

    private void ring(SuiteTest test, Set<String> way) {
        List<String> names = new ArrayList<>(way);
        List<String> ring = new ArrayList<>(names.subList(names.indexOf(test.name()), names.size()));
        ring.add(test.name());
        YamlNode.Scalar written = test.parent().orElse(test.key());
        suiteProblems.add(written.span()
                .mark(Problem.error(
                                "tests of the suite '" + name + "' inherit from each other in a ring: " + shown(ring))
                        .help("Take one inherits_from out")));
    }

    private static String shown(List<String> ring) {
        int most = 10;
        String start = String.join(" -> ", ring.subList(0, Math.min(most, ring.size())));
        return ring.size() <= most ? start : start + " -> ... (" + (ring.size() - 1) + " tests)";
    }
}
