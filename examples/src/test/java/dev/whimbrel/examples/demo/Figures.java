package dev.whimbrel.examples.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs the oracles' SQL. {@code BRANCHES} in it stands for a list of branch numbers. */
final class Figures {
    private Figures() {}

    static String list(Collection<Integer> branches) {
        return branches.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Name to number, of a query with these two columns. */
    static SortedMap<String, Long> numbers(Connection connection, String sql, Collection<Integer> branches)
            throws SQLException {
        SortedMap<String, Long> numbers = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace("BRANCHES", list(branches)))) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
        }
        return numbers;
    }

    /** The texts of a query with one column. */
    static SortedSet<String> texts(Connection connection, String sql, Collection<Integer> branches)
            throws SQLException {
        SortedSet<String> texts = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace("BRANCHES", list(branches)))) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
