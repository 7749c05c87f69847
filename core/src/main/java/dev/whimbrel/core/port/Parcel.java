package dev.whimbrel.core.port;

import org.jspecify.annotations.Nullable;

/** Rows in the form in which the target takes them; for the transaction whose {@link Maker} made it. */
public interface Parcel {
    /** The number of rows. */
    int size();

    /** Makes parcels, in one thread at a time, which may be another than the one that uses the transaction. */
    interface Maker {
        /**
         * Makes a row ready, while its values are still at hand.
         *
         * @param row values in the order of the columns, each null, of its column type's Java class, or a
         *     {@link dev.whimbrel.core.compare.Carried}; not to be changed later
         */
        void add(@Nullable Object[] row);

        /** The rows added since the last parcel. */
        Parcel take();
    }
}
