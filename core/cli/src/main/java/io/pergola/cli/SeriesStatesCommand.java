package io.pergola.cli;

import io.pergola.model.Value;
import io.pergola.report.Column;
import io.pergola.store.SetEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pergola series states}. */
@Command(name = "states", description = "Show what happened in a series, oldest first.")
final class SeriesStatesCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private SeriesWords words = new SeriesWords();

    SeriesStatesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Listing listing = new Listing("states")
                .column("when", Column.fixed("Time"))
                .column("state", Column.fixed("State"))
                .column("set", Column.text("Set", 6))
                .column("runs", Column.text("Runs", 6))
                .column("note", Column.text("Note", 12));
        for (NamedSeries series : words.find(context.pergola())) {
            var events = new ArrayList<SetEvent>();
            events.add(new SetEvent(series.directory().created(), "CREATED", "", List.of(), ""));
            events.addAll(series.directory().book().events());
            events.forEach(event -> {
                var row = new LinkedHashMap<String, Value>();
                row.put("series", Value.of(series.id()));
                row.putAll(event.toValue().values());
                if (!words.json) {
                    row.put("when", RunJson.readable(RunJson.seconds(event.time())));
                }
                listing.add(row);
            });
        }
        listing.print(context.screen(), words.json);
        return ExitCode.OK;
    }
}
