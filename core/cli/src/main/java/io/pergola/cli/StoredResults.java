package io.pergola.cli;

import io.pergola.model.ResultKeys;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.store.RunSummary;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The results of runs of any working directory. */
final class StoredResults {

    /** Of so many runs they are held at once. */
    private static final int AT_ONCE = 4_000;

    private final Context context;

    StoredResults(Context context) {
        this.context = context;
    }

    /** Takes a run and its results, null if it has none. */
    interface Taker extends BiConsumer<RunSummary, Value.@Nullable Entries> {}

    /** What a table of these keys needs of each run, in order. */
    void figures(List<RunSummary> runs, List<String> keys, Taker taker) {
        boolean brief = keys.stream().noneMatch(key -> ResultKeys.reserved(key.replaceFirst("\\..*", "")));
        each(runs, brief, taker);
    }

    /** What came of each run in one line, in order. */
    void lines(List<RunSummary> runs, BiConsumer<RunSummary, String> taker) {
        Map<String, List<RunSummary>> byLabel = byLabel(runs);
        if (byLabel.size() == 1) {
            List<String> lines = lines(byLabel.keySet().iterator().next(), runs);
            for (int i = 0; i < lines.size(); i++) {
                taker.accept(runs.get(i), lines.get(i));
            }
            return;
        }
        Map<RunId, String> lines = HashMap.newHashMap(runs.size());
        byLabel.forEach((label, its) -> put(its, lines(label, its), lines));
        runs.forEach(run -> taker.accept(run, lines.getOrDefault(run.id(), "")));
    }

    private List<String> lines(String label, List<RunSummary> runs) {
        return context.pergola()
                .stores()
                .store(label)
                .map(store -> store.lines(runs))
                .orElseGet(() -> Collections.nCopies(runs.size(), ""));
    }

    private static void put(List<RunSummary> runs, List<String> texts, Map<RunId, String> lines) {
        for (int i = 0; i < runs.size(); i++) {
            lines.put(runs.get(i).id(), texts.get(i));
        }
    }

    private static Map<String, List<RunSummary>> byLabel(List<RunSummary> runs) {
        return runs.stream().collect(Collectors.groupingBy(run -> run.id().label()));
    }

    /** All of the results of each run, in order. */
    void whole(List<RunSummary> runs, Taker taker) {
        each(runs, false, taker);
    }

    /** The results of all runs that have any, at once. */
    Map<RunId, Value.Entries> all(List<RunSummary> runs) {
        return read(runs, false);
    }

    private void each(List<RunSummary> runs, boolean brief, Taker taker) {
        for (int i = 0; i < runs.size(); i += AT_ONCE) {
            List<RunSummary> some = runs.subList(i, Math.min(i + AT_ONCE, runs.size()));
            Map<RunId, Value.Entries> results = read(some, brief);
            some.forEach(run -> taker.accept(run, results.get(run.id())));
        }
    }

    private Map<RunId, Value.Entries> read(List<RunSummary> runs, boolean brief) {
        Map<RunId, Value.Entries> results = HashMap.newHashMap(runs.size());
        byLabel(runs)
                .forEach((label, its) -> context.pergola().stores().store(label).ifPresent(store -> store.results(
                                its, brief)
                        .forEach((number, values) -> results.put(new RunId(label, number), values))));
        return results;
    }
}
