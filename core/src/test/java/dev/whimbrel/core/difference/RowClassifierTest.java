package dev.whimbrel.core.difference;

import static dev.whimbrel.core.difference.ValueClass.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that a whole row tells, before and behind those of single values. */
class RowClassifierTest {
    private static final RowClassifier ROWS = new RowClassifier(
            List.of(
                    Column.of("first", Type.TEXT),
                    Column.of("last", Type.TEXT),
                    Column.of("city", Type.TEXT),
                    Column.of("amount", Type.decimal(10, 2))),
            Set.of("city"),
            Map.of("city", "nowhere", "amount", BigDecimal.ZERO));

    record Case(
            List<String> cells,
            @Nullable Object[] expected,
            @Nullable Object[] actual,
            @Nullable Object @Nullable [] earlier) {}

    static Stream<Case> rows() {
        return Stream.of(
                of(List.of(), row("a", "b", "c", "1.0"), row("a", "b", "c", "1.00"), null),
                // STALE
                of(List.of("city STALE"), row("a", "b", "x", "1"), row("a", "b", "y", "1"), row("a", "b", "y", "1")),
                of(
                        List.of("amount STALE"),
                        row("a", "b", "x", "2"),
                        row("a", "b", "x", "1.00"),
                        row("a", "b", "x", "1")),
                of(List.of("city CONTENT"), row("a", "b", "x", "1"), row("a", "b", "y", "1"), row("a", "b", "z", "1")),
                of(
                        List.of("city VALUE_TO_NULL"),
                        row("a", "b", "x", "1"),
                        row("a", "b", null, "1"),
                        row("a", "b", null, "1")),
                of(
                        List.of("city STALE"),
                        row("a", "b", "x", "1"),
                        row("a", "b", "nowhere", "1"),
                        row("a", "b", "nowhere", "1")),
                of(
                        List.of("first STALE", "last STALE"),
                        row("a", "b", "x", "1"),
                        row("b", "a", "x", "1"),
                        row("b", "a", "x", "1")),
                // SWAPPED
                of(
                        List.of("first SWAPPED from last", "last SWAPPED from first"),
                        row("a", "b", "x", "1"),
                        row("b", "a", "x", "1"),
                        null),
                of(
                        List.of("first SWAPPED from city", "last SWAPPED from first", "city SWAPPED from last"),
                        row("a", "b", "c", "1"),
                        row("c", "a", "b", "1"),
                        null),
                of(
                        List.of("first SWAPPED from last", "last SWAPPED from first", "city CONTENT"),
                        row("a", "b", "c", "1"),
                        row("b", "a", "d", "1"),
                        null),
                of(
                        List.of("first SWAPPED from last", "last SWAPPED from first", "city CONTENT"),
                        row("a", "b", "c", "1"),
                        row("b", "a", "a", "1"),
                        null),
                of(
                        List.of("first TEXT_CASE lower", "last TEXT_CASE upper"),
                        row("A", "b", "c", "1"),
                        row("a", "B", "c", "1"),
                        null),
                of(List.of("first CONTENT", "last CONTENT"), row("a", "b", "c", "1"), row("c", "a", "c", "1"), null),
                of(List.of("first CONTENT"), row("a", "b", "c", "1"), row("b", "b", "c", "1"), null),
                of(
                        List.of("first VALUE_TO_NULL", "last NULL_TO_VALUE"),
                        row("a", null, "c", "1"),
                        row(null, "a", "c", "1"),
                        null),
                of(
                        List.of("first SWAPPED from last", "last SWAPPED from first"),
                        row("A", "a", "c", "1"),
                        row("a", "A", "c", "1"),
                        null),
                // DEFAULTED
                of(List.of("amount DEFAULTED"), row("a", "b", "c", "7"), row("a", "b", "c", "0.00"), null),
                of(List.of("city DEFAULTED"), row("a", "b", "nowhere in", "7"), row("a", "b", "nowhere", "7"), null),
                of(List.of("amount NULL_TO_VALUE"), row("a", "b", "c", null), row("a", "b", "c", "0"), null),
                of(List.of("first CONTENT"), row("a", "b", "c", "0"), row("nowhere", "b", "c", "0"), null),
                of(List.of("city CONTENT"), row("a", "b", "nowhere", "0"), row("a", "b", "c", "0"), null),
                // the single values' own
                of(
                        List.of("first TEXT_PADDING end +1", "amount NUMBER_FACTOR ×100"),
                        row("a", "b", "c", "1"),
                        row("a ", "b", "c", "100"),
                        null));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void says(Case one) {
        assertThat(ROWS.cells(one.expected(), one.actual(), one.earlier()))
                .extracting(cell -> (cell.column() + " " + cell.valueClass() + " " + cell.mask()).strip())
                .isEqualTo(one.cells());
    }

    @Test
    void showsPublicColumnsOnly() {
        List<Cell> cells =
                ROWS.cells(row("Anna", "b", "Graz", "1"), row("Bert", "b", "Wien" + "n".repeat(80), "1"), null);
        assertThat(cells.get(0)).isEqualTo(new Cell("first", CONTENT, "", "Xxxx (4)", "Xxxx (4)"));
        assertThat(cells.get(1).expected()).isEqualTo("Graz");
        assertThat(cells.get(1).actual()).hasSize(60).startsWith("Wiennn").endsWith("…");
    }

    @Test
    void countsWhatIsWrittenOtherwise() {
        assertThat(ROWS.representations(row("a", "b", "c", "1.0"), row("a", "x", "c", "1.00")))
                .isEqualTo(1);
        assertThat(ROWS.representations(row("a", "b", "c", "1"), row("a", "b", "c", "1")))
                .isZero();
    }

    @Test
    void refusesRowsOfAnotherTable() {
        assertThatThrownBy(() -> ROWS.cells(row("a", "b", "c", "1"), new @Nullable Object[] {1}, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Case of(
            List<String> cells,
            @Nullable Object[] expected,
            @Nullable Object[] actual,
            @Nullable Object @Nullable [] earlier) {
        return new Case(cells, expected, actual, earlier);
    }

    private static @Nullable Object[] row(
            @Nullable String first, @Nullable String last, @Nullable String city, @Nullable String amount) {
        return new @Nullable Object[] {first, last, city, amount == null ? null : new BigDecimal(amount)};
    }
}
