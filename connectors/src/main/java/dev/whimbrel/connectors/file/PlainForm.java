package dev.whimbrel.connectors.file;

import dev.whimbrel.core.value.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plain texts of a date or time by hand, many times faster than the formatter of {@link Times}, and gives exactly what
 * that would; null for every other text, good or bad, which is then for the formatter to judge.
 */
interface PlainForm {
    PlainForm NONE = text -> null;

    @Nullable
    Object read(String text);

    /** The form of a column of dates or times; {@code zone} is that of moments without an offset. */
    static PlainForm of(Field field, @Nullable ZoneId zone) {
        String pattern = field.format().pattern();
        return pattern == null
                ? iso(field.type().kind(), zone)
                : PlainPattern.of(pattern, field.type().kind(), zone);
    }

    private static PlainForm iso(Type.Kind kind, @Nullable ZoneId zone) {
        return switch (kind) {
            case DATE -> IsoText::date;
            case TIME -> IsoText::time;
            case TIMESTAMP -> IsoText::timestamp;
            default -> text -> IsoText.moment(text, zone);
        };
    }

    /** The day, or null where there is none. */
    static @Nullable LocalDate day(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
            return null;
        }
        return day <= 28 || day <= LocalDate.of(year, month, 1).lengthOfMonth() ? LocalDate.of(year, month, day) : null;
    }

    /** The time of day in nanoseconds; -1 where there is none. */
    static long clock(int hour, int minute, int second, int nano) {
        boolean is = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60 && nano >= 0;
        return is ? (hour * 3600 + minute * 60 + second) * 1_000_000_000L + nano : -1;
    }

    static @Nullable LocalTime time(long clock) {
        return clock < 0 ? null : LocalTime.ofNanoOfDay(clock);
    }

    static @Nullable LocalDateTime timestamp(@Nullable LocalDate day, long clock) {
        return day == null || clock < 0 ? null : LocalDateTime.of(day, LocalTime.ofNanoOfDay(clock));
    }

    /** The one moment at which clocks of the zone showed a time. */
    static @Nullable Instant moment(@Nullable LocalDateTime local, @Nullable ZoneId zone) {
        if (local == null || zone == null) {
            return null;
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.size() == 1 ? local.toInstant(offsets.get(0)) : null;
    }
}
