package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of a primary key that is one whole number. Of n successive numbers no more than n are rows, so that counting numbers
 * instead of walking rows never gives too large a range; where fewer than half of the numbers are rows it would give too many
 * ranges, and the key is walked. Each range begins at a row, so that a gap, however wide, costs one look into the index.
 */
final class NumberKeys {
    /** Smaller ranges are walked as quickly. */
    private static final int WORTHWHILE = 1_000;

    private static final double DENSE = 0.5;

    private final Dialect dialect;
    private final Connection connection;
    private final Map<TableName, Double> densities = new HashMap<>();

    NumberKeys(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
    }

    /** The range of at most {@code rows} rows after a key, or nothing where it must be walked. */
    Optional<KeyRange> cut(Table table, List<Column> key, @Nullable Key after, int rows) throws SQLException {
        if (rows < WORTHWHILE || !isNumber(table, key) || density(table, key) < DENSE) {
            return Optional.empty();
        }
        Long first = end(table, key, after, true);
        Long last = end(table, key, null, false);
        if (first == null || last == null || first > last) {
            return Optional.of(new KeyRange(after, null, 0));
        }
        // The difference of two longs may be too long for one.
        double left = (double) last - first + 1;
        double share = density(table, key);
        return Optional.of(
                left <= rows
                        ? new KeyRange(after, null, Math.round(left * share))
                        : new KeyRange(after, Key.of(first + rows - 1), Math.round(rows * share)));
    }

    private static boolean isNumber(Table table, List<Column> key) {
        return key.size() == 1
                && key.get(0).type().isInteger()
                && !key.get(0).nullable()
                && table.rows() > 0
                && table.primaryKey().equals(List.of(key.get(0).name()));
    }

    /** Rows by the statistics for each number between the least and the greatest key; 0 where there are none. */
    private double density(Table table, List<Column> key) throws SQLException {
        Double known = densities.get(table.name());
        if (known == null) {
            Long first = end(table, key, null, true);
            Long last = end(table, key, null, false);
            known = first == null || last == null
                    ? 0
                    : Math.min(1, table.rows() / ((double) last - (double) first + 1));
            densities.put(table.name(), known);
        }
        return known;
    }

    /** The least or the greatest key there is after a key. */
    private @Nullable Long end(Table table, List<Column> key, @Nullable Key after, boolean least) throws SQLException {
        String alias = dialect.quote("w_t");
        KeySql sql = new KeySql(dialect, key, alias);
        Sql where = sql.after(after);
        Sql select = new Sql()
                .add("SELECT " + sql.order() + " FROM " + dialect.table(table.name()) + " " + alias)
                .add(where.isEmpty() ? "" : " WHERE ")
                .add(where)
                .add(dialect.limited(" ORDER BY " + sql.order() + (least ? "" : " DESC"), 0, 1));
        try (PreparedStatement statement = select.prepare(connection);
                ResultSet found = statement.executeQuery()) {
            return found.next() && dialect.reader(key.get(0)).read(found, 1) instanceof Long number ? number : null;
        }
    }
}
