package dev.whimbrel.core.mapping;

import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The loaded content of a lookup: small code tables, held in memory.
 *
 * @param values from the canonical text of the old value ({@link Key#partText}) to the new one, of {@code type}'s Java class
 */
public record LookupTable(String name, Type type, Map<String, Object> values) {
    public LookupTable {
        values = Map.copyOf(values);
    }

    public @Nullable Object find(Object old) {
        return values.get(Key.partText(old));
    }
}
