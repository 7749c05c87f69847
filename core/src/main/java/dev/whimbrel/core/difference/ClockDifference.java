package dev.whimbrel.core.difference;

import java.time.Duration;
import java.time.LocalTime;

/** Differences of times of the day and of spans of time. */
final class ClockDifference {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HALF_DAY = Duration.ofHours(12);

    private ClockDifference() {}

    static ValueDifference between(Object expected, Object actual) {
        Duration wanted = span(expected);
        Duration found = span(actual);
        if (wanted.getSeconds() == found.getSeconds() || isRounded(wanted, found) || isRounded(found, wanted)) {
            return new ValueDifference(
                    ValueClass.TIME_PRECISION, MomentDifference.digits(wanted.getNano(), found.getNano()));
        }
        if (expected instanceof LocalTime && MomentDifference.isQuarters(found.minus(wanted))) {
            return new ValueDifference(ValueClass.TIME_OFFSET, MomentDifference.shown(shortWay(found.minus(wanted))));
        }
        return ValueDifference.of(ValueClass.CONTENT);
    }

    private static Duration span(Object value) {
        return value instanceof LocalTime time ? Duration.ofNanos(time.toNanoOfDay()) : (Duration) value;
    }

    private static boolean isRounded(Duration fine, Duration coarse) {
        return coarse.getNano() == 0
                && coarse.equals(Duration.ofSeconds(fine.plusMillis(500).getSeconds()));
    }

    /** Times of the day go round: an hour after 23:30 is 00:30. */
    private static Duration shortWay(Duration offset) {
        if (offset.compareTo(HALF_DAY) > 0) {
            return offset.minus(DAY);
        }
        return offset.compareTo(HALF_DAY.negated()) <= 0 ? offset.plus(DAY) : offset;
    }
}
