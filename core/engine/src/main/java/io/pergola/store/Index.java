package io.pergola.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file in which summaries and results are kept, so that ended runs need not be read again. Only a cache. */
final class Index implements AutoCloseable {

    /** Of the tables below; a file of another version is thrown away. */
    private static final int VERSION = 2;

    private static final String SELECT_ONE = "SELECT " + SummaryRow.SQL + " FROM run WHERE number = ?";

    /** Many rows make one text: far fewer calls into the library. */
    private static final String SELECT_MANY = "SELECT group_concat(" + SummaryRow.SQL + ", char(30)) FROM run WHERE ";

    private static final String SELECT_RANGE = SELECT_MANY + "number BETWEEN ? AND ?";

    static final int ROWS_AT_ONCE = 2000;

    private static final String ENDED = "SELECT group_concat(number, ',') FROM run WHERE ended = 1";

    static final String ROW = "\u001e";
    static final char FIELD = 0x1f;

    private static final String PASSES = "SELECT group_concat(last || char(31) || nodes, char(30)) FROM ("
            + "SELECT nodes, max(finished) AS last FROM run WHERE ended = 1 AND result = 'PASS' AND nodes <> ''"
            + " AND finished IS NOT NULL AND (name = ? OR (name > ? AND name < ?)) GROUP BY nodes)";

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

    /** Loads the library and its driver; whoever opens an index later is told what is amiss. */
    static void prepareLibrary() {
        try (Connection memory = JDBC.createConnection("jdbc:sqlite::memory:", new Properties());
                Statement statement = memory.createStatement();
                ResultSet answer = statement.executeQuery("SELECT 1")) {
            answer.getInt(1);
        } catch (SQLException e) {
            // Without an index all is slower, but nothing else.
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
        statement.executeUpdate("CREATE TABLE IF NOT EXISTS brief (number INTEGER PRIMARY KEY, line TEXT, json TEXT)");
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

    /** All summaries that are known, by number; reads best if these are about the numbers of them. */
    Map<Integer, RunSummary> loadAround(Collection<Integer> numbers, String label) throws SQLException {
        List<Integer> sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        Map<Integer, RunSummary> found = HashMap.newHashMap(sorted.size());
        try (PreparedStatement query = connection.prepareStatement(SELECT_RANGE)) {
            int first = 0;
            for (int i = ROWS_AT_ONCE; i < sorted.size(); i += ROWS_AT_ONCE) {
                loadRange(query, first, sorted.get(i), label, found);
                first = sorted.get(i) + 1;
            }
            loadRange(query, first, RunNumber.LAST, label, found);
        }
        return found;
    }

    /** The summaries that a sieve lets through, and those of all runs that have not ended, by number. */
    Map<Integer, RunSummary> load(Sieve sieve, String label) throws SQLException {
        List<Sieve.Clause> clauses = sieve.clauses();
        String where = clauses.stream().map(Sieve.Clause::sql).collect(Collectors.joining(" AND "));
        Map<Integer, RunSummary> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SELECT_MANY + "ended = 0 OR (" + where + ")")) {
            for (int i = 0; i < clauses.size(); i++) {
                query.setObject(i + 1, clauses.get(i).value());
            }
            putAll(query, label, found);
        }
        return found;
    }

    private static void loadRange(
            PreparedStatement query, int first, int last, String label, Map<Integer, RunSummary> found)
            throws SQLException {
        query.setInt(1, first);
        query.setInt(2, last);
        putAll(query, label, found);
    }

    private static void putAll(PreparedStatement query, String label, Map<Integer, RunSummary> found)
            throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            String text = rows.next() ? rows.getString(1) : null;
            for (RunSummary summary : SummaryRow.parseAll(text == null ? "" : text, label)) {
                found.put(summary.id().number(), summary);
            }
        }
    }

    /** The summaries of those of these runs that are known, by number. */
    Map<Integer, RunSummary> loadEach(Collection<Integer> numbers, String label) throws SQLException {
        Map<Integer, RunSummary> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SELECT_ONE)) {
            for (Integer number : numbers) {
                query.setInt(1, number);
                try (ResultSet rows = query.executeQuery()) {
                    if (rows.next()) {
                        found.put(
                                number,
                                SummaryRow.parseAll(rows.getString(1), label).getFirst());
                    }
                }
            }
        }
        return found;
    }

    /** The numbers of the runs that are known to have ended. */
    Set<Integer> ended() throws SQLException {
        Set<Integer> numbers = new HashSet<>();
        for (String number : text(ENDED).split(",", -1)) {
            if (!number.isEmpty()) {
                numbers.add(Integer.parseInt(number));
            }
        }
        return numbers;
    }

    /** Adds the passes of a test. Runs on the same nodes make one row. */
    void passes(String test, LastPasses passes) throws SQLException {
        // A slash comes after a dot.
        for (String row : text(PASSES, test, test + ".", test + "/").split(ROW, -1)) {
            int end = row.indexOf(FIELD);
            if (end > 0) {
                passes.add(
                        List.of(row.substring(end + 1).split("\n", -1)),
                        Stamp.ofMicros(Long.parseLong(row.substring(0, end))));
            }
        }
    }

    private String text(String sql, String... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                String text = rows.next() ? rows.getString(1) : null;
                return text == null ? "" : text;
            }
        }
    }

    /** JSON texts of the results of those of these runs that are known to have ended; empty texts for those without. */
    Map<Integer, String> results(Collection<Integer> numbers) throws SQLException {
        return new IndexTexts(connection).of("json", "results", numbers);
    }

    /** The same without what a {@link BriefResults} leaves out. */
    Map<Integer, String> briefs(Collection<Integer> numbers) throws SQLException {
        return new IndexTexts(connection).of("json", "brief", numbers);
    }

    /** The lines of those of these runs that are known to have ended. */
    Map<Integer, String> lines(Collection<Integer> numbers) throws SQLException {
        return new IndexTexts(connection).of("line", "brief", numbers);
    }

    /** As {@link #update}, if there is anything; false if another process writes, or nobody may. */
    boolean tryUpdate(IndexUpdate update) throws SQLException {
        try {
            if (!update.isEmpty()) {
                update(update);
            }
            return true;
        } catch (SQLException e) {
            if (broken(e)) {
                throw e;
            }
            // The next refresh will read these runs again.
            return false;
        }
    }

    /** Brings the index up to date in one transaction. */
    void update(IndexUpdate update) throws SQLException {
        connection.setAutoCommit(false);
        if (update.forgetAll()) {
            execute("DELETE FROM run");
            execute("DELETE FROM results");
            execute("DELETE FROM brief");
        }
        if (update.forgetAll() || !update.forget().isEmpty()) {
            execute("DELETE FROM meta WHERE key = '" + Listing.KEY + "'");
        }
        forget("DELETE FROM run WHERE number = ?", update.forget());
        forget("DELETE FROM results WHERE number = ?", update.forget());
        forget("DELETE FROM brief WHERE number = ?", update.forget());
        putSummaries(update.summaries());
        putTexts("INSERT OR REPLACE INTO results VALUES (?, ?)", update.results());
        putBriefs(update.briefs());
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

    private void putBriefs(Map<Integer, BriefResults> briefs) throws SQLException {
        if (briefs.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT OR REPLACE INTO brief VALUES (?, ?, ?)")) {
            for (Map.Entry<Integer, BriefResults> entry : briefs.entrySet()) {
                statement.setInt(1, entry.getKey());
                statement.setString(2, entry.getValue().line());
                statement.setString(3, entry.getValue().json());
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
