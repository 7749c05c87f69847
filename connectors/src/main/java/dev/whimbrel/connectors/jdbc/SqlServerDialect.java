package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.value.Type.Kind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * SQL Server. Reads use SNAPSHOT isolation where the database allows it and READ COMMITTED elsewhere. The server has no read-only
 * session: the user should have SELECT alone.
 *
 * <p>Settings: {@code schema}, the only schema to read (default: all but the system's own).
 */
final class SqlServerDialect extends Dialect {
    private final @Nullable String schema;
    /** H2 stands in for the server in tests of plain statements; it knows neither sys nor collations. */
    private final boolean plain;

    SqlServerDialect(Map<String, Object> settings, String url) {
        Object named = settings.get("schema");
        schema = named == null ? null : named.toString();
        plain = url.startsWith("jdbc:h2:");
    }

    @Override
    String url(ConnectionProfile profile) {
        return profile.url();
    }

    @Override
    Properties properties() {
        Properties properties = new Properties();
        if (!plain) {
            properties.setProperty("loginTimeout", "10");
            properties.setProperty("responseBuffering", "adaptive");
            properties.setProperty("applicationName", "whimbrel source");
            properties.setProperty("applicationIntent", "ReadOnly");
        }
        return properties;
    }

    @Override
    void pin(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        if (plain) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT -1");
            statement.execute("SET DATEFORMAT ymd");
            statement.execute("SET QUOTED_IDENTIFIER ON");
            statement.execute("SET ANSI_NULLS ON");
            statement.execute(
                    "SET TRANSACTION ISOLATION LEVEL " + (allowsSnapshot(statement) ? "SNAPSHOT" : "READ COMMITTED"));
        }
    }

    private static boolean allowsSnapshot(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()")) {
            return row.next() && row.getInt(1) == 1;
        }
    }

    @Override
    Schema schema(Connection connection) throws SQLException {
        return plain
                ? new PlainCatalogue(connection, schema).read()
                : new SqlServerCatalogue(connection, schema).read();
    }

    @Override
    ColumnReader reader(Column column) {
        return SqlServerReaders.of(column);
    }

    @Override
    String quote(String identifier) {
        return "[" + identifier.replace("]", "]]") + "]";
    }

    @Override
    String selected(Column column, String reference) {
        return switch (SqlServerTypes.base(column)) {
            case "sql_variant", "xml" -> "CONVERT(nvarchar(max), " + reference + ")";
            case "hierarchyid", "geography", "geometry" -> reference + ".ToString()";
            default -> reference;
        };
    }

    /**
     * A datetime must not be compared as datetime2, which sees more digits than the column has; an nvarchar parameter would make
     * the server convert each varchar of the table and pass its index by.
     */
    @Override
    String marker(Column column) {
        return switch (SqlServerTypes.base(column)) {
            case "datetime",
                    "smalldatetime",
                    "datetime2",
                    "datetimeoffset",
                    "date",
                    "time",
                    "char",
                    "varchar",
                    "uniqueidentifier" -> "CAST(? AS " + column.nativeType() + ")";
            default -> "?";
        };
    }

    @Override
    Object bound(Object value, Column column) {
        if (value instanceof Long
                || value instanceof BigDecimal
                || value instanceof Double
                || value instanceof byte[]) {
            return value;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        return value.toString();
    }

    /** Equality ignores spaces at the end whatever the collation, so a dot marks the end of the text. */
    @Override
    String exactText(Column column, String reference) {
        if (plain) {
            return "CAST(" + reference + " AS varchar(4000))";
        }
        String text =
                switch (column.type().kind()) {
                    case BYTES -> "LOWER(CONVERT(nvarchar(4000), " + reference + ", 2))";
                    case UUID -> "LOWER(CONVERT(nvarchar(36), " + reference + "))";
                    case DECIMAL -> decimalText(column, reference);
                    case BOOLEAN -> "CASE " + reference + " WHEN 1 THEN N'true' WHEN 0 THEN N'false' END";
                    case TEXT ->
                        isPadded(column)
                                ? "CONVERT(nvarchar(4000), RTRIM(" + reference + "))"
                                : "CONVERT(nvarchar(4000), " + reference + ")";
                    default -> "CONVERT(nvarchar(4000), " + selected(column, reference) + ")";
                };
        return "((" + text + ") + N'.') COLLATE Latin1_General_100_BIN2";
    }

    private static String decimalText(Column column, String reference) {
        // The default style of money rounds to two digits; as a decimal it has all four.
        String number = "CONVERT(nvarchar(60), CONVERT(decimal(38, "
                + Math.max(0, column.type().scale()) + "), " + reference + "))";
        if (column.type().scale() <= 0) {
            return number;
        }
        // Zeros at the end become spaces, which RTRIM takes away; so does the point.
        return "REPLACE(RTRIM(REPLACE(REPLACE(RTRIM(REPLACE(" + number
                + ", N'0', N' ')), N' ', N'0'), N'.', N' ')), N' ', N'.')";
    }

    static boolean isPadded(Column column) {
        String base = SqlServerTypes.base(column);
        return base.equals("char") || base.equals("nchar");
    }

    @Override
    Object exactBound(String text) {
        return plain ? text : text + ".";
    }

    @Override
    String exactLiteral(String text) {
        return plain ? "'" + text + "'" : "N'" + text + ".' COLLATE Latin1_General_100_BIN2";
    }

    @Override
    @Nullable
    String readExact(ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        return text == null || plain ? text : text.substring(0, text.length() - 1);
    }

    @Override
    String tenantText(Column column, String reference) {
        return plain
                ? super.tenantText(column, reference)
                : "NULLIF(" + exactText(column, reference) + ", N'.' COLLATE Latin1_General_100_BIN2)";
    }

    @Override
    String length(Column column, String reference) {
        if (column.type().kind() == Kind.BYTES) {
            return plain ? "OCTET_LENGTH(" + reference + ")" : "DATALENGTH(" + reference + ")";
        }
        return plain
                ? "LEN(CAST(" + reference + " AS varchar(4000)))"
                : "LEN(CONVERT(nvarchar(max), " + selected(column, reference) + ") + N'.') - 1";
    }

    @Override
    String limited(String orderedSelect, long offset, int rows) {
        return orderedSelect + " OFFSET " + offset + " ROWS FETCH NEXT " + rows + " ROWS ONLY";
    }

    @Override
    String anyRows(String select, int rows) {
        if (plain) {
            return select + " FETCH FIRST " + rows + " ROWS ONLY";
        }
        return select.replaceFirst("^SELECT (DISTINCT )?", "SELECT $1TOP (" + rows + ") ");
    }
}
