package io.pergola.cli;

import io.pergola.model.Value;
import io.pergola.report.Column;
import io.pergola.select.Stores;
import io.pergola.store.IndexState;
import io.pergola.store.Store;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pergola maint reindex}. */
@Command(
        name = "reindex",
        description = "Make your index of each working directory on this host anew.",
        footer = {"", "Listings do so by themselves where an index is damaged; nothing is lost with one."})
final class ReindexCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    ReindexCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var listing = new Listing("indexes")
                .column("label", Column.text("Label", 8))
                .column("runs", Column.number("Runs"))
                .column("ended", Column.number("Ended"))
                .column("file", Column.text("Index", 20));
        Stores stores = context.pergola().stores();
        for (String label : stores.labels()) {
            stores.store(label).ifPresent(store -> add(listing, label, store));
        }
        listing.print(context.screen(), json);
        return ExitCode.OK;
    }

    private void add(Listing listing, String label, Store store) {
        IndexState index = store.reindex();
        var row = new LinkedHashMap<String, Value>();
        row.put("label", Value.of(label));
        row.put("runs", Value.of((long) store.runNumbers().length));
        row.put("ended", Value.of((long) index.runs()));
        row.put("file", Value.of(index.file().toString()));
        listing.add(row);
    }
}
