package io.pergola.history;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A history as text for other programs, line by line. Test names may be narrowed by a glob. */
public final class HistoryExport {

    private static final String FIGURES = """
            SELECT run.id, run.uuid, run.name, run.result, run.sys_name, run.user, run.series, run.finished, run.revision,
                   run.build, run.config_hash,
                   (SELECT group_concat(node, ' ') FROM node WHERE node.uuid = run.uuid) AS nodes,
                   figure.key, figure.value, figure.text, figure.unit, figure.reference, figure.lower, figure.upper, figure.state
            FROM run LEFT JOIN figure USING (uuid) WHERE run.name GLOB ? ORDER BY run.created, run.number, figure.key""";

    private static final String LATEST = """
            SELECT run.name, run.sys_name, figure.key, figure.unit, figure.value, max(run.finished) AS finished
            FROM run JOIN figure USING (uuid)
            WHERE figure.value IS NOT NULL AND run.finished IS NOT NULL AND run.name GLOB ?
            GROUP BY run.name, run.sys_name, figure.key ORDER BY run.name, run.sys_name, figure.key""";

    private static final String VERDICTS = """
            SELECT name, sys_name, coalesce(result, 'NONE') AS result, count(*) AS runs FROM run WHERE name GLOB ?
            GROUP BY name, sys_name, 3 ORDER BY name, sys_name, 3""";

    private final History history;
    private final String names;

    /** {@code names} is a glob, {@code *} for all. */
    public HistoryExport(History history, String names) {
        this.history = history;
        this.names = names;
    }

    /** What is done with a row. */
    @FunctionalInterface
    private interface Rows {
        void row(ResultSet row) throws SQLException;
    }

    private void each(String sql, Rows rows) {
        try (PreparedStatement query = history.connection().prepareStatement(sql)) {
            query.setString(1, names);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.row(found);
                }
            }
        } catch (SQLException e) {
            throw history.failure(e);
        }
    }

    /** One line for each figure, and one for each run without any; under a line of headings. */
    public void csv(Consumer<String> lines) {
        lines.accept(
                "id,uuid,name,result,sys_name,user,series,finished,revision,build,config_hash,nodes,key,value,text,unit,"
                        + "reference,lower,upper,state");
        each(FIGURES, row -> {
            var line = new StringBuilder();
            int columns = row.getMetaData().getColumnCount();
            for (int i = 1; i <= columns; i++) {
                line.append(i == 1 ? "" : ",").append(field(row.getString(i)));
            }
            lines.accept(line.toString());
        });
    }

    /** As RFC 4180 wants it; what a spreadsheet would take for a formula is made a text. */
    private static String field(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean formula = !value.isEmpty() && "=@\t\r".indexOf(value.charAt(0)) >= 0;
        String safe = formula ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    /** One JSON object for each figure, and one for each run without any. */
    public void jsonLines(Consumer<String> lines) {
        each(FIGURES, row -> {
            var values = new LinkedHashMap<String, Value>();
            int columns = row.getMetaData().getColumnCount();
            for (int i = 1; i <= columns; i++) {
                values.put(row.getMetaData().getColumnLabel(i), value(row.getObject(i)));
            }
            lines.accept(Json.write(new Value.Entries(values)));
        });
    }

    private static Value value(@Nullable Object value) {
        return switch (value) {
            case null -> Value.NULL;
            case Double number -> Value.of(number);
            case Number number -> Value.of(number.longValue());
            default -> Value.of(value.toString());
        };
    }

    /** OpenMetrics: the newest value of each figure of each test on each system, and how many runs had which result. */
    public void openMetrics(Consumer<String> lines) {
        lines.accept("# TYPE pergola_figure gauge");
        lines.accept("# HELP pergola_figure The newest value of a figure of a test.");
        each(
                LATEST,
                row -> lines.accept("pergola_figure{test=\"" + label(row.getString("name")) + "\",system=\""
                        + label(row.getString("sys_name")) + "\",figure=\"" + label(row.getString("key")) + "\",unit=\""
                        + label(row.getString("unit")) + "\"} " + row.getDouble("value") + " "
                        + String.format(Locale.ROOT, "%.3f", row.getDouble("finished"))));
        lines.accept("# TYPE pergola_runs gauge");
        lines.accept("# HELP pergola_runs Runs that have ended, by result.");
        each(
                VERDICTS,
                row -> lines.accept("pergola_runs{test=\"" + label(row.getString("name")) + "\",system=\""
                        + label(row.getString("sys_name")) + "\",result=\"" + label(row.getString("result")) + "\"} "
                        + row.getLong("runs")));
        lines.accept("# EOF");
    }

    private static String label(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
