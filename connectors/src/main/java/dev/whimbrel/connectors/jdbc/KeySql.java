package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on a key of one or more columns. Both bounds of neighbouring ranges compare in the same way, so that a row is in
 * exactly one of them whatever the collation.
 */
final class KeySql {
    private final Dialect dialect;
    private final List<Column> columns;
    private final String alias;

    /** @param alias quoted name that the table goes by in the statement */
    KeySql(Dialect dialect, List<Column> columns, String alias) {
        this.dialect = dialect;
        this.columns = List.copyOf(columns);
        this.alias = alias;
    }

    /** The rows of a range, or nothing where it has no bound. Rows with a null in the key are in the first range. */
    Sql in(KeyRange range) {
        Key after = range.after();
        Key upTo = range.upTo();
        List<Sql> bounds = new ArrayList<>();
        if (after != null) {
            bounds.add(bound(after, ">"));
        }
        if (upTo != null) {
            bounds.add(bound(upTo, "<="));
        }
        Sql within = Sql.join(" AND ", bounds);
        if (bounds.isEmpty() || columns.stream().noneMatch(Column::nullable)) {
            return within;
        }
        within = within.add(" AND ").add(notNull());
        return after != null
                ? within
                : new Sql().add("(").add(within).add(" OR ").add(anyNull()).add(")");
    }

    /** The rows after a key, without those that have a null in it. */
    Sql after(@Nullable Key after) {
        List<Sql> parts = new ArrayList<>();
        if (after != null) {
            parts.add(bound(after, ">"));
        }
        Sql notNull = notNull();
        if (!notNull.isEmpty()) {
            parts.add(notNull);
        }
        return Sql.join(" AND ", parts);
    }

    /** Exactly this key. */
    Sql equal(Key key) {
        List<Sql> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            parts.add(compare(i, "=", key));
        }
        return new Sql().add("(").add(Sql.join(" AND ", parts)).add(")");
    }

    /** Any of these keys of one column. */
    Sql among(List<Key> keys) {
        return new Sql()
                .add(reference(columns.get(0)) + " IN (")
                .add(Sql.join(", ", keys.stream().map(k -> parameter(0, k)).toList()))
                .add(")");
    }

    /** {@code k1, k2}, in the order of comparison. */
    String order() {
        return String.join(", ", columns.stream().map(this::reference).toList());
    }

    private Sql bound(Key key, String operator) {
        if (columns.size() == 1) {
            return compare(0, operator, key);
        }
        return dialect.comparesRows() ? rowBound(key, operator) : expanded(key, operator);
    }

    private Sql rowBound(Key key, String operator) {
        Sql sql = new Sql().add("(" + order() + ") " + operator + " (");
        for (int i = 0; i < columns.size(); i++) {
            sql.add(i == 0 ? "" : ", ").add(parameter(i, key));
        }
        return sql.add(")");
    }

    /** {@code a >= 1 AND (a > 1 OR (a = 1 AND b > 2))}: the bound in front lets the optimiser start in the index. */
    private Sql expanded(Key key, String operator) {
        String strict = operator.substring(0, 1);
        Sql rest = compare(columns.size() - 1, operator, key);
        for (int i = columns.size() - 2; i >= 0; i--) {
            rest = new Sql()
                    .add("(")
                    .add(compare(i, strict, key))
                    .add(" OR (")
                    .add(compare(i, "=", key))
                    .add(" AND ")
                    .add(rest)
                    .add("))");
        }
        return compare(0, strict + "=", key).add(" AND ").add(rest);
    }

    private Sql compare(int index, String operator, Key key) {
        return new Sql()
                .add(reference(columns.get(index)) + " " + operator + " ")
                .add(parameter(index, key));
    }

    private Sql parameter(int index, Key key) {
        Column column = columns.get(index);
        Object value = KeyParts.typed(key.parts().get(index), column.type());
        return new Sql().parameter(dialect.marker(column), dialect.bound(value, column));
    }

    private Sql notNull() {
        return nulls(" IS NOT NULL", " AND ");
    }

    private Sql anyNull() {
        return nulls(" IS NULL", " OR ");
    }

    private Sql nulls(String test, String separator) {
        return Sql.join(
                separator,
                columns.stream()
                        .filter(Column::nullable)
                        .map(c -> new Sql().add(alias + "." + dialect.quote(c.name()) + test))
                        .toList());
    }

    private String reference(Column column) {
        return dialect.compared(column, alias + "." + dialect.quote(column.name()));
    }
}
