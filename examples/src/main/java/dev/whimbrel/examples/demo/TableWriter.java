package dev.whimbrel.examples.demo;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes rows of one MariaDB table by INSERT statements of many rows each; the caller commits. */
final class TableWriter {
    /** Below the server's default for the largest packet, 16 MiB, by far. */
    private static final int STATEMENT_CHARACTERS = 400_000;

    private final Connection connection;
    private final String table;
    private final StringBuilder pending = new StringBuilder(STATEMENT_CHARACTERS + 2_000);
    private long rows;

    TableWriter(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    String table() {
        return table;
    }

    long rows() {
        return rows;
    }

    void add(@Nullable Object... values) throws SQLException {
        pending.append(pending.isEmpty() ? "insert into " + table + " values (" : ",(");
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                pending.append(',');
            }
            literal(values[i]);
        }
        pending.append(')');
        rows++;
        if (pending.length() > STATEMENT_CHARACTERS) {
            flush();
        }
    }

    void flush() throws SQLException {
        if (pending.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(pending.toString());
        }
        pending.setLength(0);
    }

    private void literal(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            pending.append(value);
        } else if (value instanceof byte[] bytes) {
            pending.append("x'").append(HexFormat.of().formatHex(bytes)).append('\'');
        } else {
            quoted(value.toString());
        }
    }

    private void quoted(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > 8_000) {
            throw new IllegalArgumentException("Cannot write " + table + ": a text is longer than 8,000 bytes");
        }
        pending.append('\'')
                .append(text.replace("\\", "\\\\").replace("'", "''"))
                .append('\'');
    }
}
