package io.pergola.cli;

import io.pergola.history.History;
import io.pergola.history.HistoryKeeper;
import io.pergola.history.HistoryPrune;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.report.Column;
import io.pergola.select.Stores;
import io.pergola.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola maint prune_results}. */
@Command(
        name = "prune_results",
        description = "Take runs out of the common log of results and the history, and print what was there.",
        footer = {
            "",
            "The runs themselves stay; 'pergola clean' removes them. A run that is still there comes back into the history with",
            "the next 'pergola history', so remove it first."
        })
final class PruneResultsCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of runs, such as 12 or apps.12, and uuids.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only print what would be taken out.")
    private boolean dryRun;

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    PruneResultsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Set<String> wanted = new LinkedHashSet<>(words);
        Set<String> found = new HashSet<>();
        visit((label, store) -> found.addAll(matches(label, store, wanted)));
        List<Problem> problems = wanted.stream()
                .filter(word -> !found.contains(word))
                .map(word -> Problem.error("neither the log of results nor the history has '" + word + "'")
                        .help("Write the id of a run, such as 12, or its uuid; 'pergola history --json' shows both"))
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        Listing listing = new Listing("pruned")
                .column("from", Column.fixed("From"))
                .column("id", Column.fixed("Id"))
                .column("name", Column.text("Name", 10))
                .column("result", Column.fixed("Result"))
                .column("uuid", Column.text("Uuid", 8));
        visit((label, store) -> prune(label, store, wanted, listing));
        listing.print(context.screen(), json);
        context.screen().out().flush();
        if (dryRun) {
            context.screen().info("Nothing was taken out (--dry-run).");
        }
        return ExitCode.OK;
    }

    private void visit(BiConsumer<String, Store> visitor) {
        Stores stores = context.pergola().stores();
        for (String label : stores.labels()) {
            stores.store(label).ifPresent(store -> visitor.accept(label, store));
        }
    }

    /** What of the words names something here. */
    private static Set<String> matches(String label, Store store, Set<String> wanted) {
        Set<String> found = new HashSet<>();
        store.resultLog()
                .prune(line -> !named(label, line, wanted).isEmpty(), true)
                .forEach(line -> found.addAll(named(label, line, wanted)));
        for (HistoryPrune.Entry entry : inHistory(store, wanted, true)) {
            found.add(entry.id());
            found.add(entry.uuid());
        }
        return found;
    }

    /** Those of the words that name a line of the log; its ids have no labels. */
    private static Set<String> named(String label, Value.Entries line, Set<String> wanted) {
        Set<String> names = new HashSet<>();
        String number = text(line, "id");
        names.add(label.equals(RunId.MAIN) ? number : label + "." + number);
        names.add(text(line, "uuid"));
        names.retainAll(wanted);
        return names;
    }

    private static String text(Value.Entries line, String key) {
        return Listing.text(line.values().getOrDefault(key, Value.NULL));
    }

    private static List<HistoryPrune.Entry> inHistory(Store store, Set<String> wanted, boolean keep) {
        Path file = new HistoryKeeper(store).file();
        if (Files.notExists(file)) {
            return List.of();
        }
        try (History history = History.open(file)) {
            var prune = new HistoryPrune(history);
            List<HistoryPrune.Entry> entries = prune.find(wanted);
            if (!keep) {
                prune.remove(entries);
            }
            return entries;
        }
    }

    private void prune(String label, Store store, Set<String> wanted, Listing listing) {
        store.resultLog()
                .prune(line -> !named(label, line, wanted).isEmpty(), dryRun)
                .forEach(line -> listing.add(row(
                        "results.log",
                        (label.equals(RunId.MAIN) ? "" : label + ".") + text(line, "id"),
                        text(line, "name"),
                        text(line, "result"),
                        text(line, "uuid"))));
        inHistory(store, wanted, dryRun)
                .forEach(entry -> listing.add(row("history", entry.id(), entry.name(), entry.result(), entry.uuid())));
    }

    private static SequencedMap<String, Value> row(String from, String id, String name, String result, String uuid) {
        var row = new LinkedHashMap<String, Value>();
        row.put("from", Value.of(from));
        row.put("id", Value.of(id));
        row.put("name", Value.of(name));
        row.put("result", Value.of(result));
        row.put("uuid", Value.of(uuid));
        return row;
    }
}
