package io.pergola.graph;

import io.pergola.expr.ExpressionException;
import io.pergola.expr.Functions;
import io.pergola.model.Value;
import java.util.List;
import java.util.Optional;

/** What a quantity is in one run. */
sealed interface Reading {

    /** Its values: one, or those of a list. */
    record Found(List<Value> values, boolean list) implements Reading {

        public Found {
            values = List.copyOf(values);
        }
    }

    /** It has none there; {@code help} may be empty. */
    record Lacking(String why, String help) implements Reading {}

    static Reading of(Quantity quantity, GraphRun run, Functions functions) {
        String quoted = "'" + quantity.source() + "'";
        Optional<String> absent = quantity.expression().paths().stream()
                .map(List::getFirst)
                .filter(name -> !run.results().values().containsKey(name))
                .findFirst();
        try {
            Value value = quantity.expression().evaluateResults(run.results(), functions);
            return switch (value) {
                case Value.Null() -> new Lacking("no " + quoted, "");
                case Value.Entries(var entries) ->
                    new Lacking(
                            quoted + " is a mapping",
                            entries.isEmpty()
                                    ? ""
                                    : "write '" + quantity.source() + "."
                                            + entries.firstEntry().getKey() + "' or '" + quantity.source()
                                            + ".*' for what is in it");
                case Value.Items(List<Value> items) when items.isEmpty() -> new Lacking("no value in " + quoted, "");
                case Value.Items(List<Value> items) -> new Found(items, true);
                default -> new Found(List.of(value), false);
            };
        } catch (ExpressionException e) {
            return new Lacking(
                    absent.map(name -> "no '" + name + "'").orElse(quoted + " has no value: " + e.getMessage()),
                    e.help().orElse(""));
        }
    }
}
