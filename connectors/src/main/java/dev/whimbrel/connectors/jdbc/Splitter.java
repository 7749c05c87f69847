package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into ranges of about equally many rows: by counting where the key is a dense whole number, and else by walking the
 * key, whatever its type.
 */
final class Splitter {
    private static final int SAMPLE = 200;

    private final Dialect dialect;
    private final Connection connection;
    private final NumberKeys numbers;
    private final Map<TableName, Long> averages = new HashMap<>();

    Splitter(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
        this.numbers = new NumberKeys(dialect, connection);
    }

    KeyRange cut(Table table, List<String> key, @Nullable Key after, ChunkSize size) throws SQLException {
        List<Column> columns = key.stream().map(k -> Tables.column(table, k)).toList();
        int rows = rows(table, size);
        dialect.keepToIndexes(connection);
        Optional<KeyRange> counted = numbers.cut(table, columns, after, rows);
        return counted.isPresent() ? counted.orElseThrow() : walked(table, columns, after, rows);
    }

    private KeyRange walked(Table table, List<Column> columns, @Nullable Key after, int rows) throws SQLException {
        try (PreparedStatement statement = walk(table, columns, after, rows).prepare(connection);
                ResultSet found = statement.executeQuery()) {
            Key last = found.next() ? key(found, columns) : null;
            if (last == null || !found.next()) {
                return new KeyRange(after, null, after == null ? table.rows() : rows);
            }
            if (last.equals(after)) {
                throw Fault.internal(
                        "SPLIT_STUCK", "Cannot split " + table.name() + ": its key does not advance", null);
            }
            return new KeyRange(after, last, rows);
        }
    }

    private Key key(ResultSet found, List<Column> columns) throws SQLException {
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Object part = JdbcRows.keyPart(found, dialect.reader(columns.get(i)), i + 1);
            parts.add(java.util.Objects.requireNonNull(part));
        }
        return new Key(parts);
    }

    private Sql walk(Table table, List<Column> columns, @Nullable Key after, int rows) {
        String alias = dialect.quote("w_t");
        KeySql key = new KeySql(dialect, columns, alias);
        List<String> selected = columns.stream()
                .map(c -> dialect.selected(c, alias + "." + dialect.quote(c.name())))
                .toList();
        Sql where = key.after(after);
        Sql sql = new Sql()
                .add("SELECT " + String.join(", ", selected) + " FROM " + dialect.table(table.name()) + " " + alias)
                .add(where.isEmpty() ? "" : " WHERE ")
                .add(where);
        // The row after the chunk's last one tells whether a further chunk is needed.
        return sql.add(dialect.limited(" ORDER BY " + key.order(), rows - 1L, 2));
    }

    private int rows(Table table, ChunkSize size) throws SQLException {
        // Statistics move while the data stands still; a power of two seldom does.
        long steady = Long.highestOneBit(Math.max(1, average(table)));
        return (int) Math.max(1, Math.min(size.rows(), size.bytes() / steady));
    }

    private long average(Table table) throws SQLException {
        if (table.rows() > 0 && table.bytes() > 0) {
            return table.bytes() / table.rows();
        }
        Long known = averages.get(table.name());
        if (known == null) {
            known = sampled(table);
            averages.put(table.name(), known);
        }
        return known;
    }

    /** Average bytes of a row among some rows. */
    private long sampled(Table table) throws SQLException {
        String alias = dialect.quote("w_t");
        List<String> selected = table.columns().stream()
                .map(c -> dialect.selected(c, alias + "." + dialect.quote(c.name())))
                .toList();
        Sql sql = new Sql()
                .add(dialect.anyRows(
                        "SELECT " + String.join(", ", selected) + " FROM " + dialect.table(table.name()) + " " + alias,
                        SAMPLE));
        List<ColumnReader> readers =
                table.columns().stream().map(dialect::reader).toList();
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.setFetchSize(10);
            try (ResultSet found = statement.executeQuery()) {
                return average(found, readers);
            }
        }
    }

    private static long average(ResultSet found, List<ColumnReader> readers) throws SQLException {
        long rows = 0;
        long bytes = 0;
        while (found.next()) {
            rows++;
            for (int i = 0; i < readers.size(); i++) {
                bytes += JdbcRows.size(readers.get(i).read(found, i + 1));
            }
        }
        return rows == 0 ? 1 : bytes / rows;
    }
}
