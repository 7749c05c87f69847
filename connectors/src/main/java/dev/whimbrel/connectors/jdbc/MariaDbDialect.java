package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.TimeLimit;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.value.Type.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB and MySQL. Statements commit by themselves: each has a snapshot of its own, and none keeps old row versions alive.
 *
 * <p>Settings: {@code zone}, the zone whose wall clock the TIMESTAMP columns show in a session in UTC (default UTC: the moment
 * that the server stored); {@code tinyint1}, {@code boolean} (default) or {@code number}; {@code time}, {@code interval} (default,
 * holds every value) or {@code time}, which makes times outside a day unreadable.
 */
class MariaDbDialect extends Dialect {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final ZoneId zone;
    private final MariaDbTypes types;

    MariaDbDialect(Map<String, Object> settings) {
        zone = Settings.zone(settings);
        types = new MariaDbTypes(
                Settings.word(settings, "tinyint1", "boolean", "number").equals("boolean"),
                Settings.word(settings, "time", "interval", "time").equals("interval"));
    }

    @Override
    String url(ConnectionProfile profile) {
        return profile.url().replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
    }

    @Override
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "10000");
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("transformedBitIsBoolean", "false");
        properties.setProperty("yearIsDateType", "false");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("allowMultiQueries", "false");
        return properties;
    }

    @Override
    void pin(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET NAMES utf8mb4");
            // Empty: no padding of CHAR, no ANSI quotes, zero dates compare without an error.
            statement.execute("SET SESSION sql_mode = '', time_zone = '+00:00'");
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("SET SESSION TRANSACTION READ ONLY");
            // A slow target stretches a read; the server is not to cut it meanwhile.
            statement.execute("SET SESSION net_write_timeout = 28800, net_read_timeout = 28800, wait_timeout = 28800");
        }
        limit(connection, TimeLimit.CHUNK);
    }

    /** MariaDB counts seconds, MySQL milliseconds. */
    @Override
    void limit(Connection connection, TimeLimit limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    MariaDbCatalogue.isMariaDb(connection)
                            ? "SET SESSION max_statement_time = " + limit.millis() / 1000
                            : "SET SESSION max_execution_time = " + limit.millis());
        }
    }

    @Override
    Schema schema(Connection connection) throws SQLException {
        return new MariaDbCatalogue(connection, types).read();
    }

    @Override
    ColumnReader sentReader(Column column) {
        return column.type().kind() == Kind.TEXT ? SentValue::text : reader(column);
    }

    @Override
    ColumnReader reader(Column column) {
        return MariaDbReaders.of(column, zone);
    }

    @Override
    String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    String selected(Column column, String reference) {
        return switch (MariaDbTypes.base(column)) {
            // FLOAT prints six digits only; no older MySQL casts to DOUBLE.
            case "float" -> "(" + reference + " + 0e0)";
            case "bit" -> "CAST(" + reference + " AS UNSIGNED)";
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection",
                    "geomcollection" -> "ST_AsText(" + reference + ")";
            // As text, the driver would parse it and print it again.
            case "date", "datetime", "timestamp" -> "CAST(" + reference + " AS CHAR)";
            default -> reference;
        };
    }

    /** ENUM and SET sort by number but compare as text, so both are done as text. */
    @Override
    String compared(Column column, String reference) {
        return switch (MariaDbTypes.base(column)) {
            case "enum", "set" -> "CAST(" + reference + " AS CHAR)";
            default -> reference;
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
        if (value instanceof Instant instant) {
            return MOMENT.format(instant.atZone(zone));
        }
        if (value instanceof LocalDateTime moment) {
            return MOMENT.format(moment);
        }
        return value instanceof Duration duration ? MariaDbReaders.time(duration) : value.toString();
    }

    @Override
    String exactText(Column column, String reference) {
        String selected = selected(column, reference);
        if (column.type().kind() == Kind.BYTES) {
            return "CAST(LOWER(HEX(" + reference + ")) AS BINARY)";
        }
        String text = "CONVERT(" + selected + " USING utf8mb4)";
        if (column.type().kind() == Kind.DECIMAL && column.type().scale() > 0) {
            text = "TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM " + text + "))";
        }
        return "CAST(" + text + " AS BINARY)";
    }

    @Override
    Object exactBound(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    @Nullable
    String readExact(ResultSet row, int index) throws SQLException {
        byte[] text = row.getBytes(index);
        return text == null ? null : new String(text, StandardCharsets.UTF_8);
    }

    @Override
    String length(Column column, String reference) {
        return column.type().kind() == Kind.BYTES
                ? "OCTET_LENGTH(" + reference + ")"
                : "CHAR_LENGTH(CONVERT(" + selected(column, reference) + " USING utf8mb4))";
    }
}
