package io.pergola.cli;

import io.pergola.config.Suggestions;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.report.Column;
import io.pergola.spi.JobStatus;
import io.pergola.store.RunSummary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of fields, of which a command line chooses some. */
final class FieldTable {

    private final Screen screen;
    private final List<Value.Entries> rows;
    private final List<String> wanted;

    /**
     * All rows have the same fields.
     *
     * @throws ConfigException if there is no such field
     */
    FieldTable(Screen screen, List<Value.Entries> rows, List<String> wanted) {
        this.screen = screen;
        this.rows = rows;
        this.wanted = wanted;
        check(rows, wanted);
    }

    /** What {@code status --json} tells of a run, and its id first. */
    static Value.Entries row(RunSummary run, Map<String, JobStatus> jobs) {
        var values = new LinkedHashMap<String, Value>();
        values.put("id", Value.of(run.id().toString()));
        values.putAll(RunJson.status(run, jobs).values());
        values.remove("test_id");
        return new Value.Entries(values);
    }

    /** All fields, below {@code key}. */
    void json(String key) {
        listing(key, rows).print(screen, true);
    }

    void table() {
        listing("", rows.stream().map(FieldTable::shown).toList()).print(screen, false);
    }

    private Listing listing(String key, List<Value.Entries> shown) {
        var listing = new Listing(key);
        wanted.forEach(field -> listing.column(field, Column.text(field, 6)));
        shown.forEach(row -> listing.add(row.values()));
        return listing;
    }

    void csv(boolean header) {
        if (header) {
            screen.line(String.join(",", wanted));
        }
        rows.forEach(row -> screen.line(csv(shown(row), wanted)));
    }

    /** Times as people read them. */
    private static Value.Entries shown(Value.Entries row) {
        var values = new LinkedHashMap<>(row.values());
        List.of("time", "created", "started", "finished")
                .forEach(key -> values.computeIfPresent(key, (name, value) -> RunJson.readable(value)));
        return new Value.Entries(values);
    }

    private static void check(List<Value.Entries> rows, List<String> wanted) {
        if (rows.isEmpty()) {
            return;
        }
        Collection<String> known = rows.getFirst().values().keySet();
        List<Problem> problems = wanted.stream()
                .filter(field -> !known.contains(field))
                .map(field -> Problem.error("there is no field '" + field + "'")
                        .help((Suggestions.didYouMean(field, known) + " Fields are " + String.join(", ", known))
                                .strip()))
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static String csv(Value.Entries row, List<String> wanted) {
        return wanted.stream()
                .map(field -> Listing.text(row.values().getOrDefault(field, Value.NULL)))
                .map(FieldTable::quoted)
                .collect(Collectors.joining(","));
    }

    /** As RFC 4180 says. */
    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
