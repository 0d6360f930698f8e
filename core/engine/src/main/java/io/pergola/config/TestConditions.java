package io.pergola.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Conditions that are added to those of each test of a request.
 *
 * @param onlyIf texts, which may hold expressions, with the regular expressions of which one must match
 * @param notIf texts with the regular expressions of which none may match
 */
public record TestConditions(SequencedMap<String, List<String>> onlyIf, SequencedMap<String, List<String>> notIf) {

    /** Nothing is added. */
    public static final TestConditions NONE = new TestConditions(new LinkedHashMap<>(), new LinkedHashMap<>());

    /** Copies the mappings. */
    public TestConditions {
        onlyIf = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(onlyIf));
        notIf = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(notIf));
    }

    /** A test with these besides its own; behind a text that both have, the lists are joined. */
    Setting.Group addTo(Setting.Group test) {
        return add(add(test, "only_if", onlyIf), "not_if", notIf);
    }

    private static Setting.Group add(Setting.Group test, String key, SequencedMap<String, List<String>> clauses) {
        if (clauses.isEmpty()) {
            return test;
        }
        var origin = new Origin(new Layer(Layer.Kind.OVERRIDE, key + " of the set"), null, null);
        Setting.Group joined = test.group(key);
        for (var clause : clauses.entrySet()) {
            List<Setting.Text> items = new ArrayList<>(joined.list(clause.getKey()));
            clause.getValue().forEach(regex -> items.add(Setting.Text.of(regex, origin)));
            joined = joined.with(clause.getKey(), new Setting.Listing(items, origin));
        }
        return test.with(key, joined);
    }
}
