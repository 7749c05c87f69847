package dev.whimbrel.core.compare;

import org.jspecify.annotations.Nullable;

/**
 * A source value in the form in which its server sent it, which nobody has read yet. A source may give one for columns that are
 * wanted as sent, see {@code ReadPlan.ReadColumn}: such a value goes into its target column as it is, so that
 * most of them need never be read on the way. Whoever needs the value itself asks for it.
 */
public interface Carried {
    /** The value, of the Java class of its column's type. */
    Object value();

    /** Appends the canonical form of the value, as the column that takes it will keep it. */
    void addTo(Canonical form);

    /** The size of the form in bytes. */
    int length();

    /** The value itself, whether it was read already or not. */
    static @Nullable Object read(@Nullable Object value) {
        return value instanceof Carried carried ? carried.value() : value;
    }
}
