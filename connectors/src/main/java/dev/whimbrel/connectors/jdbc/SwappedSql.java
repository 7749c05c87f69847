package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.TwinPlan.Swap;
import dev.whimbrel.core.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A few rows of one table as they stand, but for values that a statement brings along in place of theirs: nothing is written to see what
 * a join makes of rows that are not there.
 */
final class SwappedSql {
    private static final String ALIAS = "a";

    private final PostgresDialect dialect;
    private final ReadSql read;

    SwappedSql(PostgresDialect dialect, ReadSql read) {
        this.dialect = dialect;
        this.read = read;
    }

    /** Columns as {@link ReadSql#named} gives them. */
    Sql rows(List<Swap> swaps) {
        // Found by name, column by column: once, and not for each value of each row.
        int[] places = read.valuePlaces();
        Sql sql = new Sql().add("SELECT " + ALIAS + ".here");
        for (int place = 1; place <= read.selectedColumns().size(); place++) {
            sql.add(", ").add(value(place, places, swaps)).add(" AS c" + place);
        }
        sql.add(" FROM (")
                .add(read.named(swaps.stream().map(Swap::key).toList()))
                .add(") " + ALIAS);
        List<Sql> gone = swaps.stream()
                .filter(swap -> swap.values() == null)
                .map(this::isOf)
                .toList();
        return gone.isEmpty()
                ? sql
                : sql.add(" WHERE NOT (").add(Sql.join(" OR ", gone)).add(")");
    }

    private Sql value(int place, int[] places, List<Swap> swaps) {
        String own = ALIAS + ".c" + place;
        Column column = read.columnAt(place);
        List<Sql> cases = new ArrayList<>();
        for (Swap swap : swaps) {
            Map<Integer, @Nullable Object> values = swap.values();
            for (int i = 0; values != null && i < places.length; i++) {
                if (places[i] == place && values.containsKey(i)) {
                    cases.add(new Sql()
                            .add(" WHEN ")
                            .add(isOf(swap))
                            .add(" THEN ")
                            .add(literal(values.get(i), column)));
                }
            }
        }
        return cases.isEmpty()
                ? new Sql().add(own)
                : new Sql()
                        .add("CASE")
                        .add(Sql.join("", cases))
                        .add(" ELSE CAST(" + own + " AS " + wide(column) + ") END");
    }

    /** Exactly this key, however many the table's own equality takes for one. */
    private Sql isOf(Swap swap) {
        List<Sql> parts = new ArrayList<>();
        int[] places = read.keyPlaces();
        for (int i = 0; i < places.length; i++) {
            Column column = read.keyColumns().get(i);
            Object part = KeyParts.typed(swap.key().parts().get(i), column.type());
            Sql sought = new Sql().parameter(dialect.marker(column), dialect.bound(part, column));
            String own = ALIAS + ".c" + places[i];
            parts.add(
                    isText(column)
                            ? new Sql()
                                    .add("CAST(" + own + " AS text) COLLATE \"C\" = CAST(")
                                    .add(sought)
                                    .add(" AS text)")
                            : new Sql().add(own + " = ").add(sought));
        }
        return new Sql().add("(").add(Sql.join(" AND ", parts)).add(")");
    }

    private static boolean isText(Column column) {
        return switch (column.type().kind()) {
            case TEXT, ENUM, OTHER -> true;
            case BOOLEAN,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    DECIMAL,
                    REAL,
                    DOUBLE,
                    BYTES,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMPTZ,
                    INTERVAL,
                    UUID,
                    JSON -> false;
        };
    }

    private static Sql literal(@Nullable Object value, Column column) {
        return value == null
                ? new Sql().add("CAST(NULL AS " + wide(column) + ")")
                : new Sql().parameter("CAST(? AS " + wide(column) + ")", value);
    }

    /** A type that takes what the column has no room for: that a table would refuse a value is not what is looked at. */
    private static String wide(Column column) {
        return switch (column.type().kind()) {
            case BOOLEAN -> "boolean";
            case SMALLINT, INTEGER, BIGINT, DECIMAL -> "numeric";
            case REAL -> "real";
            case DOUBLE -> "double precision";
            case TEXT, ENUM, OTHER -> "text";
            case BYTES -> "bytea";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMPTZ -> "timestamptz";
            case INTERVAL -> "interval";
            case UUID -> "uuid";
            case JSON -> column.nativeType();
        };
    }
}
