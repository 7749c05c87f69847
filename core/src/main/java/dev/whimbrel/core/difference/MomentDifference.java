package dev.whimbrel.core.difference;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Differences of dates and moments, which are compared as in UTC. */
final class MomentDifference {
    private static final Duration MOST_OFFSET = Duration.ofHours(26);
    private static final int MINUTES_OF_QUARTER = 15;
    private static final int DIGITS = 9;

    private MomentDifference() {}

    static ValueDifference between(Object expected, Object actual) {
        if (isNoDay(expected) || isNoDay(actual)) {
            return sentinelOrContent(expected, actual);
        }
        LocalDateTime wanted = moment(expected);
        LocalDateTime found = moment(actual);
        if (wanted.equals(found)) {
            return new ValueDifference(ValueClass.TYPE, word(expected) + "/" + word(actual));
        }
        if (isPrecision(wanted, found) || isPrecision(found, wanted)) {
            return new ValueDifference(ValueClass.TIME_PRECISION, digits(wanted.getNano(), found.getNano()));
        }
        return coarse(expected, actual, wanted, found);
    }

    /** Midnight that came of another time of the same day is lost, whatever the hour; from midnight on it may be an offset. */
    private static ValueDifference coarse(Object expected, Object actual, LocalDateTime wanted, LocalDateTime found) {
        boolean sameDay = wanted.toLocalDate().equals(found.toLocalDate());
        if (sameDay && isMidnight(found)) {
            return new ValueDifference(ValueClass.TIME_DATE_ONLY, "time lost");
        }
        Duration offset = Duration.between(wanted, found);
        if (isQuarters(offset) && offset.abs().compareTo(MOST_OFFSET) <= 0) {
            return new ValueDifference(ValueClass.TIME_OFFSET, shown(offset));
        }
        if (sameDay && isMidnight(wanted)) {
            return new ValueDifference(ValueClass.TIME_DATE_ONLY, "time added");
        }
        return sentinelOrContent(expected, actual);
    }

    private static ValueDifference sentinelOrContent(Object expected, Object actual) {
        String from = Sentinel.of(expected);
        String to = Sentinel.of(actual);
        if (from == null && to == null) {
            return ValueDifference.of(ValueClass.CONTENT);
        }
        String mask = (from == null ? "" : "from " + from + (to == null ? "" : " ")) + (to == null ? "" : "to " + to);
        return new ValueDifference(ValueClass.TIME_SENTINEL, mask);
    }

    private static boolean isNoDay(Object value) {
        boolean day = value instanceof LocalDate || value instanceof LocalDateTime || value instanceof Instant;
        return !day || Sentinel.isInfinite(value);
    }

    /** A date's midnight, a moment in UTC. */
    static LocalDateTime moment(Object value) {
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        return value instanceof Instant instant
                ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                : (LocalDateTime) value;
    }

    private static String word(Object value) {
        return value instanceof LocalDate ? "date" : value instanceof Instant ? "instant" : "timestamp";
    }

    /** Whether {@code coarse} is {@code fine} with its fraction of a second cut or rounded to fewer digits. */
    private static boolean isPrecision(LocalDateTime fine, LocalDateTime coarse) {
        LocalDateTime second = fine.truncatedTo(ChronoUnit.SECONDS);
        if (coarse.truncatedTo(ChronoUnit.SECONDS).equals(second)) {
            return true;
        }
        long step = 1_000_000_000;
        for (int digits = 0; digits < DIGITS; digits++) {
            if (second.plusNanos((fine.getNano() + step / 2) / step * step).equals(coarse)) {
                return true;
            }
            step /= 10;
        }
        return false;
    }

    /** How many digits of a second's fraction there were and are, such as {@code 6→3}. */
    static String digits(int expected, int actual) {
        return digits(expected) + "→" + digits(actual);
    }

    private static int digits(int nanos) {
        int rest = nanos;
        int digits = nanos == 0 ? 0 : DIGITS;
        while (digits > 0 && rest % 10 == 0) {
            rest /= 10;
            digits--;
        }
        return digits;
    }

    private static boolean isMidnight(LocalDateTime moment) {
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    static boolean isQuarters(Duration span) {
        return span.getNano() == 0 && span.getSeconds() % (MINUTES_OF_QUARTER * 60) == 0;
    }

    /** As {@code +1h}, {@code -5h30m}. */
    static String shown(Duration offset) {
        long minutes = Math.abs(offset.toMinutes());
        String hours = minutes < 60 ? "" : minutes / 60 + "h";
        return (offset.isNegative() ? "-" : "+") + hours + (minutes % 60 == 0 ? "" : minutes % 60 + "m");
    }
}
