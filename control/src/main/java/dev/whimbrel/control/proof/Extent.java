package dev.whimbrel.control.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification is narrowed to beside tenants.
 *
 * @param parts of its matter, by their names and in their order; empty means all
 * @param touchedBy the run whose rows alone are looked at; null means all rows
 */
public record Extent(List<String> parts, @Nullable Long touchedBy) {
    /** All that there is. */
    public static final Extent ALL = new Extent(List.of(), null);

    public Extent {
        parts = parts.stream().sorted().distinct().toList();
    }

    /** Some parts, or all where none is named. */
    public static Extent of(List<String> parts) {
        return new Extent(parts, null);
    }

    /** Whether a part is among those that are looked at. */
    public boolean has(String part) {
        return parts.isEmpty() || parts.contains(part);
    }

    public boolean isAll() {
        return parts.isEmpty() && touchedBy == null;
    }
}
