package dev.whimbrel.core.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowClassifierTest {
    private static final List<Column> COLUMNS = List.of(
            Column.of("first", Type.TEXT),
            Column.of("last", Type.TEXT),
            Column.of("city", Type.TEXT),
            Column.of("visits", Type.BIGINT));

    private static List<Cell> cells(@Nullable Object[] expected, @Nullable Object[] actual) {
        return new RowClassifier(COLUMNS, Set.of("city")).cells(expected, actual);
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    @Test
    void equalRowsHaveNoCells() {
        assertThat(cells(row("Ana", "Diaz", null, 3L), row("Ana", "Diaz", null, 3L)))
                .isEmpty();
    }

    @Test
    void valuesAreShownAsShapesUnlessTheirColumnIsPublic() {
        assertThat(cells(row("Ana", "Diaz", "Bonn", 3L), row("Anna", "Diaz", "Köln", 12L)))
                .containsExactly(
                        new Cell("first", ValueClass.CONTENT, "", "Xxx (3)", "Xxxx (4)"),
                        new Cell("city", ValueClass.CONTENT, "", "Bonn", "Köln"),
                        new Cell("visits", ValueClass.CONTENT, "about 1e0", "9 (1)", "99 (2)"));
    }

    @Test
    void columnsThatChangedPlacesAreKnown() {
        assertThat(cells(row("Ana", "Diaz", "Bonn", 3L), row("Diaz", "Ana", "Bonn", 3L)))
                .extracting(Cell::valueClass)
                .containsExactly(ValueClass.SWAPPED, ValueClass.SWAPPED);
    }

    @Test
    void aValueThatOnlyCameFromAnotherColumnIsNotSwapped() {
        assertThat(cells(row("Ana", "Diaz", "Bonn", 3L), row("Diaz", "Kern", "Bonn", 3L)))
                .extracting(Cell::valueClass)
                .containsExactly(ValueClass.CONTENT, ValueClass.CONTENT);
        assertThat(cells(row(null, "Diaz", "Bonn", 3L), row("Diaz", null, "Bonn", 3L)))
                .extracting(Cell::valueClass)
                .containsExactly(ValueClass.NULL_TO_VALUE, ValueClass.VALUE_TO_NULL);
    }

    @Test
    void findingsOfOneCauseShareAPatternWhateverTenantRowAndValue() {
        String one = id("7", cells(row("Ana", "Diaz", "Bonn", 3L), row("Ana", "Diaz", "Bonn", 300L)));
        String other = id("8", cells(row("Bo", "Kern", "Ulm", 12L), row("Bo", "Kern", "Ulm", 1200L)));
        String third = id("8", cells(row("Bo", "Kern", "Ulm", 12L), row("Bo", "Kern", "Ulm", 120L)));
        assertThat(one).matches("[0-9a-f]{12}").isEqualTo(other).isNotEqualTo(third);
    }

    private static String id(String tenant, List<Cell> cells) {
        return Taxonomy.id(
                Pattern.of("client", new Finding(tenant, "key " + tenant, RowClass.CHANGED, cells, Status.STABLE, "")));
    }
}
