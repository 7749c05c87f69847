package dev.whimbrel.core.difference;

import dev.whimbrel.core.value.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;

/** Families of values: within one, values are compared by what they mean; across two, they differ in type. */
enum Family {
    TEXT,
    NUMBER,
    BOOLEAN,
    /** Dates and moments, and what stands for a date that is none. */
    MOMENT,
    /** A time of the day. */
    CLOCK,
    SPAN,
    BYTES,
    UUID,
    UNREADABLE;

    private static final Set<String> NO_MOMENTS =
            Set.of("ZERO_DATE", "INFINITE_DATE", "INVALID_DATE", "DATE_UNPARSEABLE", "NO_SUCH_TIME");

    static Family of(Object value) {
        if (value instanceof String) {
            return TEXT;
        } else if (value instanceof Number) {
            return NUMBER;
        } else if (value instanceof Boolean) {
            return BOOLEAN;
        } else if (value instanceof LocalDate || value instanceof LocalDateTime || value instanceof Instant) {
            return MOMENT;
        } else if (value instanceof LocalTime) {
            return CLOCK;
        } else if (value instanceof Duration) {
            return SPAN;
        } else if (value instanceof byte[]) {
            return BYTES;
        } else if (value instanceof java.util.UUID) {
            return UUID;
        } else if (value instanceof Unreadable unreadable) {
            return NO_MOMENTS.contains(unreadable.code()) ? MOMENT : UNREADABLE;
        }
        throw new IllegalArgumentException("No family for " + value.getClass().getName());
    }

    /** Its name in a mask. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
