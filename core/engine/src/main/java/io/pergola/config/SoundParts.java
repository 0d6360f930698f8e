package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What fits the table of keys, in tests of which not all does: so that the rest can be searched for more mistakes. */
final class SoundParts {

    /** Without a part of these the rest of a test would look wrong, or come to something else. */
    private static final Set<String> NEEDED =
            Set.of("inherits_from", "variables", "permute_on", "scheduler", "schedule", "chunk");

    /** So many ancestors no test has that can be resolved. */
    private static final int MANY = 101;

    private final KeyType.Section table;

    SoundParts(KeyType.Section table) {
        this.table = table;
    }

    /**
     * The suite with the sound parts of its tests. Those of which too little is sound are as they were; those that inherit from nothing, or from
     * themselves, are left out.
     */
    Suite of(Suite suite) {
        var tests = new LinkedHashMap<String, SuiteTest>();
        suite.tests().forEach((name, test) -> {
            if (suite.problems().isEmpty() || hasAncestors(suite, test)) {
                tests.put(name, of(test));
            }
        });
        return new Suite(suite.name(), suite.file(), suite.dir(), tests, List.of());
    }

    private static boolean hasAncestors(Suite suite, SuiteTest test) {
        Set<String> seen = new HashSet<>();
        @Nullable SuiteTest at = test;
        while (at != null && seen.add(at.name()) && seen.size() <= MANY) {
            @Nullable String parent = at.parent().flatMap(YamlNode.Scalar::value).orElse(null);
            if (parent == null) {
                return true;
            }
            at = suite.tests().get(parent);
        }
        return false;
    }

    private SuiteTest of(SuiteTest test) {
        if (test.problems().isEmpty() || test.body() == null || !TestKeys.NAMES.accepts(test.name())) {
            return test;
        }
        return sound(table, test.body(), NEEDED)
                .map(body -> new SuiteTest(test.name(), test.key(), body, List.of()))
                .orElse(test);
    }

    private static Optional<YamlNode.Mapping> sound(
            KeyType.Section table, YamlNode.Mapping mapping, Set<String> needed) {
        List<YamlNode.Entry> kept = new ArrayList<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (fits(table, mapping, entry)) {
                kept.add(entry);
            } else if (needed.contains(Validator.plain(entry.name()))) {
                return Optional.empty();
            } else if (table.find(entry.name()).map(Key::type).orElse(null) instanceof KeyType.Section section
                    && entry.value() instanceof YamlNode.Mapping below) {
                sound(section, below, Set.of()).ifPresent(rest -> kept.add(new YamlNode.Entry(entry.key(), rest)));
            }
        }
        return Optional.of(new YamlNode.Mapping(mapping.span(), kept));
    }

    private static boolean fits(KeyType.Section table, YamlNode.Mapping mapping, YamlNode.Entry entry) {
        List<Problem> problems = new ArrayList<>();
        new Validator(table, true, problems).check(new YamlNode.Mapping(mapping.span(), List.of(entry)), "");
        return problems.isEmpty();
    }
}
