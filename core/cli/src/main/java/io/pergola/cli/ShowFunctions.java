package io.pergola.cli;

import io.pergola.expr.FunctionInfo;
import io.pergola.model.Value;
import io.pergola.report.Column;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;

/** {@code pergola show functions}. */
@Command(name = "functions", description = "The functions that expressions may call.")
final class ShowFunctions extends ShowListing {

    ShowFunctions(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        var listing = new Listing("functions")
                .column("signature", Column.text("Function", 24))
                .column("description", Column.text("Meaning", 20));
        for (FunctionInfo function : context().pergola().functions().all()) {
            var row = new LinkedHashMap<String, Value>();
            row.put("name", Value.of(function.name()));
            row.put("signature", Value.of(function.signature()));
            row.put("description", Value.of(function.description()));
            listing.add(row);
        }
        return listing;
    }
}
