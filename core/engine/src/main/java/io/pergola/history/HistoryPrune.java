package io.pergola.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes runs out of the history. */
public final class HistoryPrune {

    private static final List<String> TABLES = List.of("run", "node", "figure");

    private final History history;

    /** Of an open database. */
    public HistoryPrune(History history) {
        this.history = history;
    }

    /**
     * A run that is in the history.
     *
     * @param uuid its uuid
     * @param id its id, with the label of its area
     * @param name its test
     * @param result its verdict; empty if it had none
     */
    public record Entry(String uuid, String id, String name, String result) {}

    /** The runs of these ids and uuids, in the order of the words. */
    public List<Entry> find(Collection<String> words) {
        Map<String, Entry> found = new LinkedHashMap<>();
        try (PreparedStatement query = history.connection()
                .prepareStatement(
                        "SELECT uuid, id, name, result FROM run WHERE uuid = ?1 OR id = ?1 ORDER BY created")) {
            for (String word : words) {
                query.setString(1, word);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        String result = rows.getString(4);
                        var entry = new Entry(
                                rows.getString(1), rows.getString(2), rows.getString(3), result == null ? "" : result);
                        found.put(entry.uuid(), entry);
                    }
                }
            }
            return List.copyOf(found.values());
        } catch (SQLException e) {
            throw history.failure(e);
        }
    }

    /** Takes out all of these, or none. */
    public void remove(Collection<Entry> entries) {
        try {
            history.connection().setAutoCommit(false);
            try {
                for (String table : TABLES) {
                    delete(table, new ArrayList<>(entries));
                }
                history.connection().commit();
            } finally {
                history.connection().rollback();
                history.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw history.failure(e);
        }
    }

    private void delete(String table, List<Entry> entries) throws SQLException {
        try (PreparedStatement delete =
                history.connection().prepareStatement("DELETE FROM " + table + " WHERE uuid = ?")) {
            for (Entry entry : entries) {
                delete.setString(1, entry.uuid());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
