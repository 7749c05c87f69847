package dev.whimbrel.core.difference;

import dev.whimbrel.core.schema.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clears cells of rows that differ, where their columns say how far values may lie apart. It comes last: what was found to be of
 * another column of the row is a difference however near the values lie, and all that is left over is.
 */
public final class Tolerances {
    /** Of columns that say nothing. */
    public static final Tolerances NONE = new Tolerances(List.of(), Map.of());

    private final Map<String, Integer> places = new HashMap<>();
    private final List<Column> columns;
    private final Map<String, Tolerance> byColumn;

    /**
     * @param columns of the rows, in the order of their values
     * @param byColumn by the names of {@code columns}
     */
    public Tolerances(List<Column> columns, Map<String, Tolerance> byColumn) {
        this.columns = List.copyOf(columns);
        this.byColumn = Map.copyOf(byColumn);
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).name(), i);
        }
        if (!places.keySet().containsAll(byColumn.keySet())) {
            throw new IllegalArgumentException("A tolerance of a column that is not compared");
        }
    }

    /**
     * Those of a row's cells that lie beyond. A row that has cells, and none beyond, is tolerated.
     *
     * @param expected values in the order of the columns
     * @param actual likewise
     */
    public List<Cell> beyond(List<Cell> cells, @Nullable Object[] expected, @Nullable Object[] actual) {
        if (byColumn.isEmpty()) {
            return cells;
        }
        List<Cell> beyond = new ArrayList<>();
        for (Cell cell : cells) {
            Integer place = places.get(cell.column());
            Optional<Tolerance> tolerance = Optional.ofNullable(byColumn.get(cell.column()));
            boolean within = place != null
                    && cell.valueClass() != ValueClass.SWAPPED
                    && tolerance
                            .filter(limit -> limit.covers(columns.get(place), expected[place], actual[place]))
                            .isPresent();
            if (!within) {
                beyond.add(cell);
            }
        }
        return List.copyOf(beyond);
    }
}
