package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.FigureText;
import io.pergola.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Rows that are shown as a table or as JSON, from one source. */
final class Listing {

    private final String key;
    private final List<Value.Entries> rows = new ArrayList<>();
    private final SequencedMap<String, Column> columns = new LinkedHashMap<>();

    /** {@code key}: where the rows stand in the JSON object. */
    Listing(String key) {
        this.key = key;
    }

    /** A field of the rows that the table shows too. */
    Listing column(String field, Column column) {
        columns.put(field, column);
        return this;
    }

    /** Adds a row; it may have fields that only the JSON shows. */
    void add(SequencedMap<String, Value> row) {
        rows.add(new Value.Entries(row));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(Screen screen, boolean json) {
        if (json) {
            var whole = new LinkedHashMap<String, Value>();
            whole.put(key, new Value.Items(List.copyOf(rows)));
            screen.line(Json.write(new Value.Entries(whole)));
            return;
        }
        var table = new Table(List.copyOf(columns.values()));
        rows.forEach(row -> table.add(columns.keySet().stream()
                .map(field -> Cell.of(text(row.values().getOrDefault(field, Value.NULL))))
                .toList()));
        screen.table(table);
    }

    /** A value in a column of text; lists are words with commas. */
    static String text(Value value) {
        return value instanceof Value.Items items
                ? items.values().stream().map(Listing::text).collect(Collectors.joining(", "))
                : FigureText.of(value);
    }
}
