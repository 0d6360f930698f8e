package io.pergola.history;

import io.pergola.json.Json;
import io.pergola.json.JsonException;
import io.pergola.model.ResultKeys;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.store.RunSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Runs as the history remembers them, with results in the form that runs themselves keep. Used by one thread. */
public final class HistoryRuns {

    private static final String RUNS = "SELECT * FROM run ORDER BY created, number";
    private static final String NODES = "SELECT node FROM node WHERE uuid = ? ORDER BY node";
    private static final String RUN = "SELECT * FROM run WHERE uuid = ?";
    private static final String FIGURES = "SELECT * FROM figure WHERE uuid = ? ORDER BY key";

    private final History history;

    /** Over one database. */
    public HistoryRuns(History history) {
        this.history = history;
    }

    /** All of them, the oldest first, without their nodes. Numbers may come more than once. */
    public List<RunSummary> all() {
        try (PreparedStatement runs = history.connection().prepareStatement(RUNS);
                ResultSet found = runs.executeQuery()) {
            var all = new ArrayList<RunSummary>();
            while (found.next()) {
                all.add(summary(found));
            }
            return all;
        } catch (SQLException e) {
            throw history.failure(e);
        }
    }

    private static RunSummary summary(ResultSet run) throws SQLException {
        Instant created = time(run, "created");
        Instant finished = time(run, "finished");
        String result = run.getString("result");
        return new RunSummary(
                RunId.parse(run.getString("id")).orElse(RunId.of(run.getInt("number"))),
                run.getString("uuid"),
                run.getString("name"),
                run.getString("user"),
                run.getString("sys_name"),
                run.getString("series"),
                run.getString("job_id"),
                run.getString("scheduler"),
                List.of(),
                created == null ? Instant.EPOCH : created,
                time(run, "started"),
                finished,
                run.getString("state"),
                finished == null ? Instant.EPOCH : finished,
                run.getString("note"),
                result == null ? null : Verdict.valueOf(result),
                true);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    /**
     * What is remembered of a run's results: its figures, units and references, and of the other keys those of time, user, system,
     * nodes and verdict; besides {@code series}, {@code revision} and {@code build}.
     */
    public Value.Entries results(RunSummary run) {
        var values = new LinkedHashMap<String, Value>();
        try (PreparedStatement row = history.connection().prepareStatement(RUN);
                PreparedStatement figures = history.connection().prepareStatement(FIGURES)) {
            row.setString(1, run.uuid());
            figures.setString(1, run.uuid());
            try (ResultSet found = row.executeQuery()) {
                if (found.next()) {
                    base(run, found, values);
                }
            }
            values.put(ResultKeys.NODES, Value.ofTexts(nodes(run)));
            try (ResultSet found = figures.executeQuery()) {
                figures(found, values);
            }
            return new Value.Entries(values);
        } catch (SQLException e) {
            throw history.failure(e);
        }
    }

    private static void base(RunSummary run, ResultSet row, Map<String, Value> values) throws SQLException {
        values.put(
                "id",
                run.id().label().equals(RunId.MAIN)
                        ? Value.of((long) run.id().number())
                        : Value.of(run.id().toString()));
        for (String column : List.of("name", "user", "sys_name", "series", "revision", "build", "uuid", "result")) {
            String text = row.getString(column);
            values.put(column, text == null ? Value.NULL : Value.of(text));
        }
        for (String column : List.of("created", "started", "finished", "duration")) {
            double number = row.getDouble(column);
            values.put(column, row.wasNull() ? Value.NULL : Value.of(number));
        }
        long code = row.getLong("return_value");
        values.put("return_value", row.wasNull() ? Value.NULL : Value.of(code));
    }

    private List<String> nodes(RunSummary run) throws SQLException {
        try (PreparedStatement statement = history.connection().prepareStatement(NODES)) {
            statement.setString(1, run.uuid());
            var nodes = new ArrayList<String>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    nodes.add(found.getString(1));
                }
            }
            return nodes;
        }
    }

    private static void figures(ResultSet found, SequencedMap<String, Value> values) throws SQLException {
        var tree = new FigureTree();
        var units = new LinkedHashMap<String, Value>();
        var references = new LinkedHashMap<String, Value>();
        while (found.next()) {
            String key = found.getString("key");
            tree.put(key, value(found));
            if (!found.getString("unit").isEmpty()) {
                units.put(key, Value.of(found.getString("unit")));
            }
            if (!found.getString("state").isEmpty()) {
                references.put(key, reference(found));
            }
        }
        values.putAll(tree.values());
        values.put(ResultKeys.UNITS, Value.of(units));
        values.put(ResultKeys.REFERENCES, Value.of(references));
    }

    private static Value value(ResultSet figure) throws SQLException {
        double number = figure.getDouble("value");
        if (!figure.wasNull()) {
            return Value.of(number);
        }
        String text = figure.getString("text");
        if (text == null) {
            return Value.NULL;
        }
        try {
            return text.startsWith("[") || text.startsWith("{") ? Json.read(text) : Value.of(text);
        } catch (JsonException e) {
            return Value.of(text);
        }
    }

    private static Value reference(ResultSet figure) throws SQLException {
        var reference = new LinkedHashMap<String, Value>();
        for (Map.Entry<String, String> each :
                Map.of("value", "reference", "lower", "lower", "upper", "upper").entrySet()) {
            double number = figure.getDouble(each.getValue());
            if (!figure.wasNull()) {
                reference.put(each.getKey(), Value.of(number));
            }
        }
        reference.put("better", Value.of(figure.getString("better")));
        reference.put("state", Value.of(figure.getString("state")));
        return Value.of(reference);
    }
}
