package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.port.Parcel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table.
 *
 * @param readBack proves the rows once they stand; null where it cannot
 * @param settled whether the rows are in the form in which the server gives them back, whatever that costs
 * @param copy the rows as COPY takes them; null where they cannot go straight into the table
 */
record CopyParcel(
        TableShape table,
        List<NativeColumn> columns,
        List<@Nullable Object[]> rows,
        @Nullable ReadBack readBack,
        boolean settled,
        @Nullable BinaryCopy copy)
        implements Parcel {
    @Override
    public int size() {
        return rows.size();
    }
}
