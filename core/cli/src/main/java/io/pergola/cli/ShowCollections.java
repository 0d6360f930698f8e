package io.pergola.cli;

import io.pergola.model.Value;
import io.pergola.report.Column;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;

/** {@code pergola show collections}. */
@Command(name = "collections", description = "The collections: lists of tests for 'pergola run -f NAME'.")
final class ShowCollections extends ShowListing {

    ShowCollections(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        var listing = new Listing("collections")
                .column("name", Column.text("Collection", 12))
                .column("file", Column.text("File", 20));
        context().pergola().site().collections().forEach((name, file) -> {
            var row = new LinkedHashMap<String, Value>();
            row.put("name", Value.of(name));
            row.put("file", Value.of(file.toString()));
            listing.add(row);
        });
        return listing;
    }

    @Override
    void remarks() {
        if (listing().isEmpty()) {
            context().screen().info("There is none; each file in collections/ of a config directory is one.");
        }
    }
}
