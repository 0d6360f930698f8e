package io.pergola.cli;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.model.Value;
import io.pergola.report.Column;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code pergola show test_config}. */
@Command(
        name = "test_config",
        description = "Every key that a test or a layer may have.",
        footer = {
            "",
            "NAME stands for names of your own. 'now' marks what must be known when the test is started:",
            "variables that only the job knows cannot be used there."
        })
final class ShowTestConfig extends ShowListing {

    ShowTestConfig(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        var listing = new Listing("keys")
                .column("key", Column.fixed("Key"))
                .column("expected", Column.text("Value", 12))
                .column("default", Column.text("Default", 8))
                .column("when", Column.fixed("When"))
                .column("doc", Column.text("Meaning", 20));
        add(listing, context().pergola().library().keys(), "", false);
        return listing;
    }

    private static void add(Listing listing, KeyType.Section section, String path, boolean immediate) {
        for (Key key : section.keys()) {
            boolean now = immediate || key.immediate();
            String name = path + key.name();
            row(listing, name, key, now);
            below(listing, key.type(), name, now);
        }
    }

    private static void below(Listing listing, KeyType type, String name, boolean now) {
        if (type instanceof KeyType.Section section) {
            add(listing, section, name + ".", now);
        } else if (type instanceof KeyType.Free free) {
            below(listing, free.value(), name + ".NAME", now);
        }
    }

    private static void row(Listing listing, String name, Key key, boolean now) {
        var row = new LinkedHashMap<String, Value>();
        row.put("key", Value.of(name));
        row.put("expected", Value.of(expected(key.type())));
        row.put("default", Value.ofTexts(key.defaults()));
        row.put("when", Value.of(now ? "now" : ""));
        row.put("doc", Value.of(key.doc()));
        listing.add(row);
    }

    private static String expected(KeyType type) {
        return type instanceof KeyType.Free free
                        && List.of("a text", "a list of texts")
                                .contains(free.value().expected())
                ? "a mapping of names, each " + free.value().expected()
                : type.expected();
    }
}
