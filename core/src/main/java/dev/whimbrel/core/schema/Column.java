package dev.whimbrel.core.schema;

import dev.whimbrel.core.value.Type;

/**
 * A column.
 *
 * @param type what we make of it
 * @param nativeType what the database calls it, for messages and fingerprints
 * @param filling how it is filled when an insert does not name it
 */
public record Column(String name, Type type, String nativeType, boolean nullable, Filling filling) {
    /** What a database does for a column that an insert leaves out. */
    public enum Filling {
        NONE,
        /** A default expression. */
        DEFAULT,
        /** An identity column or a default drawn from a sequence. */
        IDENTITY,
        /** Computed from other columns; it cannot be written. */
        COMPUTED
    }

    public static Column of(String name, Type type) {
        return new Column(name, type, type.toString(), true, Filling.NONE);
    }
}
