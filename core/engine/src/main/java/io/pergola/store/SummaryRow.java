package io.pergola.store;

import io.pergola.model.RunId;
import io.pergola.model.Verdict;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A summary as a row of the index. Rows are read as text, put together by SQLite, since calling the library for each
 * column of each row takes several times as long. Times are microseconds since 1970.
 */
final class SummaryRow {

    static final String COLUMNS = "number INTEGER PRIMARY KEY, ended INTEGER, created INTEGER, started INTEGER,"
            + " finished INTEGER, state_time INTEGER, uuid TEXT, user TEXT, sys_name TEXT, series TEXT, job TEXT,"
            + " scheduler TEXT, nodes TEXT, state TEXT, result TEXT, name TEXT, note TEXT";

    static final String INSERT =
            "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final char ROW_SEPARATOR = 0x1e;
    private static final char SEPARATOR = 0x1f;
    private static final char NODE_SEPARATOR = '\n';

    static final String SQL = "concat_ws(char(31), number, ended, created, ifnull(started, ''), ifnull(finished, ''),"
            + " state_time, uuid, user, sys_name, series, job, scheduler, nodes, state, result, name, note)";

    private static final int FIELDS = 17;
    private static final int DIGITS_OF_A_SECOND = 6;

    private final String rows;
    private int position;

    /** The fields of the row before, which are the same in most rows: what is not made anew need not be moved when memory is tidied. */
    private final String[] before = new String[FIELDS];

    private int field;
    private List<String> nodes = List.of();
    private String nodesText = "";

    private SummaryRow(String rows) {
        this.rows = rows;
        Arrays.fill(before, "");
    }

    /** Rows that stand behind each other, with a separator of their own between them. */
    static List<RunSummary> parseAll(String rows, String label) throws SQLException {
        try {
            List<RunSummary> summaries = new ArrayList<>();
            var reader = new SummaryRow(rows);
            while (reader.position < rows.length()) {
                summaries.add(reader.summary(label));
            }
            return summaries;
        } catch (IllegalArgumentException e) {
            throw new SQLException("Not rows of ours", e);
        }
    }

    private RunSummary summary(String label) {
        field = 0;
        RunId id = new RunId(label, Integer.parseInt(next()));
        boolean ended = next().equals("1");
        Instant created = time();
        @Nullable Instant started = optionalTime();
        int finishedAt = position;
        @Nullable Instant finished = optionalTime();
        Instant stateTime = finished != null && again(finishedAt) ? finished : time();
        String uuid = next();
        String user = next();
        String sysName = next();
        String series = next();
        String job = next();
        String scheduler = next();
        List<String> where = nodes(next());
        String state = next();
        @Nullable Verdict verdict = RunFiles.verdict(next());
        String name = next();
        String note = next(ROW_SEPARATOR);
        return new RunSummary(
                id, uuid, name, user, sysName, series, job, scheduler, where, created, started, finished, state,
                stateTime, note, verdict, ended);
    }

    private String next() {
        return next(SEPARATOR);
    }

    private String next(char separator) {
        String known = before[field];
        int end = position + known.length();
        if (end < rows.length() && rows.charAt(end) == separator && rows.startsWith(known, position)) {
            field++;
            position = end + 1;
            return known;
        }
        String text = rows.substring(position, end(separator));
        position = Math.min(rows.length(), position + text.length() + 1);
        before[field] = text;
        field++;
        return text;
    }

    private int end(char separator) {
        int end = rows.indexOf(separator, position);
        if (end < 0 && separator == SEPARATOR) {
            throw new IllegalArgumentException("The row is too short");
        }
        return end < 0 ? rows.length() : end;
    }

    /** True if the field is the same as that which begins at {@code start} and ends before it; it is then passed over. */
    private boolean again(int start) {
        int length = position - start;
        if (!rows.regionMatches(start, rows, position, length)) {
            return false;
        }
        position += length;
        field++;
        return true;
    }

    private Instant time() {
        Instant time = optionalTime();
        if (time == null) {
            throw new IllegalArgumentException("The row lacks a time");
        }
        return time;
    }

    private @Nullable Instant optionalTime() {
        int start = position;
        int end = end(SEPARATOR);
        position = end + 1;
        field++;
        int seconds = end - DIGITS_OF_A_SECOND;
        if (seconds <= start || rows.charAt(start) == '-') {
            return end == start ? null : Stamp.ofMicros(Long.parseLong(rows, start, end, 10));
        }
        return Instant.ofEpochSecond(digits(start, seconds), 1000 * digits(seconds, end));
    }

    private long digits(int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = rows.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("Not a number");
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private List<String> nodes(String text) {
        if (!text.equals(nodesText)) {
            nodesText = text;
            nodes = split(text);
        }
        return nodes;
    }

    private static List<String> split(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        return text.indexOf(NODE_SEPARATOR) < 0 ? List.of(text) : List.of(text.split(String.valueOf(NODE_SEPARATOR)));
    }

    static void bind(PreparedStatement row, RunSummary summary) throws SQLException {
        Verdict result = summary.result();
        row.setInt(1, summary.id().number());
        row.setInt(2, summary.ended() ? 1 : 0);
        bind(row, 3, summary.created());
        bind(row, 4, summary.started());
        bind(row, 5, summary.finished());
        bind(row, 6, summary.stateTime());
        bind(row, 7, summary.uuid());
        bind(row, 8, summary.user());
        bind(row, 9, summary.sysName());
        bind(row, 10, summary.series());
        bind(row, 11, summary.jobId());
        bind(row, 12, summary.scheduler());
        bind(row, 13, String.join(String.valueOf(NODE_SEPARATOR), summary.nodes()));
        bind(row, 14, summary.state());
        bind(row, 15, result == null ? "" : result.name());
        bind(row, 16, summary.name());
        bind(row, 17, summary.note());
    }

    private static void bind(PreparedStatement row, int column, String text) throws SQLException {
        row.setString(
                column,
                text.replace(SEPARATOR, '\uFFFD')
                        .replace(ROW_SEPARATOR, '\uFFFD')
                        .replace('\0', '\uFFFD'));
    }

    private static void bind(PreparedStatement row, int column, @Nullable Instant time) throws SQLException {
        if (time == null) {
            row.setNull(column, Types.INTEGER);
        } else {
            row.setLong(column, Stamp.micros(time));
        }
    }
}
