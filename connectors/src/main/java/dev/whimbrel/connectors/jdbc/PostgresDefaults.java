package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.Questions;
import dev.whimbrel.core.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Defaults of columns that are one constant, such as {@code 'new'::character varying}; an expression may give another value each time. */
final class PostgresDefaults {
    private static final String EXPRESSIONS = "SELECT a.attname, pg_get_expr(d.adbin, d.adrelid)"
            + " FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
            + " JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = ? AND c.relname = ? AND a.attgenerated = '' AND NOT a.attisdropped";

    /** A text without backslashes, a number or a truth value, with or without casts. */
    private static final Pattern CONSTANT =
            Pattern.compile("(?:'(?:[^'\\\\]|'')*'|\\(?-?\\d+(?:\\.\\d+)?\\)?|true|false)(?:::[\\w \"().,]+)*");

    private final Connection connection;
    private final PostgresDialect dialect;

    PostgresDefaults(Connection connection, PostgresDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    Map<String, Object> of(Table table, Questions server) throws SQLException {
        Map<String, String> expressions = constants(table);
        if (expressions.isEmpty()) {
            return Map.of();
        }
        StringBuilder query = new StringBuilder();
        expressions.forEach((column, expression) -> query.append(query.length() == 0 ? "SELECT " : ", ")
                .append(expression)
                .append(" AS ")
                .append(dialect.quote(column)));
        Questions.Answer answer = server.ask(query.toString(), 1);
        Map<String, Object> constants = new HashMap<>();
        for (int i = 0; i < answer.columns().size(); i++) {
            Object value = answer.rows().get(0)[i];
            if (value != null) {
                constants.put(answer.columns().get(i), value);
            }
        }
        return constants;
    }

    private Map<String, String> constants(Table table) throws SQLException {
        Map<String, String> constants = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(EXPRESSIONS)) {
            statement.setString(1, table.name().schema());
            statement.setString(2, table.name().name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String expression = row.getString(2);
                    if (CONSTANT.matcher(expression).matches()) {
                        constants.put(row.getString(1), expression);
                    }
                }
            }
        }
        return constants;
    }
}
