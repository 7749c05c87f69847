package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tables and views of PostgreSQL's own catalogue that the user may see. */
final class PostgresSourceCatalogue {
    private static final String TABLES = " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " %s WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition"
            + " AND n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'"
            + " AND (? IS NULL OR n.nspname = ?) ";

    private final Connection connection;
    private final @Nullable String schema;
    private final boolean intervalIsDuration;
    private final TableDrafts drafts = new TableDrafts();

    /** @param schema the only schema to read, null for all */
    PostgresSourceCatalogue(Connection connection, @Nullable String schema, boolean intervalIsDuration) {
        this.connection = connection;
        this.schema = schema;
        this.intervalIsDuration = intervalIsDuration;
    }

    Schema read() throws SQLException {
        each(
                "SELECT n.nspname, c.relname, c.reltuples::bigint,"
                        + " CASE WHEN c.relkind IN ('r', 'm') THEN pg_table_size(c.oid) ELSE -1 END",
                "",
                "ORDER BY 1, 2",
                row -> drafts.add(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
        each(
                "SELECT n.nspname, c.relname, a.attname, format_type(coalesce(b.oid, a.atttypid),"
                        + " CASE WHEN b.oid IS NULL THEN a.atttypmod ELSE t.typtypmod END),"
                        + " coalesce(b.typname, t.typname), NOT (a.attnotnull OR t.typnotnull),"
                        + " a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', a.attgenerated <> '',"
                        + " d.oid IS NOT NULL, CASE WHEN b.oid IS NULL THEN a.atttypmod ELSE t.typtypmod END,"
                        + " ARRAY(SELECT e.enumlabel::text FROM pg_enum e"
                        + " WHERE e.enumtypid = coalesce(b.oid, t.oid) ORDER BY e.enumsortorder)",
                "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
                        + " JOIN pg_type t ON t.oid = a.atttypid"
                        + " LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype"
                        + " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum",
                "ORDER BY 1, 2, a.attnum",
                row -> drafts.column(row.getString(1), row.getString(2), column(row)));
        each(
                "SELECT n.nspname, c.relname, ic.relname, i.indisprimary, a.attname,"
                        + " i.indexprs IS NULL AND i.indpred IS NULL",
                "JOIN pg_index i ON i.indrelid = c.oid AND i.indisunique JOIN pg_class ic ON ic.oid = i.indexrelid"
                        + " CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, place)"
                        + " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum",
                "AND k.place <= i.indnkeyatts ORDER BY 1, 2, 3, k.place",
                this::uniqueKey);
        each(
                "SELECT n.nspname, c.relname, o.conname, a.attname, tn.nspname, tc.relname, ta.attname",
                "JOIN pg_constraint o ON o.conrelid = c.oid AND o.contype = 'f'"
                        + " JOIN pg_class tc ON tc.oid = o.confrelid JOIN pg_namespace tn ON tn.oid = tc.relnamespace"
                        + " CROSS JOIN LATERAL unnest(o.conkey, o.confkey) WITH ORDINALITY k(col, ref, place)"
                        + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.col"
                        + " JOIN pg_attribute ta ON ta.attrelid = tc.oid AND ta.attnum = k.ref",
                "ORDER BY 1, 2, 3, k.place",
                row -> drafts.foreignKey(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)));
        each(
                "SELECT n.nspname, c.relname, o.conname, pg_get_expr(o.conbin, o.conrelid)",
                "JOIN pg_constraint o ON o.conrelid = c.oid AND o.contype = 'c'",
                "ORDER BY 1, 2, 3",
                row -> drafts.check(
                        row.getString(1), row.getString(2), new CheckRule(row.getString(3), row.getString(4))));
        return drafts.schema();
    }

    private Column column(ResultSet row) throws SQLException {
        List<String> labels = List.of((String[]) row.getArray(11).getArray());
        Type type = type(row.getString(5), row.getInt(10), labels);
        Filling filling = row.getBoolean(8)
                ? Filling.COMPUTED
                : row.getBoolean(7) ? Filling.IDENTITY : row.getBoolean(9) ? Filling.DEFAULT : Filling.NONE;
        return new Column(row.getString(3), type, row.getString(4), row.getBoolean(6), filling);
    }

    private Type type(String name, int modifier, List<String> labels) {
        if (!labels.isEmpty()) {
            return Type.enumeration(labels);
        }
        int fraction = modifier < 0 || modifier > 6 ? 6 : modifier;
        return switch (name) {
            case "bool" -> Type.BOOLEAN;
            case "int2" -> Type.SMALLINT;
            case "int4" -> Type.INTEGER;
            case "int8", "oid" -> Type.BIGINT;
            case "numeric" ->
                modifier < 0
                        ? Type.decimal(-1, -1)
                        : Type.decimal((modifier - 4) >> 16 & 0xffff, ((modifier - 4 & 0x7ff) ^ 1024) - 1024);
            case "money" -> Type.decimal(19, 2);
            case "float4" -> Type.REAL;
            case "float8" -> Type.DOUBLE;
            case "text", "name", "citext" -> Type.TEXT;
            case "varchar", "bpchar" -> modifier < 0 ? Type.TEXT : Type.text(modifier - 4);
            case "bytea" -> Type.BYTES;
            case "date" -> Type.DATE;
            case "time" -> Type.time(Kind.TIME, fraction);
            case "timestamp" -> Type.time(Kind.TIMESTAMP, fraction);
            case "timestamptz" -> Type.time(Kind.TIMESTAMPTZ, fraction);
            case "interval" -> intervalIsDuration ? Type.time(Kind.INTERVAL, 6) : Type.OTHER;
            case "uuid" -> Type.UUID;
            case "json", "jsonb" -> Type.JSON;
            default -> Type.OTHER;
        };
    }

    private void uniqueKey(ResultSet row) throws SQLException {
        if (row.getBoolean(4)) {
            drafts.primaryKey(row.getString(1), row.getString(2), row.getString(5));
        } else {
            drafts.uniqueKey(row.getString(1), row.getString(2), row.getString(3), row.getString(5), row.getBoolean(6));
        }
    }

    private void each(String select, String joins, String rest, TableDrafts.Row action) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                select + String.format(TABLES, joins).replace("? IS", "CAST(? AS text) IS") + rest)) {
            for (int parameter : Arrays.asList(1, 2)) {
                statement.setString(parameter, schema);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    action.accept(rows);
                }
            }
        }
    }
}
