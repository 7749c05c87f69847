package dev.whimbrel.engine.shelf;

import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.CompiledFlow.Write;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** How many bytes the values of a flow's target columns take at most, from the column's own type or from what feeds it. */
final class ValueWidth {
    /** Where there is no limit that we know of. */
    static final long UNKNOWN = Long.MAX_VALUE / 1_000_000;

    /** UTF-8 takes up to four bytes for a character. */
    private static final int CHARACTER = 4;

    private static final int HEAD = 8;

    private final CompiledFlow flow;

    ValueWidth(CompiledFlow flow) {
        this.flow = flow;
    }

    long of(Collection<String> columns) {
        return columns.stream().mapToLong(this::of).sum();
    }

    private long of(String name) {
        Column column = flow.target().column(name).orElse(null);
        if (column == null) {
            return UNKNOWN;
        }
        long stored = stored(column.type());
        return stored < UNKNOWN ? stored : fed(name);
    }

    private long fed(String name) {
        Optional<Write> write = flow.writes().stream()
                .filter(w -> w.column().name().equals(name))
                .findFirst();
        if (write.filter(w -> w.fill() instanceof Fill.SourceKey).isPresent()) {
            // Separators between the parts, and signs of escape before any character of them.
            return flow.key().stream().mapToLong(part -> 2 * source(part) + 1).sum();
        }
        if (write.isEmpty()) {
            return UNKNOWN;
        }
        return flow.flow().fields().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .mapToLong(entry -> fed(entry.getValue()))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private long fed(FieldRule rule) {
        if (rule instanceof FieldRule.Constant constant) {
            return (long) String.valueOf(constant.value()).length() * CHARACTER + HEAD;
        }
        return rule instanceof FieldRule.Copy copy ? source(copy.column()) : UNKNOWN;
    }

    private long source(String label) {
        return flow.reads().stream()
                .filter(read -> read.label().toLowerCase(Locale.ROOT).equals(label.toLowerCase(Locale.ROOT)))
                .mapToLong(read -> asText(read.column().type()))
                .findFirst()
                .orElseGet(() ->
                        flow.source().column(label).map(c -> asText(c.type())).orElse(UNKNOWN));
    }

    /** As a value of the target's type. */
    private static long stored(Type type) {
        return switch (type.kind()) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, ENUM -> 8;
            case UUID, INTERVAL -> 16;
            case DECIMAL -> type.precision() < 0 ? UNKNOWN : type.precision() / 2 + 2L * HEAD;
            case TEXT -> type.length() < 0 ? UNKNOWN : (long) type.length() * CHARACTER + HEAD;
            case BYTES, JSON, OTHER -> UNKNOWN;
        };
    }

    /** As the text that a value of the source's type has, which is never shorter than any other form of it. */
    private static long asText(Type type) {
        return switch (type.kind()) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE -> 32;
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID -> 64;
            case DECIMAL -> type.precision() < 0 ? UNKNOWN : type.precision() + 2L * HEAD;
            case TEXT -> type.length() < 0 ? UNKNOWN : (long) type.length() * CHARACTER + HEAD;
            case BYTES -> type.length() < 0 ? UNKNOWN : 2L * type.length() + HEAD;
            case ENUM ->
                type.labels().stream()
                        .mapToLong(label -> (long) label.length() * CHARACTER + HEAD)
                        .max()
                        .orElse(UNKNOWN);
            case JSON, OTHER -> UNKNOWN;
        };
    }
}
