package io.pergola.cli;

import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.select.Stores;
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesDirectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Series, and how those of their runs stand that were selected. */
final class SeriesRows {

    private final Stores stores;

    SeriesRows(Stores stores) {
        this.stores = stores;
    }

    /** A series in its working directory. */
    private record Key(String label, int number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::label)
                    .thenComparingInt(Key::number)
                    .compare(this, other);
        }
    }

    List<Value.Entries> of(List<RunSummary> runs) {
        Map<Key, List<RunSummary>> bySeries = new TreeMap<>();
        for (RunSummary run : runs) {
            if (run.series().matches("s\\d{1,9}")) {
                var key =
                        new Key(run.id().label(), Integer.parseInt(run.series().substring(1)));
                bySeries.computeIfAbsent(key, each -> new ArrayList<>()).add(run);
            }
        }
        var rows = new ArrayList<Value.Entries>();
        bySeries.forEach((key, its) -> stores.store(key.label())
                .flatMap(store -> store.series(key.number()))
                .ifPresent(series -> rows.add(row(key, series, its))));
        return rows;
    }

    private static Value.Entries row(Key key, SeriesDirectory series, List<RunSummary> runs) {
        var values = new LinkedHashMap<String, Value>();
        values.put("id", Value.of(key.label().equals(RunId.MAIN) ? series.id() : key.label() + "." + series.id()));
        values.put("name", Value.of(series.name()));
        values.put("user", Value.of(series.user()));
        values.put("sys_name", Value.of(series.sysName()));
        values.put("created", RunJson.seconds(series.created()));
        values.put("runs", Value.of((long) runs.size()));
        values.put("passed", count(runs, Optional.of(Verdict.PASS)));
        values.put("failed", count(runs, Optional.of(Verdict.FAIL)));
        values.put("errors", count(runs, Optional.of(Verdict.ERROR)));
        values.put("without_result", count(runs, Optional.empty()));
        values.put(
                "unfinished", Value.of(runs.stream().filter(run -> !run.ended()).count()));
        return new Value.Entries(values);
    }

    private static Value count(List<RunSummary> runs, Optional<Verdict> verdict) {
        return Value.of(runs.stream()
                .filter(RunSummary::ended)
                .filter(run -> Optional.ofNullable(run.result()).equals(verdict))
                .count());
    }
}
