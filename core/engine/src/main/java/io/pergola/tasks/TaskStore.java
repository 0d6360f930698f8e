package io.pergola.tasks;

import io.pergola.model.StoreException;
import io.pergola.spi.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.sqlite.JDBC;

/**
 * The database of a pilot: its tasks and what came of them. It belongs to one process at a time, which the lock on its file sees to and
 * which ends with that process. What is committed outlives the process, though perhaps not the machine. Used by one thread.
 */
final class TaskStore implements AutoCloseable {

    private static final int VERSION = 1;
    private static final String WAIT_FOR_OTHERS_MS = "500";
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int CANNOT_OPEN = 14;
    private static final int PRIMARY_CODE = 0xff;

    private static final List<String> CREATE = List.of("CREATE TABLE pilot (uuid TEXT NOT NULL)", """
            CREATE TABLE task (
              sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, spec TEXT NOT NULL, state TEXT NOT NULL,
              attempts INTEGER NOT NULL DEFAULT 0, why TEXT NOT NULL DEFAULT '', result TEXT NOT NULL DEFAULT '',
              callback TEXT NOT NULL DEFAULT '', parent TEXT NOT NULL DEFAULT '',
              host TEXT, pid INTEGER, ticks INTEGER, boot TEXT
            )""", """
            CREATE TABLE attempt (
              task TEXT NOT NULL, number INTEGER NOT NULL, result TEXT NOT NULL, PRIMARY KEY (task, number)
            ) WITHOUT ROWID""");

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private String uuid = "";

    private TaskStore(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens a database, and makes it if there is none.
     *
     * @throws StoreException if it cannot be used: another process has it, it may not be written, or it is no such database
     */
    static TaskStore open(Path file) {
        var properties = new Properties();
        properties.setProperty("busy_timeout", WAIT_FOR_OTHERS_MS);
        properties.setProperty("transaction_mode", "IMMEDIATE");
        properties.setProperty("locking_mode", "EXCLUSIVE");
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", "NORMAL");
        TaskStore store = null;
        try {
            store = new TaskStore(file, JDBC.createConnection("jdbc:sqlite:" + file, properties));
            store.prepare();
            return store;
        } catch (SQLException e) {
            if (store != null) {
                store.close();
            }
            throw failure(file, e);
        }
    }

    static StoreException failure(Path file, SQLException cause) {
        String mend =
                switch (cause.getErrorCode() & PRIMARY_CODE) {
                    case BUSY, LOCKED ->
                        "another pilot uses it. 'pergola pilot status' shows it; use another --workdir for a second one";
                    case READ_ONLY -> "it may not be written. Change its permissions, or name another file with --db";
                    case CANNOT_OPEN ->
                        Files.exists(file)
                                ? "it may not be opened. Change its permissions, or name another file with --db"
                                : "its directory is not there, or may not be written. Name another file with --db";
                    default ->
                        lowerFirst(String.valueOf(cause.getMessage()))
                                + ". If it is damaged, move it away and start anew, or bring back a copy";
                };
        return new StoreException("The database " + file + " cannot be used: " + mend, cause);
    }

    private static String lowerFirst(String message) {
        return message.isEmpty() ? message : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    /** The write lock is taken at once and kept. */
    private void prepare() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS making (one INTEGER)");
            int version = statement.executeQuery("PRAGMA user_version").getInt(1);
            if (version > VERSION) {
                throw new SQLException("It was made by a newer Pergola");
            }
            if (version == 0) {
                for (String sql : CREATE) {
                    statement.executeUpdate(sql);
                }
                statement.executeUpdate("INSERT INTO pilot VALUES ('" + UUID.randomUUID() + "')");
                statement.executeUpdate("PRAGMA user_version = " + VERSION);
            }
            statement.executeUpdate("DROP TABLE making");
            uuid = statement.executeQuery("SELECT uuid FROM pilot").getString(1);
        }
        connection.commit();
    }

    /** Names this database among all others. */
    String uuid() {
        return uuid;
    }

    Path file() {
        return file;
    }

    /** All tasks, in the order in which they came. */
    List<StoredTask> tasks() {
        var reader = new TaskReader(false);
        var tasks = new ArrayList<StoredTask>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT spec, state, attempts, result, callback, host, pid, ticks, boot FROM task ORDER BY sequence")) {
            while (rows.next()) {
                String host = rows.getString(6);
                tasks.add(new StoredTask(
                        reader.again(rows.getString(1)),
                        TaskState.of(rows.getString(2)),
                        rows.getInt(3),
                        rows.getString(4),
                        rows.getString(5).equals("pending"),
                        host == null
                                ? null
                                : new ProcessIdentity(host, rows.getLong(7), rows.getLong(8), rows.getString(9))));
            }
            return tasks;
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Makes all changes since the last time lasting. */
    void commit() throws SQLException {
        connection.commit();
    }

    /** Tasks come in; {@code parent} is the one whose end brought them, or empty. */
    void insert(List<TaskSpec> specs, String parent) throws SQLException {
        PreparedStatement insert = statement("INSERT INTO task (id, spec, state, parent) VALUES (?, ?, 'pending', ?)");
        for (TaskSpec spec : specs) {
            insert.setString(1, spec.id());
            insert.setString(2, spec.json());
            insert.setString(3, parent);
            insert.executeUpdate();
        }
    }

    void started(String id, int attempts, ProcessIdentity process) throws SQLException {
        update(
                "UPDATE task SET state = 'running', attempts = ?, host = ?, pid = ?, ticks = ?, boot = ? WHERE id = ?",
                attempts,
                process.host(),
                process.pid(),
                process.startTicks(),
                process.bootId(),
                id);
    }

    /** It will run again. */
    void again(String id, int attempts, String result) throws SQLException {
        update("UPDATE task SET state = 'pending', attempts = ?, host = NULL WHERE id = ?", attempts, id);
        update("INSERT OR REPLACE INTO attempt VALUES (?, ?, ?)", id, attempts, result);
    }

    /** It ended for good. */
    void ended(String id, TaskState state, int attempts, String result, boolean callback) throws SQLException {
        update(
                "UPDATE task SET state = ?, attempts = ?, result = ?, callback = ?, host = NULL WHERE id = ?",
                state.word(),
                attempts,
                result,
                callback ? "pending" : "",
                id);
    }

    void state(String id, TaskState state, String why) throws SQLException {
        update("UPDATE task SET state = ?, why = ?, host = NULL WHERE id = ?", state.word(), why, id);
    }

    /** In one transaction with the tasks that it brought. */
    void calledBack(String id, String outcome) throws SQLException {
        update("UPDATE task SET callback = ? WHERE id = ?", outcome, id);
    }

    private void update(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(TaskStore.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
        }
    }
}
