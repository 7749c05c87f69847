package dev.whimbrel.core.difference;

import java.util.List;

/**
 * One row that differs.
 *
 * @param tenant whose row it is, {@code *} of several, {@code ?} unknown
 * @param key the row's key, canonical text, in the clear: never to be shown where keys are masked
 * @param cells the columns that differ, in the order of the table; empty unless the class is of rows on both sides
 * @param cause what is known of why, without a value: the code of an open issue, the name of a rule; empty where nothing is
 */
public record Finding(String tenant, String key, RowClass rowClass, List<Cell> cells, Status status, String cause) {
    public Finding {
        cells = List.copyOf(cells);
    }
}
