package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.TwinPlan;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Key;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cuts two tables of equal keys into ranges, by keys that a sample of blocks finds. Where rows do not lie about in the order of
 * their keys, walking along these would read the same blocks again and again: such tables stay whole, and the planner decides.
 */
final class TwinParts {
    /** Smaller tables are not worth the cutting. */
    private static final long SMALL = 50_000;

    private static final long PART = 500_000;
    private static final long FEWEST = 4;
    private static final long MOST = 200;
    private static final long SAMPLED = 1_000;
    private static final double IN_ORDER = 0.9;

    private static final String ORDER = "SELECT coalesce(max(abs(correlation)), 0) FROM pg_stats"
            + " WHERE schemaname = ? AND tablename = ? AND attname = ?";

    private final PostgresDialect dialect;
    private final Connection connection;

    TwinParts(PostgresDialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
    }

    List<KeyRange> of(TwinPlan plan) throws SQLException {
        long rows = plan.expected().table().rows();
        if (rows < SMALL || !isInOrder(plan.expected()) || !isInOrder(plan.actual())) {
            return List.of(KeyRange.ALL);
        }
        long parts = Math.max(FEWEST, Math.min(MOST, rows / PART));
        List<KeyRange> ranges = new ArrayList<>();
        Key after = null;
        for (Key bound : bounds(plan.expected(), rows, parts)) {
            ranges.add(new KeyRange(after, bound, rows / parts));
            after = bound;
        }
        ranges.add(new KeyRange(after, null, after == null ? -1 : rows / parts));
        return ranges;
    }

    private boolean isInOrder(ReadPlan plan) throws SQLException {
        Table table = plan.table();
        try (PreparedStatement statement = connection.prepareStatement(ORDER)) {
            statement.setString(1, table.name().schema());
            statement.setString(2, table.name().name());
            statement.setString(3, Tables.column(table, plan.key().get(0)).name());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getDouble(1) >= IN_ORDER;
            }
        }
    }

    private List<Key> bounds(ReadPlan plan, long rows, long parts) throws SQLException {
        List<Column> columns =
                plan.key().stream().map(k -> Tables.column(plan.table(), k)).toList();
        List<Key> bounds = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sampling(plan.table(), columns, rows, parts));
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                bounds.add(key(found, columns));
            }
        }
        return bounds;
    }

    private Key key(ResultSet found, List<Column> columns) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            @Nullable Object part = JdbcRows.keyPart(found, dialect.reader(columns.get(i)), i + 1);
            values.add(Objects.requireNonNull(part));
        }
        return new Key(values);
    }

    /** Keys that part the sampled rows into about equally many. */
    private String sampling(Table table, List<Column> columns, long rows, long parts) {
        String alias = dialect.quote("w_t");
        List<String> named = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            named.add(dialect.selected(column, alias + "." + dialect.quote(column.name())) + " AS c" + i);
            names.add("c" + i);
        }
        double percent = Math.min(100, 100.0 * SAMPLED * (parts + 1) / rows);
        return Sql.MARK + " SELECT " + String.join(", ", names) + " FROM (SELECT " + String.join(", ", named)
                + ", row_number() OVER (ORDER BY " + new KeySql(dialect, columns, alias).order() + ") AS n,"
                + " count(*) OVER () AS a FROM " + dialect.table(table.name()) + " " + alias + " TABLESAMPLE SYSTEM ("
                + String.format(Locale.ROOT, "%.6f", percent) + ")) s WHERE n < a AND n * " + parts
                + " / a > (n - 1) * "
                + parts + " / a ORDER BY n";
    }
}
