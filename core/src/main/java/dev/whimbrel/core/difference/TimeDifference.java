package dev.whimbrel.core.difference;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Set;

/** Looks for one thing that makes two moments equal. Midnight of the same day is taken for a lost time before it is for a shift. */
final class TimeDifference {
    private static final Set<LocalDate> SENTINELS = Set.of(
            LocalDate.of(1, 1, 1),
            LocalDate.of(1753, 1, 1),
            LocalDate.of(1899, 12, 30),
            LocalDate.of(1899, 12, 31),
            LocalDate.of(1900, 1, 1),
            LocalDate.of(1970, 1, 1),
            LocalDate.of(9999, 12, 31));

    private static final Duration FARTHEST = Duration.ofHours(26);
    private static final long QUARTER = 15 * 60;

    private TimeDifference() {}

    static ValueDifference of(Temporal expected, Temporal actual) {
        if (!expected.getClass().equals(actual.getClass())) {
            return ValueDifference.of(ValueClass.TYPE);
        }
        if (isEndless(expected) || isEndless(actual)) {
            return ValueDifference.of(ValueClass.TIME_SENTINEL);
        }
        LocalDateTime left = moment(expected);
        LocalDateTime right = moment(actual);
        String coarser = coarser(left, right);
        if (!coarser.isEmpty()) {
            return new ValueDifference(ValueClass.TIME_PRECISION, coarser);
        }
        if (isDateOnly(left, right) || isDateOnly(right, left)) {
            return ValueDifference.of(ValueClass.TIME_DATE_ONLY);
        }
        Duration shift = Duration.between(left, right);
        if (shift.abs().compareTo(FARTHEST) <= 0 && shift.getNano() == 0 && shift.toSeconds() % QUARTER == 0) {
            return new ValueDifference(ValueClass.TIME_OFFSET, words(shift));
        }
        boolean sentinel = SENTINELS.contains(left.toLocalDate()) || SENTINELS.contains(right.toLocalDate());
        return ValueDifference.of(sentinel ? ValueClass.TIME_SENTINEL : ValueClass.CONTENT);
    }

    private static boolean isEndless(Temporal value) {
        return List.of(Instant.MAX, Instant.MIN, LocalDateTime.MAX, LocalDateTime.MIN, LocalDate.MAX, LocalDate.MIN)
                .contains(value);
    }

    private static LocalDateTime moment(Temporal value) {
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (value instanceof LocalTime time) {
            return time.atDate(LocalDate.EPOCH);
        }
        return value instanceof Instant instant
                ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                : (LocalDateTime) value;
    }

    /** The unit below which one of the two has nothing left of the other; empty where that is not so. */
    private static String coarser(LocalDateTime left, LocalDateTime right) {
        if (Duration.between(left, right).abs().compareTo(Duration.ofMinutes(1)) >= 0) {
            return "";
        }
        for (ChronoUnit unit : List.of(ChronoUnit.MICROS, ChronoUnit.MILLIS, ChronoUnit.SECONDS, ChronoUnit.MINUTES)) {
            if (isReduced(left, right, unit) || isReduced(right, left, unit)) {
                return unit.toString().toLowerCase(java.util.Locale.ROOT);
            }
        }
        return "";
    }

    /** Whether the second is the first cut or rounded to a unit. */
    private static boolean isReduced(LocalDateTime from, LocalDateTime to, ChronoUnit unit) {
        LocalDateTime cut = from.truncatedTo(unit);
        LocalDateTime rounded = from.plus(unit.getDuration().dividedBy(2)).truncatedTo(unit);
        return !from.equals(cut) && (to.equals(cut) || (to.equals(rounded) && unit != ChronoUnit.MINUTES));
    }

    private static boolean isDateOnly(LocalDateTime from, LocalDateTime to) {
        return to.toLocalTime().equals(LocalTime.MIDNIGHT)
                && from.toLocalDate().equals(to.toLocalDate())
                && !from.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private static String words(Duration shift) {
        Duration size = shift.abs();
        String sign = shift.isNegative() ? "-" : "+";
        if (size.toMinutes() % (24 * 60) == 0) {
            return sign + size.toDays() + "d";
        }
        String minutes = size.toMinutesPart() == 0 ? "" : size.toMinutesPart() + "m";
        String hours = size.toHours() == 0 ? "" : size.toHours() + "h";
        return sign + hours + minutes;
    }
}
