package io.pergola.cli;

import io.pergola.model.RunState;
import io.pergola.model.Value;
import io.pergola.report.Column;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;

/** {@code pergola show states}. */
@Command(name = "states", description = "The states that a test run can be in.")
final class ShowStates extends ShowListing {

    ShowStates(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        var listing = new Listing("states")
                .column("name", Column.fixed("State"))
                .column("description", Column.text("Meaning", 20));
        for (RunState state : RunState.values()) {
            var row = new LinkedHashMap<String, Value>();
            row.put("name", Value.of(state.name()));
            row.put("description", Value.of(state.description()));
            listing.add(row);
        }
        return listing;
    }
}
