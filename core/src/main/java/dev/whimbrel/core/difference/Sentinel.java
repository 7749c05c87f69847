package dev.whimbrel.core.difference;

import dev.whimbrel.core.value.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dates that stand for none: the first or last that some program or server knows. */
final class Sentinel {
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    /** A moment may have been moved by a zone on its way: none is further from UTC. */
    private static final long MOST_MINUTES_OF_ZONE = 14 * 60;

    /**
     * 1753 is the first year of SQL Server's datetime and 1900-01-01 its zero; 1899-12-30 is that of OLE automation, hence of
     * spreadsheets and Access; 1970 is Unix's.
     */
    private static final Map<LocalDate, String> DAYS = days();

    private Sentinel() {}

    /** What a value stands for, such as {@code 1900} or {@code infinity}; null for one that may be meant. */
    static @Nullable String of(Object value) {
        if (value instanceof Unreadable unreadable) {
            return of(unreadable);
        }
        if (isInfinite(value)) {
            return "infinity";
        }
        LocalDateTime moment = MomentDifference.moment(value);
        if (moment.toLocalDate().equals(LAST)) {
            return "9999";
        }
        return value instanceof Instant ? near(moment) : at(moment);
    }

    static boolean isInfinite(Object value) {
        return value.equals(LocalDate.MAX)
                || value.equals(LocalDate.MIN)
                || value.equals(LocalDateTime.MAX)
                || value.equals(LocalDateTime.MIN)
                || value.equals(Instant.MAX)
                || value.equals(Instant.MIN);
    }

    private static @Nullable String of(Unreadable unreadable) {
        return switch (unreadable.code()) {
            case "ZERO_DATE" -> "0000";
            case "INFINITE_DATE" -> "infinity";
            default -> null;
        };
    }

    private static @Nullable String at(LocalDateTime moment) {
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT) ? DAYS.get(moment.toLocalDate()) : null;
    }

    private static @Nullable String near(LocalDateTime moment) {
        for (Map.Entry<LocalDate, String> day : DAYS.entrySet()) {
            Duration away =
                    Duration.between(day.getKey().atStartOfDay(), moment).abs();
            if (away.toMinutes() <= MOST_MINUTES_OF_ZONE && MomentDifference.isQuarters(away)) {
                return day.getValue();
            }
        }
        return null;
    }

    private static Map<LocalDate, String> days() {
        Map<LocalDate, String> days = new LinkedHashMap<>();
        days.put(LocalDate.of(1, 1, 1), "0001");
        days.put(LocalDate.of(1753, 1, 1), "1753");
        days.put(LocalDate.of(1899, 12, 30), "1899");
        days.put(LocalDate.of(1899, 12, 31), "1899");
        days.put(LocalDate.of(1900, 1, 1), "1900");
        days.put(LocalDate.of(1970, 1, 1), "1970");
        days.put(LocalDate.of(9999, 1, 1), "9999");
        return days;
    }
}
