package io.pergola.select;

import io.pergola.filter.Facts;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the files of runs say. Of runs that are gone nothing is known. For one thread. */
public final class StoredFacts implements Facts {

    private final Stores stores;
    private final Map<String, Boolean> started = new HashMap<>();

    /** Looks into the directories of runs of these. */
    public StoredFacts(Stores stores) {
        this.stores = stores;
    }

    @Override
    public String partition(RunSummary run) {
        return directory(run).map(found -> partition(found.test())).orElse("");
    }

    private static String partition(Value.Entries saved) {
        return saved.values().get("config") instanceof Value.Entries(var config)
                        && config.get("schedule") instanceof Value.Entries(var schedule)
                        && schedule.get("partition") instanceof Value.Text(String partition)
                ? partition
                : "";
    }

    @Override
    public List<String> states(RunSummary run) {
        return directory(run)
                .map(found -> found.journal().stream().map(StateEntry::state).toList())
                .orElse(List.of());
    }

    /** A run without a series stands for itself. */
    @Override
    public boolean allStarted(RunSummary run) {
        String series = run.id().label() + "." + run.series();
        return started.computeIfAbsent(
                series, unknown -> run.series().isEmpty() ? hasStarted(run) : seriesStarted(run));
    }

    private boolean seriesStarted(RunSummary run) {
        Optional<Store> store = stores.store(run.id().label());
        return store.flatMap(found -> found.series(run.series()))
                .map(SeriesDirectory::runs)
                .map(numbers -> store.orElseThrow().summaries(numbers).stream().allMatch(StoredFacts::hasStarted))
                .orElseGet(() -> hasStarted(run));
    }

    private static boolean hasStarted(RunSummary run) {
        return run.ended() || run.started() != null;
    }

    /** A number may have been given again. */
    private Optional<RunDirectory> directory(RunSummary run) {
        return stores.store(run.id().label())
                .flatMap(store -> store.run(run.id().number()))
                .filter(found -> found.uuid().equals(run.uuid()));
    }
}
