package dev.whimbrel.engine.selftest;

import org.jspecify.annotations.Nullable;

/** By which key a row is known once one of its values was mutated. */
public interface Keys {
    /** Rows are known by something that is none of the values that are compared, such as the key of the source row. */
    Keys APART = new Keys() {
        @Override
        public String of(String key, int place, @Nullable Object[] values) {
            return key;
        }

        @Override
        public boolean areContent() {
            return false;
        }
    };

    /**
     * The key of a row.
     *
     * @param key before the mutation
     * @param place of the value that was mutated
     * @param values of the row, the mutated one among them
     */
    String of(String key, int place, @Nullable Object[] values);

    /** Whether rows have no key and are known by all that they hold. */
    boolean areContent();
}
