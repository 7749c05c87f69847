package dev.whimbrel.engine.compare;

import dev.whimbrel.core.difference.RowClass;
import org.jspecify.annotations.Nullable;

/**
 * A row that differed at the first look.
 *
 * @param rowClass MISSING, EXTRA or CHANGED
 * @param multiple the key stands on both sides, but not as often
 * @param expected null for extra rows
 * @param actual null for missing rows
 */
public record Suspect(
        RowClass rowClass,
        boolean multiple,
        @Nullable Entry expected,
        @Nullable Entry actual) {
    public String key() {
        return one().text();
    }

    /** Of its key. */
    long digest() {
        return one().key().low();
    }

    private Entry one() {
        Entry one = expected == null ? actual : expected;
        if (one == null) {
            throw new IllegalStateException("A suspect of no side");
        }
        return one;
    }
}
