package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.ReadPlan.ReadColumn;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Ownership.Everyone;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Type.Kind;
import dev.whimbrel.core.value.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * A table of round trips: a native type, an SQL literal, and what a row must hold. Each value is also used as the bound of a
 * range where it can be one: it must find its own row again.
 */
final class TypeCases {
    private final SourceFixture fixture;
    private final List<Case> cases = new ArrayList<>();

    TypeCases(SourceFixture fixture) {
        this.fixture = fixture;
    }

    /** The column must be of this kind and the value equal. */
    TypeCases holds(String nativeType, String literal, Kind kind, @Nullable Object expected) {
        cases.add(new Case(nativeType, literal, kind, expected));
        return this;
    }

    /** The column must be of this kind and the value unreadable under this code. */
    TypeCases cannotHold(String nativeType, String literal, Kind kind, String code) {
        return holds(nativeType, literal, kind, new Unreadable(code));
    }

    Stream<DynamicTest> run() {
        return cases.stream().map(c -> dynamicTest(c.nativeType() + " " + shortened(c.literal()), () -> check(c)));
    }

    private void check(Case wanted) throws Exception {
        String table = "type_case_" + cases.indexOf(wanted);
        fixture.execute(
                "create table " + table + " (id int primary key, v " + wanted.nativeType() + ")",
                "insert into " + table + " values (1, " + wanted.literal() + "), (2, null)");
        ReadPlan plan = fixture.plan(table, List.of("id"), new Everyone());
        Column column = plan.table().column("v").orElseThrow();
        assertThat(column.type().kind()).isEqualTo(wanted.kind());
        List<SourceRow> rows = fixture.read(plan, KeyRange.ALL);
        Object value = rows.get(0).values()[1];
        assertThat(value).isEqualTo(wanted.expected());
        assertThat(rows.get(1).values()[1]).isNull();
        if (value != null && !(value instanceof Unreadable)) {
            assertThat(value).isInstanceOf(wanted.kind().javaClass());
        }
        isTheSameAsSent(plan, column, value);
        if (value != null && isKey(column)) {
            findsItself(fixture.plan(table, List.of("v"), new Everyone()));
        }
    }

    /** A value that comes as it was sent is the same one, with the same canonical form; one that nobody can read never comes so. */
    private void isTheSameAsSent(ReadPlan plan, Column column, @Nullable Object value) {
        List<ReadColumn> asSent = plan.columns().stream()
                .map(read -> new ReadColumn(read.alias(), read.column(), true))
                .toList();
        ReadPlan sent = new ReadPlan(plan.table(), plan.key(), asSent, plan.joins(), plan.ownership(), plan.tenants());
        List<SourceRow> rows = fixture.read(sent, KeyRange.ALL);
        Object carried = rows.get(0).values()[1];
        assertThat(Carried.read(carried)).isEqualTo(value);
        assertThat(new Canonical().add(Fitted.value(column, carried)).toBytes())
                .isEqualTo(new Canonical().add(Fitted.value(column, value)).toBytes());
        assertThat(rows.get(1).values()[1]).isNull();
        assertThat(rows.get(0).key()).isEqualTo(Key.of(1L));
    }

    private void findsItself(ReadPlan plan) {
        SourceRow row = fixture.read(plan, KeyRange.ALL).stream()
                .filter(r -> r.malformed() == null)
                .findFirst()
                .orElseThrow();
        assertThat(fixture.keys(fixture.read(plan, new KeyRange(null, row.key(), -1))))
                .contains(row.key().text());
        assertThat(fixture.read(plan, new KeyRange(row.key(), null, -1))).isEmpty();
        assertThat(fixture.source().present(plan.table(), plan.key(), List.of(row.key())))
                .hasSize(1);
    }

    private static boolean isKey(Column column) {
        return switch (column.type().kind()) {
            case JSON, OTHER, REAL, DOUBLE -> false;
            case TEXT, BYTES -> column.type().length() >= 0 && column.type().length() < 1000;
            default -> true;
        };
    }

    private static String shortened(String literal) {
        return literal.length() > 40 ? literal.substring(0, 40) + "…" : literal;
    }

    private record Case(
            String nativeType,
            String literal,
            Kind kind,
            @Nullable Object expected) {}
}
