package dev.whimbrel.core.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in the form in which the target takes them; for the transaction whose {@link Maker} made it. */
public interface Parcel {
    /** The number of rows. */
    int size();

    /** Makes parcels, in one thread at a time, which may be another than the one that uses the transaction. */
    @FunctionalInterface
    interface Maker {
        /** @param rows values in the order of the columns, each null or of its column type's Java class; not to be changed later */
        Parcel of(List<@Nullable Object[]> rows);
    }
}
