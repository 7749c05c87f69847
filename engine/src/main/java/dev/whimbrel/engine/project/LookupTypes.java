package dev.whimbrel.engine.project;

import dev.whimbrel.core.mapping.LookupTable;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides the one type that all new values of a lookup have. */
final class LookupTypes {
    private static final Map<Class<?>, Type> TYPES = Map.ofEntries(
            Map.entry(String.class, Type.TEXT),
            Map.entry(Long.class, Type.BIGINT),
            Map.entry(BigDecimal.class, Type.of(Type.Kind.DECIMAL)),
            Map.entry(Double.class, Type.DOUBLE),
            Map.entry(Boolean.class, Type.BOOLEAN),
            Map.entry(byte[].class, Type.BYTES),
            Map.entry(java.time.LocalDate.class, Type.DATE),
            Map.entry(java.time.LocalTime.class, Type.TIME),
            Map.entry(java.time.LocalDateTime.class, Type.TIMESTAMP),
            Map.entry(java.time.Instant.class, Type.TIMESTAMPTZ),
            Map.entry(java.time.Duration.class, Type.INTERVAL),
            Map.entry(java.util.UUID.class, Type.UUID));

    private LookupTypes() {}

    static LookupTable table(LookupSpec spec, Map<String, Object> values) {
        Type type = spec instanceof LookupSpec.Csv csv ? csv.type() : common(values.values());
        Map<String, Object> typed = new LinkedHashMap<>();
        values.forEach((key, value) -> typed.put(key, as(type, value)));
        return new LookupTable(spec.name(), type, typed);
    }

    /** The type of all values; whole numbers beside others are decimals, any other mixture is text. */
    private static Type common(Collection<Object> values) {
        Set<Class<?>> classes = values.stream().map(Object::getClass).collect(Collectors.toSet());
        if (classes.size() == 1) {
            return TYPES.getOrDefault(classes.iterator().next(), Type.TEXT);
        }
        return !classes.isEmpty() && Set.of(Long.class, BigDecimal.class).containsAll(classes)
                ? Type.of(Type.Kind.DECIMAL)
                : Type.TEXT;
    }

    private static Object as(Type type, Object value) {
        if (type.isText()) {
            return Key.partText(value);
        }
        return type.kind() == Type.Kind.DECIMAL && value instanceof Long number ? BigDecimal.valueOf(number) : value;
    }
}
