package io.pergola.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What people look for in a history most often. */
public final class HistoryQuery {

    private static final String RUNS = """
            SELECT uuid, id, name, coalesce(result, state) AS result, finished, revision, sys_name FROM run
            WHERE name GLOB ? ORDER BY created DESC, number DESC LIMIT ?""";

    private static final String FIGURES =
            "SELECT key, value, unit FROM figure WHERE uuid = ? AND value IS NOT NULL ORDER BY key";

    private final History history;

    /** Over one database. */
    public HistoryQuery(History history) {
        this.history = history;
    }

    /**
     * A run that was.
     *
     * @param result or its last state, if it has none
     * @param figures numbers with their units, by key
     */
    public record Row(
            String id,
            String name,
            String result,
            @Nullable Instant finished,
            String revision,
            String system,
            SequencedMap<String, Measured> figures) {}

    /** A number and its unit, which may be empty. */
    public record Measured(double value, String unit) {}

    /** The newest runs of tests whose name matches a glob, newest first. */
    public List<Row> newest(String names, int limit) {
        try (PreparedStatement runs = history.connection().prepareStatement(RUNS);
                PreparedStatement figures = history.connection().prepareStatement(FIGURES)) {
            runs.setString(1, names);
            runs.setInt(2, limit);
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = runs.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found, figures));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw history.failure(e);
        }
    }

    private static Row row(ResultSet run, PreparedStatement figures) throws SQLException {
        figures.setString(1, run.getString("uuid"));
        SequencedMap<String, Measured> numbers = new LinkedHashMap<>();
        try (ResultSet found = figures.executeQuery()) {
            while (found.next()) {
                numbers.put(found.getString("key"), new Measured(found.getDouble("value"), found.getString("unit")));
            }
        }
        double finished = run.getDouble("finished");
        boolean running = run.wasNull();
        return new Row(
                run.getString("id"),
                run.getString("name"),
                run.getString("result"),
                running ? null : Instant.ofEpochMilli(Math.round(finished * 1000)),
                run.getString("revision"),
                run.getString("sys_name"),
                numbers);
    }
}
