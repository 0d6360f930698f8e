package io.pergola.cli;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.report.Column;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code pergola show vars}. */
@Command(
        name = "vars",
        description = "The variables that every test has, with their values here.",
        footer = {
            "",
            "Those of a single test: pergola explain SUITE.TEST variables",
            "What only the job knows is deferred. The set 'sched' depends on the scheduler."
        })
final class ShowVars extends ShowListing {

    ShowVars(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        var listing =
                new Listing("vars").column("name", Column.fixed("Variable")).column("shown", Column.text("Value", 20));
        var sets = context().pergola().resolver().sets();
        for (String set : List.of("sys", "pav")) {
            sets.getOrDefault(set, new LinkedHashMap<>()).forEach((name, variable) -> {
                Value value = value(variable);
                var row = new LinkedHashMap<String, Value>();
                row.put("name", Value.of(set + "." + name));
                row.put("deferred", Value.of(variable instanceof Variable.Deferred));
                row.put("value", value);
                row.put("shown", Value.of(shown(variable, value)));
                listing.add(row);
            });
        }
        return listing;
    }

    /** A list of items; null for what waits. */
    private static Value value(Variable variable) {
        return switch (variable) {
            case Variable.Deferred() -> Value.NULL;
            case Variable.Known(List<Item> items) ->
                new Value.Items(items.stream()
                        .map(item -> switch (item) {
                            case Item.Single(Value value) -> value;
                            case Item.Parts(var parts) -> new Value.Entries(parts);
                        })
                        .toList());
        };
    }

    private static String shown(Variable variable, Value value) {
        if (variable instanceof Variable.Deferred) {
            return "(known when the job runs)";
        }
        if (!(value instanceof Value.Items(List<Value> items)) || items.size() != 1) {
            return Json.write(value);
        }
        return items.getFirst() instanceof Value.Text(String text) ? text : Json.write(items.getFirst());
    }
}
