package io.pergola.cli;

import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.report.Column;
import io.pergola.series.PlannedSet;
import io.pergola.series.SeriesManager;
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesBook;
import io.pergola.store.SetEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** How series and their sets stand, as rows. */
final class SeriesOverview {

    /** In what is noted of a series from a file: how many sets it has, repeats counted. */
    static final String SETS = "sets";

    private SeriesOverview() {}

    /** An empty list of series. */
    static Listing listing() {
        return new Listing("series")
                .column("id", Column.fixed("Series"))
                .column("name", Column.text("Name", 8))
                .column("state", Column.fixed("State"))
                .column("sets", Column.number("Sets"))
                .column("runs", Column.number("Runs"))
                .column("passed", Column.number("Passed"))
                .column("not_passed", Column.number("Not"))
                .column("unfinished", Column.number("Left"))
                .column("user", Column.text("User", 4));
    }

    /** A row of that list. */
    static SequencedMap<String, Value> row(NamedSeries series, Collection<RunSummary> runs) {
        SeriesBook book = series.directory().book();
        var row = new LinkedHashMap<String, Value>();
        row.put("id", Value.of(series.id()));
        row.put("name", Value.of(series.directory().name()));
        row.put("state", Value.of(book.exists() ? book.state() : stateOf(runs)));
        row.put("user", Value.of(series.directory().user()));
        row.put("sys_name", Value.of(series.directory().sysName()));
        row.put("created", RunJson.seconds(series.directory().created()));
        row.put("sets", series.directory().extra().getOrDefault(SETS, Value.of(1)));
        counts(row, runs);
        row.put("managed", Value.of(book.exists()));
        return row;
    }

    private static String stateOf(Collection<RunSummary> runs) {
        return runs.stream().allMatch(RunSummary::ended) ? "COMPLETE" : "RUN";
    }

    private static void counts(Map<String, Value> row, Collection<RunSummary> runs) {
        row.put("runs", Value.of((long) runs.size()));
        row.put("passed", count(runs.stream().filter(run -> run.result() == Verdict.PASS)));
        row.put("not_passed", count(runs.stream().filter(run -> run.ended() && run.result() != Verdict.PASS)));
        row.put("unfinished", count(runs.stream().filter(run -> !run.ended())));
    }

    private static Value count(Stream<RunSummary> runs) {
        return Value.of(runs.count());
    }

    /** The sets of a series; of one that 'pergola run' made, there is one. */
    static Listing sets(List<NamedSeries> named) {
        Listing listing = new Listing("sets")
                .column("series", Column.fixed("Series"))
                .column("set", Column.text("Set", 8))
                .column("state", Column.fixed("State"))
                .column("runs", Column.number("Runs"))
                .column("passed", Column.number("Passed"))
                .column("not_passed", Column.number("Not"))
                .column("unfinished", Column.number("Left"))
                .column("note", Column.text("Note", 12));
        named.forEach(series -> rows(series).forEach(listing::add));
        return listing;
    }

    private static List<SequencedMap<String, Value>> rows(NamedSeries series) {
        List<RunSummary> runs = series.store().summaries(series.directory().runs());
        SeriesBook book = series.directory().book();
        if (!book.exists()) {
            return List.of(row(series, series.directory().name(), 1, stateOf(runs), List.of(), runs, ""));
        }
        Map<Integer, RunSummary> byNumber = new HashMap<>();
        runs.forEach(run -> byNumber.put(run.id().number(), run));
        Map<String, List<Integer>> members = new HashMap<>();
        Map<String, SetEvent> latest = new HashMap<>();
        Map<String, String> notes = new HashMap<>();
        for (SetEvent event : book.events()) {
            latest.put(event.set(), event);
            if (event.state().equals(SeriesBook.MAKE)) {
                members.put(event.set(), event.runs());
            }
            if (!event.note().isEmpty()) {
                notes.put(event.set(), event.note());
            }
        }
        boolean stopped = book.events().stream().anyMatch(event -> SeriesBook.isStop(event.state()));
        List<PlannedSet> plan = SeriesManager.plan(series.directory()).sets();
        var rows = new ArrayList<SequencedMap<String, Value>>();
        for (PlannedSet set : plan) {
            List<RunSummary> its = members.getOrDefault(set.name(), List.of()).stream()
                    .filter(byNumber::containsKey)
                    .map(number -> byNumber.get(number))
                    .toList();
            List<String> parents = set.parents().stream()
                    .map(parent -> plan.get(parent).name())
                    .toList();
            SetEvent last = latest.get(set.name());
            String waits = stopped || !book.isOpen() ? SeriesBook.GIVEN_UP : "WAIT";
            String state = last == null ? waits : last.state();
            String note = notes.getOrDefault(last == null ? "" : set.name(), "");
            rows.add(row(series, set.name(), set.iteration(), state, parents, its, note));
        }
        return rows;
    }

    private static SequencedMap<String, Value> row(
            NamedSeries series,
            String set,
            int iteration,
            String state,
            List<String> parents,
            List<RunSummary> runs,
            String note) {
        var row = new LinkedHashMap<String, Value>();
        row.put("series", Value.of(series.id()));
        row.put("set", Value.of(set));
        row.put("iteration", Value.of(iteration));
        row.put("state", Value.of(state));
        row.put("depends_on", new Value.Items(parents.stream().map(Value::of).toList()));
        counts(row, runs);
        row.put("note", Value.of(note));
        return row;
    }
}
