package io.pergola.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads texts from the tables of an index, one for each run. */
record IndexTexts(Connection connection) {

    /** Of those of these runs that are known, by number; {@code column} with its table. */
    Map<Integer, String> of(String column, Collection<Integer> numbers) throws SQLException {
        return numbers.size() < Index.ROWS_AT_ONCE / 4 ? each(column, numbers) : ranges(column, numbers);
    }

    private Map<Integer, String> each(String column, Collection<Integer> numbers) throws SQLException {
        Map<Integer, String> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT " + column + " WHERE number = ?")) {
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

    /** Nothing in these columns stands for a row's or a field's end. */
    private Map<Integer, String> ranges(String column, Collection<Integer> numbers) throws SQLException {
        Map<Integer, String> found = HashMap.newHashMap(numbers.size());
        List<Integer> sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        try (PreparedStatement query = connection.prepareStatement("SELECT group_concat(number || char(31) || "
                + column.replace(" FROM", ", char(30)) FROM") + " WHERE number BETWEEN ? AND ?")) {
            for (int i = 0; i < sorted.size(); i += Index.ROWS_AT_ONCE) {
                query.setInt(1, sorted.get(i));
                query.setInt(2, sorted.get(Math.min(i + Index.ROWS_AT_ONCE, sorted.size()) - 1));
                try (ResultSet rows = query.executeQuery()) {
                    String text = rows.next() ? rows.getString(1) : null;
                    put(text == null ? "" : text, found);
                }
            }
        }
        return found;
    }

    private static void put(String rows, Map<Integer, String> found) {
        int at = 0;
        while (at < rows.length()) {
            int end = rows.indexOf(Index.ROW, at);
            end = end < 0 ? rows.length() : end;
            int field = rows.indexOf(Index.FIELD, at);
            found.put(Integer.parseInt(rows, at, field, 10), rows.substring(field + 1, end));
            at = end + 1;
        }
    }
}
