package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.value.Type.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Temporary tables that rows pass through where COPY cannot put them straight into the target: for updates, for types without a
 * binary form of ours, for views and under row security. A table serves all calls of a transaction with the same columns.
 */
final class Staging {
    private final Connection connection;
    private final Map<String, String> tables = new HashMap<>();

    Staging(Connection connection) {
        this.connection = connection;
    }

    /** An empty table for these columns: {@code n}, the row's index, then {@code c0}, {@code c1} and so on. */
    String empty(List<NativeColumn> columns) throws SQLException {
        String shape = IntStream.range(0, columns.size())
                .mapToObj(i -> ", c" + i + " " + columns.get(i).wireSql())
                .collect(Collectors.joining("", "n int4", ""));
        String table = tables.get(shape);
        if (table == null) {
            table = "pg_temp.whimbrel_stage_" + tables.size();
            execute("create temporary table " + table.substring("pg_temp.".length()) + " (" + shape
                    + ") on commit drop");
            tables.put(shape, table);
        } else {
            execute("truncate " + table);
        }
        return table;
    }

    /** Tells the planner how many rows a table has been filled with. */
    void filled(String table) throws SQLException {
        execute("analyze " + table);
    }

    /** Inserts staged rows in their order. */
    static String insert(TableShape table, List<NativeColumn> columns, String stage) {
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> value(columns.get(i), i))
                .collect(Collectors.joining(", "));
        return "insert into " + table.sql() + " (" + names(columns) + ") overriding system value select " + values
                + " from " + stage + " s where s.n between ? and ? order by s.n";
    }

    /** Updates rows that staged ones differ from; empty where {@code columns} are all keys. */
    static String update(TableShape table, List<NativeColumn> columns, List<String> keys, String stage) {
        List<String> sets = new ArrayList<>();
        List<String> differs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            NativeColumn column = columns.get(i);
            if (!keys.contains(column.name()) && !column.alwaysIdentity()) {
                sets.add(column.quoted() + " = " + value(column, i));
                differs.add(differs(column, i));
            }
        }
        if (sets.isEmpty()) {
            return "";
        }
        return "update " + table.sql() + " t set " + String.join(", ", sets) + " from " + stage
                + " s where s.n between ? and ? and " + join(columns, keys) + " and (" + String.join(" or ", differs)
                + ")";
    }

    /** The condition that staged row {@code s} is row {@code t} of the target. */
    static String join(List<NativeColumn> columns, List<String> keys) {
        return IntStream.range(0, columns.size())
                .filter(i -> keys.contains(columns.get(i).name()))
                .mapToObj(i -> "t." + columns.get(i).quoted() + " = " + value(columns.get(i), i))
                .collect(Collectors.joining(" and "));
    }

    static String names(List<NativeColumn> columns) {
        return columns.stream().map(NativeColumn::quoted).collect(Collectors.joining(", "));
    }

    private static String value(NativeColumn column, int position) {
        return "s.c" + position + (column.asText() ? "::" + column.baseSql() : "");
    }

    /** Text is told apart byte by byte, whatever its collation or type holds for equal. */
    private static String differs(NativeColumn column, int position) {
        boolean byText = Set.of(Kind.TEXT, Kind.JSON, Kind.OTHER)
                .contains(column.column().type().kind());
        if (column.is("bpchar") || column.is("jsonb") || !byText) {
            return "t." + column.quoted() + " is distinct from s.c" + position;
        }
        return "t." + column.quoted() + "::text collate \"C\" is distinct from " + value(column, position)
                + "::text collate \"C\"";
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
