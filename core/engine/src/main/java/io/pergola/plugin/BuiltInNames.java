package io.pergola.plugin;

import java.util.Set;
import java.util.function.Supplier;

/**
 * The names that plugins may not take, asked for when a plugin offers something.
 *
 * @param functions of the language
 * @param variables of Pergola and of the schedulers
 * @param parsers of results
 * @param policies that ship
 */
public record BuiltInNames(
        Supplier<Set<String>> functions,
        Supplier<Set<String>> variables,
        Supplier<Set<String>> parsers,
        Supplier<Set<String>> policies) {

    /** No names. */
    public static final BuiltInNames NONE = new BuiltInNames(Set::of, Set::of, Set::of, Set::of);

    boolean has(Kind kind, String name) {
        return switch (kind) {
            case SCHEDULER -> false;
            case FUNCTION -> functions.get().contains(name);
            case VARIABLE -> variables.get().contains(name);
            case PARSER -> parsers.get().contains(name);
            case POLICY -> policies.get().contains(name);
        };
    }
}
