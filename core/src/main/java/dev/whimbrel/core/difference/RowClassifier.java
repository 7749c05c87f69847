package dev.whimbrel.core.difference;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns in which two rows of one table differ, and how, without any value but those of public columns. A row's own classes
 * (STALE, SWAPPED, DEFAULTED) come after those of null and type and before all others.
 */
public final class RowClassifier {
    private static final int SHOWN = 60;

    private final List<Column> columns;
    private final Set<String> publicColumns;
    private final Map<String, Object> defaults;

    /**
     * A classifier of rows with these columns.
     *
     * @param publicColumns names of columns whose values may be shown
     * @param defaults by name, what a column holds when nothing is written, for columns where that is a known value and not null
     */
    public RowClassifier(List<Column> columns, Set<String> publicColumns, Map<String, Object> defaults) {
        this.columns = List.copyOf(columns);
        this.publicColumns = Set.copyOf(publicColumns);
        this.defaults = Map.copyOf(defaults);
    }

    /**
     * The columns that differ, in the order of the table; empty for rows that are the same. Values that are the same and written
     * otherwise are no difference here, see {@link #representations}.
     *
     * @param expected values in the order of the columns
     * @param actual likewise
     * @param earlier an earlier version of the expected row, null where none was witnessed
     */
    public List<Cell> cells(
            @Nullable Object[] expected, @Nullable Object[] actual, @Nullable Object @Nullable [] earlier) {
        demand(expected.length);
        demand(actual.length);
        @Nullable ValueDifference[] found = singly(expected, actual);
        if (earlier != null) {
            demand(earlier.length);
            stale(found, actual, earlier);
        }
        new Exchange(columns, expected, actual).mark(found);
        defaulted(found, actual);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            ValueDifference difference = found[i];
            if (difference != null) {
                cells.add(cell(columns.get(i).name(), difference, expected[i], actual[i]));
            }
        }
        return List.copyOf(cells);
    }

    /** How many values of two rows are the same and written otherwise. */
    public int representations(@Nullable Object[] expected, @Nullable Object[] actual) {
        int count = 0;
        for (int i = 0; i < columns.size(); i++) {
            boolean otherwise = !Equality.isIdentical(expected[i], actual[i])
                    && Equality.isSame(columns.get(i), expected[i], actual[i]);
            count += otherwise ? 1 : 0;
        }
        return count;
    }

    private void demand(int length) {
        if (length != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " columns but " + length + " values");
        }
    }

    private @Nullable ValueDifference[] singly(@Nullable Object[] expected, @Nullable Object[] actual) {
        @Nullable ValueDifference[] found = new @Nullable ValueDifference[columns.size()];
        for (int i = 0; i < found.length; i++) {
            Column column = columns.get(i);
            boolean open = publicColumns.contains(column.name());
            ValueDifference difference = ValueClassifier.classify(column, expected[i], actual[i], open);
            found[i] = difference.valueClass() == ValueClass.REPRESENTATION ? null : difference;
        }
        return found;
    }

    private void stale(@Nullable ValueDifference[] found, @Nullable Object[] actual, @Nullable Object[] earlier) {
        for (int i = 0; i < found.length; i++) {
            if (mayBeOfRow(found[i]) && Equality.isSame(columns.get(i), earlier[i], actual[i])) {
                found[i] = ValueDifference.of(ValueClass.STALE);
            }
        }
    }

    private void defaulted(@Nullable ValueDifference[] found, @Nullable Object[] actual) {
        for (int i = 0; i < found.length; i++) {
            Object written = defaults.get(columns.get(i).name());
            if (written != null && mayBeOfRow(found[i]) && Equality.isSame(columns.get(i), written, actual[i])) {
                found[i] = ValueDifference.of(ValueClass.DEFAULTED);
            }
        }
    }

    /** Whether a class of the row comes before this one of the value. */
    static boolean mayBeOfRow(@Nullable ValueDifference difference) {
        if (difference == null) {
            return false;
        }
        return switch (difference.valueClass()) {
            case REPRESENTATION, NULL_TO_VALUE, VALUE_TO_NULL, NULL_OR_EMPTY, TYPE, STALE, SWAPPED, DEFAULTED -> false;
            case TEXT_PADDING,
                    TEXT_WHITESPACE,
                    TEXT_CASE,
                    TEXT_ACCENT,
                    TEXT_NORMALIZATION,
                    TEXT_TRUNCATION,
                    TEXT_MOJIBAKE,
                    NUMBER_ROUNDING,
                    NUMBER_SIGN,
                    NUMBER_FACTOR,
                    NUMBER_OVERFLOW,
                    NUMBER_NOISE,
                    TIME_PRECISION,
                    TIME_OFFSET,
                    TIME_DATE_ONLY,
                    TIME_SENTINEL,
                    MAPPING,
                    RENAMED_ID,
                    COLLECTION_ORDER,
                    COLLECTION_MULTIPLICITY,
                    COLLECTION_ELEMENT,
                    CONTENT -> true;
        };
    }

    private Cell cell(String column, ValueDifference difference, @Nullable Object expected, @Nullable Object actual) {
        boolean open = publicColumns.contains(column);
        return new Cell(
                column,
                difference.valueClass(),
                difference.mask(),
                open ? shown(expected) : Shape.of(expected),
                open ? shown(actual) : Shape.of(actual));
    }

    /** A value in the clear, cut to 60 characters and between two halves of none. */
    private static String shown(@Nullable Object carried) {
        Object value = Carried.read(carried);
        if (value == null || value instanceof byte[]) {
            return Shape.of(value);
        }
        String text = value.toString();
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN - 1)) + "…";
    }
}
