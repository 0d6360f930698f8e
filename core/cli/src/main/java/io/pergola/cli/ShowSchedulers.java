package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.PluginException;
import io.pergola.model.Value;
import io.pergola.plugin.LoadedScheduler;
import io.pergola.report.Column;
import io.pergola.spi.OptionKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Command;

/** {@code pergola show schedulers}. */
@Command(
        name = "schedulers",
        description = "The schedulers that tests can name, and whether they can be used here.",
        footer = {"", "--json also shows the options that a test may write under schedule.NAME."})
final class ShowSchedulers extends ShowListing {

    ShowSchedulers(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        Pergola pergola = context().pergola();
        var listing = new Listing("schedulers")
                .column("name", Column.fixed("Name"))
                .column("usable", Column.text("Here", 8))
                .column("plugin", Column.text("Plugin", 8))
                .column("version", Column.fixed("Version"))
                .column("description", Column.text("Description", 20));
        var loaded = pergola.plugins().schedulers();
        for (String name : pergola.schedulerNames()) {
            Optional.ofNullable(loaded.get(name)).ifPresent(scheduler -> listing.add(row(name, scheduler)));
        }
        return listing;
    }

    private SequencedMap<String, Value> row(String name, LoadedScheduler scheduler) {
        String why = whyNot(name);
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(name));
        row.put("description", Value.of(scheduler.info().description()));
        row.put("available", Value.of(why.isEmpty()));
        row.put("usable", Value.of(why.isEmpty() ? "yes" : "no: " + why));
        row.put("plugin", Value.of(scheduler.plugin()));
        row.put("version", Value.of(scheduler.version()));
        row.put("jar", Value.of(scheduler.jar().toString()));
        row.put("options", options(scheduler.info().options()));
        return row;
    }

    private String whyNot(String name) {
        try {
            return context()
                    .pergola()
                    .schedulers()
                    .get(name)
                    .available()
                    .reason()
                    .orElse("");
        } catch (PluginException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Value options(List<OptionKey> options) {
        var rows = new ArrayList<Value>();
        options.forEach(option -> rows.add(OptionRow.of(option)));
        return new Value.Items(rows);
    }
}
