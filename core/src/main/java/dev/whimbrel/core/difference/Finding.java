package dev.whimbrel.core.difference;

import dev.whimbrel.core.compare.Digest;
import java.util.List;

/**
 * One row that differs.
 *
 * @param tenant whose row it is, {@code *} of several, {@code ?} unknown
 * @param key the row's key, canonical text, in the clear: never to be shown where keys are masked
 * @param cells the columns that differ, in the order of the table; empty unless the class is of rows on both sides
 * @param cause what is known of why, without a value: the code of an open issue, the name of a rule; empty where nothing is
 * @param input digest of the source row, or rows, that it is made from, before the mapping; zero where there is none or it is not known
 */
public record Finding(
        String tenant, String key, RowClass rowClass, List<Cell> cells, Status status, String cause, Digest input) {
    public Finding {
        cells = List.copyOf(cells);
    }

    /** One of whose input nothing is known. */
    public Finding(String tenant, String key, RowClass rowClass, List<Cell> cells, Status status, String cause) {
        this(tenant, key, rowClass, cells, status, cause, Digest.ZERO);
    }

    /** The same made from this. */
    public Finding of(Digest source) {
        return new Finding(tenant, key, rowClass, cells, status, cause, source);
    }
}
