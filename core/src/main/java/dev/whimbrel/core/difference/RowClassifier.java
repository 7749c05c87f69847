package dev.whimbrel.core.difference;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in which columns two rows differ, and how. Values come in and do not go out, unless their column is public. */
public final class RowClassifier {
    private static final int SHOWN = 60;

    private final List<Column> columns;
    private final Set<String> publicColumns;

    /** @param publicColumns names of columns whose values may be shown */
    public RowClassifier(List<Column> columns, Set<String> publicColumns) {
        this.columns = List.copyOf(columns);
        this.publicColumns = Set.copyOf(publicColumns);
    }

    /** The columns that differ, in their order; both rows have a value, or null, for each column. */
    public List<Cell> cells(@Nullable Object[] expected, @Nullable Object[] actual) {
        List<Integer> differing = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!ValueClassifier.same(columns.get(i), expected[i], actual[i])) {
                differing.add(i);
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (int i : differing) {
            ValueDifference difference = isSwapped(i, differing, expected, actual)
                    ? ValueDifference.of(ValueClass.SWAPPED)
                    : ValueClassifier.of(columns.get(i), expected[i], actual[i]);
            cells.add(new Cell(
                    columns.get(i).name(),
                    difference.valueClass(),
                    difference.mask(),
                    shown(i, expected[i]),
                    shown(i, actual[i])));
        }
        return cells;
    }

    /** Whether another differing column has what belongs here, and here is what belongs to a differing column. */
    private static boolean isSwapped(
            int here, List<Integer> differing, @Nullable Object[] expected, @Nullable Object[] actual) {
        boolean gone = false;
        boolean come = false;
        for (int there : differing) {
            if (there != here) {
                gone |= same(expected[here], actual[there]);
                come |= same(actual[here], expected[there]);
            }
        }
        return gone && come;
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        return left != null
                && right != null
                && Digest.of(new @Nullable Object[] {left}).equals(Digest.of(new @Nullable Object[] {right}));
    }

    private String shown(int column, @Nullable Object value) {
        Object read = Carried.read(value);
        if (!publicColumns.contains(columns.get(column).name())) {
            return Shape.of(read);
        }
        String text = String.valueOf(read);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
