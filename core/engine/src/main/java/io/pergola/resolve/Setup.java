package io.pergola.resolve;

import io.pergola.config.KeyType;
import io.pergola.config.LayerChoice;
import io.pergola.expr.Functions;
import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.Value;
import io.pergola.results.SiteParsers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What all tests of a request share.
 *
 * @param keys the keys of a test
 * @param sets the variable sets {@code sys} and {@code pav}
 * @param site what the site adds to {@code sys}, for whom uses it
 * @param facts what is known of schedulers
 * @param functions what expressions may call
 * @param parsers the parsers of results that jars add
 * @param choice the layers
 * @param maxTests how many tests there may be
 * @param answers what schedulers said
 * @param defaults what nobody set
 */
record Setup(
        KeyType.Section keys,
        Map<String, SequencedMap<String, Variable>> sets,
        SiteVariables site,
        SchedulerFacts facts,
        Functions functions,
        SiteParsers parsers,
        LayerChoice choice,
        long maxTests,
        Answers answers,
        DefaultNodes defaults) {

    /** For a new request. */
    Setup(
            KeyType.Section keys,
            Map<String, SequencedMap<String, Variable>> sets,
            SiteVariables site,
            SchedulerFacts facts,
            Functions functions,
            SiteParsers parsers,
            LayerChoice choice,
            long maxTests) {
        this(keys, sets, site, facts, functions, parsers, choice, maxTests, new Answers(), new DefaultNodes());
    }

    static Map<String, SequencedMap<String, Variable>> sets(SystemVariables system) {
        return Map.of("sys", system.sys(), "pav", system.pav());
    }

    Setup with(Map<String, SequencedMap<String, Variable>> other) {
        return new Setup(keys, other, site, facts, functions, parsers, choice, maxTests, answers, defaults);
    }

    /** With what any scheduler might say, for tests of one that is not known. */
    Setup anyScheduler() {
        return new Setup(keys, sets, site, new AnyScheduler(facts), functions, parsers, choice, maxTests);
    }

    /** The first text of a variable, or of a part of it; empty if there is none. */
    static String text(SequencedMap<String, Variable> set, String name, @Nullable String part) {
        if (!(set.get(name) instanceof Variable.Known(List<Item> items)) || items.isEmpty()) {
            return "";
        }
        @Nullable Value value =
                switch (items.getFirst()) {
                    case Item.Single(Value single) -> part == null ? single : null;
                    case Item.Parts(var parts) -> part == null ? null : parts.get(part);
                };
        return value instanceof Value.Text(String text) ? text : "";
    }

    String version() {
        return text(sets.getOrDefault("pav", new LinkedHashMap<>()), "version", null);
    }
}
