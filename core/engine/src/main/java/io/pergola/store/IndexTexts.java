package io.pergola.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads texts from the tables of an index, one for each run. */
record IndexTexts(Connection connection) {

    /** So many rows between two wanted ones are read rather than passed over. */
    private static final int SPARSE = 4;

    /** Of those of these runs that are known, by number; nothing in the column stands for a row's or a field's end. */
    Map<Integer, String> of(String column, String table, Collection<Integer> numbers) throws SQLException {
        Map<Integer, String> found = HashMap.newHashMap(numbers.size());
        List<Integer> sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        String select =
                "SELECT group_concat(number || char(31) || " + column + ", char(30)) FROM " + table + " WHERE number ";
        try (Statement query = connection.createStatement()) {
            for (int i = 0; i < sorted.size(); i += Index.ROWS_AT_ONCE) {
                List<Integer> part = sorted.subList(i, Math.min(i + Index.ROWS_AT_ONCE, sorted.size()));
                try (ResultSet rows = query.executeQuery(select + among(part))) {
                    String text = rows.next() ? rows.getString(1) : null;
                    put(text == null ? "" : text, found);
                }
            }
        }
        return found;
    }

    private static String among(List<Integer> sorted) {
        int first = sorted.getFirst();
        int last = sorted.getLast();
        return last - first < SPARSE * sorted.size()
                ? "BETWEEN " + first + " AND " + last
                : "IN (" + sorted.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")";
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
