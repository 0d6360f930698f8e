package io.pergola.cli;

import io.pergola.config.Key;
import io.pergola.config.Site;
import io.pergola.model.Place;
import io.pergola.model.Value;
import io.pergola.report.Column;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code pergola show config}. */
@Command(name = "config", description = "Every key of pergola.yaml: its value, where that was set, what it is for.")
final class ShowConfig extends ShowListing {

    ShowConfig(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        var listing = new Listing("config")
                .column("key", Column.fixed("Key"))
                .column("value", Column.text("Value", 10))
                .column("where", Column.text("Set in", 7))
                .column("doc", Column.text("Meaning", 16));
        for (Site.Shown shown : context().pergola().site().shown()) {
            Key key = shown.key();
            Place place = shown.where();
            var row = new LinkedHashMap<String, Value>();
            row.put("key", Value.of(key.name()));
            row.put("value", Value.ofTexts(shown.values()));
            row.put("default", Value.ofTexts(key.defaults()));
            row.put("where", place == null ? Value.of("default") : Value.of(place.source() + ":" + place.line()));
            row.put("doc", Value.of(key.doc()));
            listing.add(row);
        }
        return listing;
    }

    @Override
    void remarks() {
        Optional<Path> file =
                Optional.ofNullable(context().pergola().site().settings().file());
        context()
                .screen()
                .info(file.map(path -> "Read from " + path + ".")
                        .orElse("There is no pergola.yaml; all of this is the default."));
    }
}
