package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.TwinPlan;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Type.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a join by their keys finds each row of two tables exactly once: the key is of columns that cannot be null and is kept from
 * coming twice by an index that is valid, and both sides take the same values for equal and order them alike.
 */
final class TwinCheck {
    /** The first release whose numbers may be infinite, as the statement writes them. */
    private static final int RELEASE = 14;

    private static final Set<Kind> KEYS = EnumSet.of(
            Kind.SMALLINT,
            Kind.INTEGER,
            Kind.BIGINT,
            Kind.DECIMAL,
            Kind.TEXT,
            Kind.UUID,
            Kind.DATE,
            Kind.TIMESTAMP,
            Kind.TIMESTAMPTZ);

    private static final String KEY = "SELECT c.relkind = 'p' OR c.relkind = 'r' AND NOT EXISTS"
            + " (SELECT FROM pg_inherits h WHERE h.inhparent = c.oid),"
            + " EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid"
            + " AND i.indpred IS NULL AND i.indexprs IS NULL"
            + " AND (SELECT array_agg(CASE WHEN k.sorted = a.attcollation THEN a.attname::text END)"
            + " FROM unnest(i.indkey::int2[], i.indcollation::oid[]) WITH ORDINALITY k(attnum, sorted, place)"
            + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum WHERE k.place <= i.indnkeyatts)"
            + " <@ w.key),"
            + " (SELECT bool_and(a.attnotnull) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = ANY (w.key)),"
            + " (SELECT string_agg(a.attcollation::text, ' ' ORDER BY array_position(w.key, a.attname::text))"
            + " FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = ANY (w.key))"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, (SELECT CAST(? AS text[])) w(key)"
            + " WHERE n.nspname = ? AND c.relname = ?";

    private final Connection connection;

    TwinCheck(Connection connection) {
        this.connection = connection;
    }

    Optional<String> refusal(TwinPlan plan) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < RELEASE) {
            return Optional.of("the server is older than PostgreSQL " + RELEASE);
        }
        Optional<String> types = types(columns(plan.expected()), columns(plan.actual()));
        if (types.isPresent()) {
            return types;
        }
        Guarded left = guarded(plan.expected().table(), plan.expected().key());
        Guarded right = guarded(plan.actual().table(), plan.actual().key());
        if (!left.whole() || !right.whole()) {
            return Optional.of("a side is a view, a foreign table or has tables that inherit from it");
        }
        if (!left.isKey() || !right.isKey()) {
            return Optional.of("no unique index and NOT NULL keep its key from coming twice on both sides");
        }
        if (!left.collations().equals(right.collations())) {
            return Optional.of("its key has two collations");
        }
        return leadsTwice(plan.expected()) || leadsTwice(plan.actual())
                ? Optional.of("no index keeps its references from leading to two rows")
                : Optional.empty();
    }

    private boolean leadsTwice(ReadPlan plan) throws SQLException {
        for (ReadPlan.ReadJoin join : plan.joins()) {
            Guarded to = guarded(join.table(), join.on().referencedColumns());
            if (!to.whole() || !to.unique()) {
                return true;
            }
        }
        return false;
    }

    private static List<Column> columns(ReadPlan plan) {
        return plan.key().stream()
                .map(name -> Tables.column(plan.table(), name))
                .toList();
    }

    private static Optional<String> types(List<Column> left, List<Column> right) {
        for (int i = 0; i < left.size(); i++) {
            Column one = left.get(i);
            if (!KEYS.contains(one.type().kind()) || !base(one).equals(base(right.get(i)))) {
                return Optional.of("its key's column " + one.name() + " is " + one.nativeType() + " and "
                        + right.get(i).nativeType());
            }
        }
        return Optional.empty();
    }

    /** The type, of numbers and texts without its limits: these change no value that is there. */
    private static String base(Column column) {
        boolean limited = column.type().kind() == Kind.TEXT || column.type().kind() == Kind.DECIMAL;
        return limited ? column.nativeType().replaceFirst("\\([0-9, -]*\\)", "") : column.nativeType();
    }

    /**
     * Columns of a table by which its rows are joined.
     *
     * @param whole whether the table's indexes are of all rows that a statement finds under its name
     * @param unique whether an index keeps all of them from having equal values in two rows
     * @param filled whether none of them can be null
     * @param collations of them
     */
    private record Guarded(boolean whole, boolean unique, boolean filled, String collations) {
        boolean isKey() {
            return unique && filled;
        }
    }

    private Guarded guarded(Table table, List<String> names) throws SQLException {
        Object[] columns =
                names.stream().map(name -> Tables.column(table, name).name()).toArray();
        try (PreparedStatement statement = connection.prepareStatement(KEY)) {
            statement.setArray(1, connection.createArrayOf("text", columns));
            statement.setString(2, table.name().schema());
            statement.setString(3, table.name().name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Guarded(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), row.getString(4))
                        : new Guarded(false, false, false, "");
            }
        }
    }
}
