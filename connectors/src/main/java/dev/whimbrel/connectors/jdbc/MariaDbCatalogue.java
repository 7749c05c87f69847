package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.value.Type;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the tables and views of the connection's database from its information schema. */
final class MariaDbCatalogue {
    private static final Pattern JSON = Pattern.compile("json_valid\\(`(.+)`\\)", Pattern.CASE_INSENSITIVE);

    private final Connection connection;
    private final MariaDbTypes types;
    private final TableDrafts drafts = new TableDrafts();
    private final Set<String> jsonColumns = new HashSet<>();

    MariaDbCatalogue(Connection connection, MariaDbTypes types) {
        this.connection = connection;
        this.types = types;
    }

    static boolean isMariaDb(Connection connection) throws SQLException {
        return connection
                .getMetaData()
                .getDatabaseProductVersion()
                .toLowerCase(Locale.ROOT)
                .contains("mariadb");
    }

    Schema read() throws SQLException {
        each(
                "SELECT TABLE_NAME, TABLE_ROWS, DATA_LENGTH FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED')"
                        + " ORDER BY TABLE_NAME",
                row -> drafts.add(null, row.getString(1), number(row, 2), number(row, 3)));
        checks();
        each(
                "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA,"
                        + " CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION"
                        + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()"
                        + " ORDER BY TABLE_NAME, ORDINAL_POSITION",
                row -> drafts.column(null, row.getString(1), column(row)));
        each(
                "SELECT TABLE_NAME, INDEX_NAME, COLUMN_NAME, SUB_PART FROM information_schema.STATISTICS"
                        + " WHERE TABLE_SCHEMA = DATABASE() AND NON_UNIQUE = 0"
                        + " ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX",
                this::uniqueKey);
        each(
                "SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME"
                        + " FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE()"
                        + " AND REFERENCED_TABLE_SCHEMA = DATABASE()"
                        + " ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION",
                row -> drafts.foreignKey(
                        null,
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        null,
                        row.getString(4),
                        row.getString(5)));
        return drafts.schema();
    }

    /** JSON is LONGTEXT with a check in MariaDB, so checks come before columns. */
    private void checks() throws SQLException {
        if (isMariaDb(connection)) {
            each(
                    "SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS"
                            + " WHERE CONSTRAINT_SCHEMA = DATABASE() ORDER BY TABLE_NAME, CONSTRAINT_NAME",
                    this::check);
        } else if (connection.getMetaData().getDatabaseMajorVersion() >= 8) {
            each(
                    "SELECT t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS c"
                            + " JOIN information_schema.TABLE_CONSTRAINTS t ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA"
                            + " AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME WHERE c.CONSTRAINT_SCHEMA = DATABASE()"
                            + " ORDER BY t.TABLE_NAME, c.CONSTRAINT_NAME",
                    this::check);
        }
    }

    private void check(ResultSet row) throws SQLException {
        Matcher json = JSON.matcher(row.getString(3));
        if (json.matches()) {
            jsonColumns.add(row.getString(1) + "." + json.group(1));
        } else {
            drafts.check(null, row.getString(1), new CheckRule(row.getString(2), row.getString(3)));
        }
    }

    private Column column(ResultSet row) throws SQLException {
        String dataType = row.getString(3);
        String columnType = row.getString(4);
        boolean json = jsonColumns.contains(row.getString(1) + "." + row.getString(2));
        Type type = types.type(
                dataType,
                columnType,
                number(row, 8),
                (int) number(row, 9),
                (int) number(row, 10),
                (int) number(row, 11),
                json);
        return new Column(
                row.getString(2),
                type,
                columnType,
                row.getString(5).equals("YES"),
                filling(row.getString(6), row.getString(7)));
    }

    private static Filling filling(@Nullable String standard, String extra) {
        String words = extra.toUpperCase(Locale.ROOT);
        if (words.contains("AUTO_INCREMENT")) {
            return Filling.IDENTITY;
        }
        if (words.contains("VIRTUAL") || words.contains("STORED") || words.contains("PERSISTENT")) {
            return Filling.COMPUTED;
        }
        return standard == null || standard.equals("NULL") ? Filling.NONE : Filling.DEFAULT;
    }

    private void uniqueKey(ResultSet row) throws SQLException {
        String table = row.getString(1);
        String index = row.getString(2);
        String column = row.getString(3);
        if (index.equals("PRIMARY")) {
            drafts.primaryKey(null, table, column);
        } else {
            drafts.uniqueKey(null, table, index, column, column != null && row.getString(4) == null);
        }
    }

    private static long number(ResultSet row, int index) throws SQLException {
        long number = row.getLong(index);
        return row.wasNull() ? -1 : number;
    }

    private void each(String sql, TableDrafts.Row action) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.MARK + " " + sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                action.accept(rows);
            }
        }
    }
}
