package dev.whimbrel.engine.verify;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.MappingWatch;
import dev.whimbrel.core.difference.RowClassifier;
import dev.whimbrel.core.difference.Tolerances;
import dev.whimbrel.core.difference.ValueClass;
import dev.whimbrel.engine.compare.ActualRow;
import dev.whimbrel.engine.compare.ExpectedRow;
import dev.whimbrel.engine.compare.Seen;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which columns rows of both sides differ beyond tolerance, and how. */
final class ChangedCells {
    private static final Changed UNKNOWN = new Changed(List.of(), false);

    private final ComparedFlow flow;
    private final Witness witness;
    private final RowClassifier classifier;
    private final Tolerances tolerances;
    private final MappingWatch watch;

    /**
     * @param witness of rows that are merely behind
     * @param watch told of codes, which are seen to be mapped otherwise only once many of a column's rows were looked at
     */
    ChangedCells(
            ComparedFlow flow, Witness witness, RowClassifier classifier, Tolerances tolerances, MappingWatch watch) {
        this.flow = flow;
        this.witness = witness;
        this.classifier = classifier;
        this.tolerances = tolerances;
        this.watch = watch;
    }

    /**
     * What is told of one row.
     *
     * @param cells those beyond tolerance
     * @param tolerated whether the row differs, but in no cell beyond tolerance
     */
    record Changed(List<Cell> cells, boolean tolerated) {}

    /** Of each of these rows, by the very object. */
    Map<Seen, Changed> of(Collection<Seen> rows) {
        Map<Seen, @Nullable Object[]> earlier = witness.earlier(rows);
        Map<Seen, Changed> changed = new IdentityHashMap<>();
        rows.forEach(row -> changed.put(row, changed(row, earlier.get(row))));
        return changed;
    }

    private Changed changed(Seen row, @Nullable Object @Nullable [] earlier) {
        ExpectedRow expected = row.expected();
        ActualRow actual = row.actual();
        @Nullable Object @Nullable [] values = expected == null ? null : expected.values();
        if (values == null || actual == null) {
            return UNKNOWN;
        }
        List<Cell> cells = classifier.cells(values, actual.values(), earlier);
        List<Cell> beyond = tolerances.beyond(cells, values, actual.values());
        for (Cell cell : beyond) {
            if (cell.valueClass() == ValueClass.CONTENT) {
                watched(cell.column(), values, actual.values());
            }
        }
        return new Changed(beyond, beyond.isEmpty() && !cells.isEmpty());
    }

    private void watched(String name, @Nullable Object[] expected, @Nullable Object[] actual) {
        for (int i = 0; i < flow.columns().size(); i++) {
            ComparedColumn column = flow.columns().get(i);
            if (column.parent() == null && column.column().name().equals(name)) {
                watch.add(name, expected[i], actual[i]);
            }
        }
    }
}
