package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.Style;
import io.pergola.report.Table;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import java.util.LinkedHashMap;
import java.util.List;

/** All lines of one run's journal. */
final class StateHistory {

    private final Context context;

    StateHistory(Context context) {
        this.context = context;
    }

    int print(List<RunSummary> runs, boolean json) {
        if (runs.size() != 1) {
            throw new ConfigException(Problem.error("--history shows one run, and " + runs.size() + " were named")
                    .help("name one run by its id, such as 'pergola status --history 12'"));
        }
        RunSummary run = runs.getFirst();
        List<StateEntry> entries = context.pergola()
                .stores()
                .store(run.id().label())
                .flatMap(store -> store.run(run.id().number()))
                .map(RunDirectory::journal)
                .orElse(List.of());
        if (json) {
            context.screen()
                    .line(Json.write(new Value.Items(
                            entries.stream().map(StateHistory::json).toList())));
            return ExitCode.OK;
        }
        var table = new Table(List.of(Column.fixed("State"), Column.fixed("Time"), Column.text("Note", 20)));
        entries.forEach(entry -> table.add(List.of(
                Cell.of(entry.state()), new Cell(RunColumns.time(entry.time()), Style.DIM), Cell.of(entry.note()))));
        context.screen().table(table);
        return ExitCode.OK;
    }

    private static Value json(StateEntry entry) {
        var values = new LinkedHashMap<String, Value>();
        values.put("state", Value.of(entry.state()));
        values.put("time", RunJson.seconds(entry.time()));
        values.put("note", Value.of(entry.note()));
        return new Value.Entries(values);
    }
}
