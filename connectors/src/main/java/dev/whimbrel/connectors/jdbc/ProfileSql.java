package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.Profiler.ColumnProfile;
import dev.whimbrel.core.port.Profiler.TableProfile;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Type.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements that say how a table's columns are filled: one over all columns, then one for the distinct values of each. */
final class ProfileSql {
    private static final int MANY = 21;
    private static final int ENOUGH_ROWS = 100;
    private static final int SHORT = 40;

    private final Dialect dialect;
    private final Connection connection;
    private final String alias;

    ProfileSql(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
        this.alias = dialect.quote("w_t");
    }

    TableProfile profile(Table table) throws SQLException {
        List<String> selected = new ArrayList<>(List.of("COUNT(*)"));
        for (Column column : table.columns()) {
            String reference = reference(column);
            selected.add("SUM(CASE WHEN " + reference + " IS NULL THEN 1 ELSE 0 END)");
            selected.add("MAX(" + dialect.length(column, reference) + ")");
        }
        try (PreparedStatement statement = new Sql()
                        .add("SELECT " + String.join(", ", selected) + from(table))
                        .prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long rows = row.getLong(1);
            long[] numbers = new long[selected.size() - 1];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = row.getLong(i + 2);
            }
            return new TableProfile(rows, columns(table, rows, numbers));
        }
    }

    private List<ColumnProfile> columns(Table table, long rows, long[] numbers) throws SQLException {
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            List<String> values = distinct(table, column);
            long longest = numbers[2 * i + 1];
            boolean alike = rows >= ENOUGH_ROWS
                    && values.size() < MANY
                    && longest <= SHORT
                    && column.type().kind() != Kind.BYTES;
            profiles.add(new ColumnProfile(
                    column.name(), numbers[2 * i], longest, values.size(), alike ? values : List.of()));
        }
        return profiles;
    }

    /** Up to {@value #MANY} distinct values. */
    private List<String> distinct(Table table, Column column) throws SQLException {
        String text = dialect.exactText(column, reference(column));
        String select = "SELECT DISTINCT " + text + from(table) + " WHERE " + reference(column) + " IS NOT NULL";
        List<String> values = new ArrayList<>();
        try (PreparedStatement statement =
                        new Sql().add(dialect.anyRows(select, MANY)).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String value = dialect.readExact(rows, 1);
                values.add(value == null ? "" : value);
            }
        }
        values.sort(null);
        return values;
    }

    private String from(Table table) {
        return " FROM " + dialect.table(table.name()) + " " + alias;
    }

    private String reference(Column column) {
        return alias + "." + dialect.quote(column.name());
    }
}
