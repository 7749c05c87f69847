package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.ReadPlan.ReadColumn;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.TwinPlan;
import dev.whimbrel.core.schema.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statement that joins two tables of one PostgreSQL and gives the keys under which they are not proven the same. A pair of rows
 * is dropped only if each value equals its twin at least as finely as their canonical forms do: bytes of texts, whatever their
 * collation, and the server's own equality where equal values have one canonical form. The keys' own equality may be coarser.
 */
final class TwinSql {
    private final PostgresDialect dialect;
    private final TwinPlan plan;
    private final ReadSql expected;
    private final ReadSql actual;
    private final ReadPlan keys;
    private final Tables tables;

    TwinSql(PostgresDialect dialect, Tables tables, TwinPlan plan) {
        this.dialect = dialect;
        this.tables = tables;
        this.plan = plan;
        this.expected = new ReadSql(dialect, tables, plan.expected());
        this.actual = new ReadSql(dialect, tables, plan.actual());
        ReadPlan whole = plan.expected();
        List<ReadColumn> columns =
                whole.key().stream().map(name -> new ReadColumn(null, name)).toList();
        this.keys = new ReadPlan(whole.table(), whole.key(), columns, List.of(), whole.ownership(), Set.of());
    }

    SourceRows rows(Connection connection, KeyRange part) throws SQLException {
        return rows(connection, statement(part));
    }

    SourceRows rows(Connection connection, List<TwinPlan.Swap> swaps) throws SQLException {
        return rows(connection, statement(swaps));
    }

    private SourceRows rows(Connection connection, Sql statement) throws SQLException {
        String select = statement.inlined(PostgresDialect::literal);
        ReadSql read = new ReadSql(dialect, tables, keys);
        return new CopyRows(connection, read, keys, "COPY (" + select + ") TO STDOUT (FORMAT binary)");
    }

    Sql statement(KeyRange part) {
        String left = places("p", expected.keyPlaces());
        String right = places("b", actual.keyPlaces());
        String names = places(null, expected.keyPlaces());
        return new Sql()
                .add("SELECT " + places("k", expected.keyPlaces()) + " FROM (")
                .add(expected.named(part))
                .add(") p FULL JOIN (")
                .add(actual.named(part))
                .add(") b ON " + joined())
                .add(" CROSS JOIN LATERAL (VALUES (p.here, " + left + "), (b.here, " + right + ")) k(here, " + names
                        + ") WHERE k.here AND (p.here IS NULL OR b.here IS NULL OR " + differing() + ")");
    }

    /** The same judgement on a few rows of the expected side, whose twins have other values. */
    Sql statement(List<TwinPlan.Swap> swaps) {
        return new Sql()
                .add("SELECT " + places("p", expected.keyPlaces()) + " FROM (")
                .add(expected.named(swaps.stream().map(TwinPlan.Swap::key).toList()))
                .add(") p LEFT JOIN (")
                .add(new SwappedSql(dialect, actual).rows(swaps))
                .add(") b ON " + joined() + " WHERE b.here IS NULL OR " + differing());
    }

    private static String places(@Nullable String alias, int[] places) {
        return IntStream.of(places)
                .mapToObj(place -> (alias == null ? "c" : alias + ".c") + place)
                .collect(Collectors.joining(", "));
    }

    private String joined() {
        int[] left = expected.keyPlaces();
        int[] right = actual.keyPlaces();
        return IntStream.range(0, left.length)
                .mapToObj(i -> "p.c" + left[i] + " = b.c" + right[i])
                .collect(Collectors.joining(" AND "));
    }

    private String differing() {
        List<String> tests = new ArrayList<>();
        for (TwinPlan.Held held : plan.held()) {
            int left = expected.valuePlaces()[held.expected()];
            int right = actual.valuePlaces()[held.actual()];
            tests.addAll(differs(expected.columnAt(left), "p.c" + left, actual.columnAt(right), "b.c" + right));
        }
        plan.leads().forEach(lead -> tests.addAll(strays(lead)));
        return String.join(" OR ", tests);
    }

    /** True where only one side refers to anything, and where one leads nowhere: such references equal nothing. */
    private List<String> strays(TwinPlan.Lead lead) {
        String left = "p.c" + expected.valuePlaces()[lead.number().expected()];
        String right = "b.c" + actual.valuePlaces()[lead.number().actual()];
        String leftFound = "p.c" + expected.valuePlaces()[lead.found().expected()];
        String rightFound = "b.c" + actual.valuePlaces()[lead.found().actual()];
        return List.of(
                "(" + left + " IS NULL) <> (" + right + " IS NULL)",
                "(" + left + " IS NULL) <> (" + leftFound + " IS NULL)",
                "(" + right + " IS NULL) <> (" + rightFound + " IS NULL)");
    }

    /** True where the two differ, and where they are equal and cannot be read: such values equal nothing. */
    private static List<String> differs(Column left, String one, Column right, String other) {
        List<String> tests = new ArrayList<>();
        tests.add(distinct(left, one, right, other));
        switch (left.type().kind()) {
            case DATE, TIMESTAMP, TIMESTAMPTZ -> tests.add("NOT isfinite(" + one + ")");
            case TIME -> tests.add(one + " = '24:00'");
            case DECIMAL -> tests.add(noNumber(left, one));
            case INTERVAL -> tests.add("split_part(CAST(" + one + " AS text), 'T', 1) ~ '[YMy]'");
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, TEXT, BYTES, UUID, JSON, ENUM, OTHER -> {}
        }
        return tests;
    }

    private static String distinct(Column left, String one, Column right, String other) {
        if (isPlain(left) && isPlain(right)) {
            return one + " IS DISTINCT FROM " + other;
        }
        return isJsonb(left) && isJsonb(right)
                ? "NOT (" + image(one) + " *= " + image(other) + ")"
                : text(one) + " IS DISTINCT FROM " + text(other);
    }

    private static String text(String reference) {
        return "CAST(" + reference + " AS text) COLLATE \"C\"";
    }

    /** Records are compared byte by byte: no text has to be made, and null is null. */
    private static String image(String reference) {
        return "CAST(ROW(CAST(" + reference + " AS jsonb)) AS record)";
    }

    private static boolean isJsonb(Column column) {
        return column.nativeType().equals("jsonb");
    }

    private static String noNumber(Column column, String reference) {
        return column.type().precision() < 0
                ? reference + " IN ('NaN', 'Infinity', '-Infinity')"
                : reference + " = 'NaN'";
    }

    /** Whether the server's equality of this type is that of canonical forms. */
    private static boolean isPlain(Column column) {
        return switch (column.type().kind()) {
            case BOOLEAN, SMALLINT, INTEGER, DECIMAL, REAL, DOUBLE, BYTES, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID ->
                true;
            case BIGINT -> !column.nativeType().equals("oid");
            // Of equal spans the parts may differ, of texts what a collation does not see, and of jsonb numbers their
            // digits.
            case INTERVAL, TEXT, JSON, ENUM, OTHER -> false;
        };
    }
}
