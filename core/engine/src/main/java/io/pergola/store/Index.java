package io.pergola.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file in which summaries and results are kept, so that ended runs need not be read again. Only a cache. */
final class Index implements AutoCloseable {

    /** Of the tables below; a file of another version is thrown away. */
    private static final int VERSION = 1;

    /** From so many numbers on, all rows are read in one go. */
    private static final int MANY = 400;

    private static final String SELECT = "SELECT " + SummaryRow.SQL + " FROM run";

    private final Connection connection;

    private Index(Connection connection) {
        this.connection = connection;
    }

    static Index open(Path file) throws SQLException {
        var properties = new Properties();
        properties.setProperty("busy_timeout", "1000");
        properties.setProperty("journal_mode", "TRUNCATE");
        properties.setProperty("synchronous", "NORMAL");
        properties.setProperty("transaction_mode", "IMMEDIATE");
        var index = new Index(JDBC.createConnection("jdbc:sqlite:" + file, properties));
        boolean usable = false;
        try {
            index.prepare();
            usable = true;
            return index;
        } finally {
            if (!usable) {
                index.close();
            }
        }
    }

    /** True if the file is not a database (any more), or one of another version, and should be made anew. */
    static boolean broken(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && switch (sqlite.getResultCode()) {
                    case SQLITE_CORRUPT, SQLITE_CORRUPT_INDEX, SQLITE_NOTADB, SQLITE_SCHEMA, SQLITE_ERROR -> true;
                    default -> false;
                };
    }

    static void delete(Path file) throws IOException {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-journal"));
        Files.deleteIfExists(file);
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version != VERSION && version != 0) {
                throw new SQLiteException("Version " + version, SQLiteErrorCode.SQLITE_SCHEMA);
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
        statement.executeUpdate("CREATE TABLE IF NOT EXISTS run (" + SummaryRow.COLUMNS + ")");
        statement.executeUpdate("CREATE TABLE IF NOT EXISTS results (number INTEGER PRIMARY KEY, json TEXT)");
        statement.executeUpdate("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT)");
        statement.executeUpdate("PRAGMA user_version = " + VERSION);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** A remark about the index as a whole; empty if there is none by that key. */
    String meta(String key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT value FROM meta WHERE key = ?")) {
            query.setString(1, key);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    /** The summaries of those of these runs that are known, by number. */
    Map<Integer, RunSummary> load(Collection<Integer> numbers, String label) throws SQLException {
        return numbers.size() < MANY ? loadSome(numbers, label) : loadAll(label);
    }

    private Map<Integer, RunSummary> loadAll(String label) throws SQLException {
        Map<Integer, RunSummary> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT)) {
            while (rows.next()) {
                RunSummary summary = SummaryRow.parse(rows.getString(1), label);
                found.put(summary.id().number(), summary);
            }
        }
        return found;
    }

    private Map<Integer, RunSummary> loadSome(Collection<Integer> numbers, String label) throws SQLException {
        Map<Integer, RunSummary> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SELECT + " WHERE number = ?")) {
            for (Integer number : numbers) {
                query.setInt(1, number);
                try (ResultSet rows = query.executeQuery()) {
                    if (rows.next()) {
                        found.put(number, SummaryRow.parse(rows.getString(1), label));
                    }
                }
            }
        }
        return found;
    }

    /** JSON texts of the results of those of these runs that are known to have ended; empty texts for those without. */
    Map<Integer, String> results(Collection<Integer> numbers) throws SQLException {
        Map<Integer, String> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT json FROM results WHERE number = ?")) {
            for (Integer number : numbers) {
                query.setInt(1, number);
                try (ResultSet rows = query.executeQuery()) {
                    if (rows.next()) {
                        found.put(number, rows.getString(1));
                    }
                }
            }
        }
        return found;
    }

    /** Brings the index up to date in one transaction. */
    void update(IndexUpdate update) throws SQLException {
        connection.setAutoCommit(false);
        if (update.forgetAll()) {
            execute("DELETE FROM run");
            execute("DELETE FROM results");
        }
        forget("DELETE FROM run WHERE number = ?", update.forget());
        forget("DELETE FROM results WHERE number = ?", update.forget());
        putSummaries(update.summaries());
        putTexts("INSERT OR REPLACE INTO results VALUES (?, ?)", update.results());
        putTexts("INSERT OR REPLACE INTO meta VALUES (?, ?)", update.meta());
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void forget(String sql, Collection<Integer> numbers) throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Integer number : numbers) {
                statement.setInt(1, number);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void putSummaries(Collection<RunSummary> summaries) throws SQLException {
        if (summaries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(SummaryRow.INSERT)) {
            for (RunSummary summary : summaries) {
                SummaryRow.bind(statement, summary);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void putTexts(String sql, Map<?, String> texts) throws SQLException {
        if (texts.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<?, String> entry : texts.entrySet()) {
                @Nullable Object key = entry.getKey();
                statement.setObject(1, key);
                statement.setString(2, entry.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
