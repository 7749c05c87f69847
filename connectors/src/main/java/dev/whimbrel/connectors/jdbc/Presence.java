package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
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

/**
 * Finds which keys exist, some hundreds in one statement. A key exists if a row's key has the same canonical text; that the
 * column's collation holds two texts for equal is not enough.
 */
final class Presence {
    private static final int BATCH = 500;

    private final Dialect dialect;
    private final Connection connection;
    private final Table table;
    private final List<Column> columns;

    Presence(Dialect dialect, Connection connection, Table table, List<String> key) {
        this.dialect = dialect;
        this.connection = connection;
        this.table = table;
        this.columns = key.stream().map(k -> Tables.column(table, k)).toList();
    }

    /** The keys given that exist, as given. */
    Set<Key> of(Collection<Key> keys) throws SQLException {
        Set<Key> present = new HashSet<>();
        List<Key> all = List.copyOf(keys);
        int batch = Math.max(1, BATCH / columns.size());
        for (int from = 0; from < all.size(); from += batch) {
            find(all.subList(from, Math.min(all.size(), from + batch)), present);
        }
        return present;
    }

    private void find(List<Key> keys, Set<Key> present) throws SQLException {
        Map<String, List<Key>> wanted = new HashMap<>();
        keys.forEach(
                k -> wanted.computeIfAbsent(k.text(), text -> new ArrayList<>()).add(k));
        List<ColumnReader> readers = columns.stream().map(dialect::reader).toList();
        try (PreparedStatement statement = select(keys).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                List<Object> parts = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    parts.add(java.util.Objects.requireNonNull(JdbcRows.keyPart(rows, readers.get(i), i + 1)));
                }
                present.addAll(wanted.getOrDefault(new Key(parts).text(), List.of()));
            }
        }
    }

    private Sql select(List<Key> keys) {
        String alias = dialect.quote("w_t");
        KeySql key = new KeySql(dialect, columns, alias);
        List<String> selected = columns.stream()
                .map(c -> dialect.selected(c, alias + "." + dialect.quote(c.name())))
                .toList();
        return new Sql()
                .add("SELECT " + String.join(", ", selected) + " FROM " + dialect.table(table.name()) + " " + alias)
                .add(" WHERE ")
                .add(
                        columns.size() == 1
                                ? key.among(keys)
                                : Sql.join(" OR ", keys.stream().map(key::equal).toList()));
    }
}
