package io.pergola.history;

import io.pergola.json.Json;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.report.Figure;
import io.pergola.store.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/**
 * The database of a working directory's past. Several processes may use one at once: each change is one transaction, and a run
 * that is there already stays as it is. Used by one thread. Methods throw {@link StoreException} when the file cannot be used.
 */
public final class History implements AutoCloseable {

    private static final String WAIT_FOR_OTHERS_MS = "10000";
    private static final int LONGEST_TEXT = 4096;

    private final Path file;
    private final Connection connection;

    private History(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens a database, and makes it if there is none. */
    public static History open(Path file) {
        boolean made = Files.notExists(file);
        var properties = new Properties();
        properties.setProperty("busy_timeout", WAIT_FOR_OTHERS_MS);
        properties.setProperty("transaction_mode", "IMMEDIATE");
        History history = null;
        try {
            history = new History(file, JDBC.createConnection("jdbc:sqlite:" + file, properties));
            history.prepare();
            if (made) {
                share(file);
            }
            return history;
        } catch (SQLException e) {
            if (history != null) {
                history.close();
            }
            throw failure(file, e);
        }
    }

    /** Whoever may write the directory may write the database. */
    private static void share(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Set<PosixFilePermission> wanted = EnumSet.copyOf(Files.getPosixFilePermissions(directory));
                wanted.removeAll(EnumSet.of(
                        PosixFilePermission.OWNER_EXECUTE,
                        PosixFilePermission.GROUP_EXECUTE,
                        PosixFilePermission.OTHERS_EXECUTE));
                Files.setPosixFilePermissions(file, wanted);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Others then read, but do not write.
        }
    }

    private static StoreException failure(Path file, SQLException cause) {
        return new StoreException(
                "The history " + file + " cannot be used: " + cause.getMessage()
                        + ". If it is damaged, move it away; runs that are still there are entered anew",
                cause);
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version > HistorySchema.VERSION) {
                throw new SQLException("it was made by a newer Pergola");
            }
            if (version == 0) {
                create(statement);
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery("PRAGMA user_version")) {
            return answer.getInt(1);
        }
    }

    private void create(Statement statement) throws SQLException {
        connection.setAutoCommit(false);
        // Another process may have been quicker.
        statement.executeUpdate("CREATE TABLE IF NOT EXISTS making (one INTEGER)");
        if (version(statement) == 0) {
            for (String sql : HistorySchema.CREATE) {
                statement.executeUpdate(sql);
            }
        }
        statement.executeUpdate("DROP TABLE IF EXISTS making");
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** The runs that are in it, by uuid. */
    public Set<String> known() {
        Set<String> known = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT uuid FROM run")) {
            while (rows.next()) {
                known.add(rows.getString(1));
            }
            return known;
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Enters runs, all or none of them; those that are there already stay as they are. */
    public void enter(Collection<PastRun> runs) {
        write(runs, false);
    }

    /** Enters runs in place of what is known of them. */
    public void replace(Collection<PastRun> runs) {
        write(runs, true);
    }

    private void write(Collection<PastRun> runs, boolean anew) {
        if (runs.isEmpty()) {
            return;
        }
        try {
            connection.setAutoCommit(false);
            try {
                if (anew) {
                    forget(runs);
                }
                insert(runs);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private void forget(Collection<PastRun> runs) throws SQLException {
        for (String table : List.of("run", "node", "figure")) {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE uuid = ?")) {
                for (PastRun run : runs) {
                    delete.setString(1, run.run().uuid());
                    delete.addBatch();
                }
                delete.executeBatch();
            }
        }
    }

    private void insert(Collection<PastRun> runs) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(HistorySchema.INSERT_RUN);
                PreparedStatement node = connection.prepareStatement(HistorySchema.INSERT_NODE);
                PreparedStatement figure = connection.prepareStatement(HistorySchema.INSERT_FIGURE)) {
            for (PastRun run : runs) {
                bind(row, run);
                if (row.executeUpdate() == 0) {
                    continue;
                }
                for (String name : run.run().nodes()) {
                    bind(node, run.run().uuid(), name);
                    node.addBatch();
                }
                for (Figure each : run.figures()) {
                    bind(figure, run.run().uuid(), each);
                    figure.addBatch();
                }
            }
            node.executeBatch();
            figure.executeBatch();
        }
    }

    private static void bind(PreparedStatement row, PastRun past) throws SQLException {
        RunSummary run = past.run();
        Double started = seconds(run.started());
        Double finished = seconds(run.finished());
        bind(
                row,
                run.uuid(),
                run.id().toString(),
                run.id().number(),
                run.name(),
                past.name().suite(),
                past.name().test(),
                past.name().subtitle(),
                run.series(),
                run.user(),
                run.sysName(),
                run.scheduler(),
                run.jobId(),
                run.state(),
                run.note(),
                run.result() == null ? null : run.result().name(),
                past.reason(),
                seconds(run.created()),
                started,
                finished,
                started == null || finished == null ? null : finished - started,
                past.returnValue().isPresent() ? past.returnValue().getAsLong() : null,
                past.origin().build(),
                past.origin().configHash(),
                past.origin().revision(),
                past.origin().suitePath(),
                past.attempt());
    }

    private static void bind(PreparedStatement row, String uuid, Figure figure) throws SQLException {
        OptionalDouble number = figure.number();
        Figure.Expected expected = figure.expected();
        bind(
                row,
                uuid,
                figure.key(),
                orNull(number),
                number.isPresent() ? null : text(figure.value()),
                figure.unit(),
                orNull(expected.value()),
                orNull(expected.lower()),
                orNull(expected.upper()),
                expected.better(),
                expected.state());
    }

    private static @Nullable String text(Value value) {
        return switch (value) {
            case Value.Null() -> null;
            case Value.Text(String text) -> cut(text);
            default -> cut(Json.write(value));
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static @Nullable Double orNull(OptionalDouble number) {
        return number.isPresent() ? (Double) number.getAsDouble() : null;
    }

    private static @Nullable Double seconds(@Nullable Instant time) {
        return time == null ? null : (Double) (time.getEpochSecond() + time.getNano() / 1e9);
    }

    private static void bind(PreparedStatement row, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            row.setObject(i + 1, values[i]);
        }
    }

    Connection connection() {
        return connection;
    }

    StoreException failure(SQLException cause) {
        return failure(file, cause);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was entered was committed.
        }
    }
}
