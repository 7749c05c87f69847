package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.value.Key;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds rows by sets of keys, each set in one statement that the keys' index serves. */
final class Lookups {
    private final Connection connection;

    Lookups(Connection connection) {
        this.connection = connection;
    }

    /** Values of {@code columns} by key; a key met more than once keeps the first row. */
    Map<Key, @Nullable Object[]> select(
            TableShape table, List<NativeColumn> columns, List<NativeColumn> keyColumns, Collection<Key> keys)
            throws SQLException {
        KeyArrays arrays = new KeyArrays(keyColumns, keys);
        Map<Key, @Nullable Object[]> found = new HashMap<>();
        if (arrays.isEmpty()) {
            return found;
        }
        List<ColumnReader> readers = columns.stream().map(ColumnReader::of).toList();
        try (PreparedStatement statement = connection.prepareStatement(statement(table, columns, arrays))) {
            arrays.bind(connection, statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.putIfAbsent(arrays.at(row.getInt(1)), values(row, readers));
                }
            }
        }
        return found;
    }

    /** The key, made of {@code holderColumns}, of the row that holds each combination of values. */
    Map<Key, Key> holders(
            TableShape table, List<NativeColumn> columns, List<NativeColumn> holderColumns, Collection<Key> values)
            throws SQLException {
        Map<Key, Key> holders = new HashMap<>();
        for (Map.Entry<Key, @Nullable Object[]> entry :
                select(table, holderColumns, columns, values).entrySet()) {
            List<Object> parts = new ArrayList<>();
            for (Object part : entry.getValue()) {
                if (part != null) {
                    parts.add(part);
                }
            }
            if (parts.size() == holderColumns.size()) {
                holders.put(entry.getKey(), new Key(parts));
            }
        }
        return holders;
    }

    Set<Key> existing(TableShape table, List<NativeColumn> columns, Collection<Key> values) throws SQLException {
        KeyArrays arrays = new KeyArrays(columns, values);
        Set<Key> found = new HashSet<>();
        if (arrays.isEmpty()) {
            return found;
        }
        String sql = "select k.n::int4 from " + arrays.sql() + " where exists (select from " + table.sql() + " t where "
                + arrays.join() + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            arrays.bind(connection, statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(arrays.at(row.getInt(1)));
                }
            }
        }
        return found;
    }

    static String statement(TableShape table, List<NativeColumn> columns, KeyArrays arrays) {
        String values =
                columns.stream().map(c -> ", " + ColumnReader.sql("t", c)).collect(Collectors.joining());
        return "select k.n::int4" + values + " from " + arrays.sql() + " join " + table.sql() + " t on "
                + arrays.join();
    }

    private static @Nullable Object[] values(ResultSet row, List<ColumnReader> readers) throws SQLException {
        @Nullable Object[] values = new Object[readers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = readers.get(i).read(row, i + 2);
        }
        return values;
    }
}
