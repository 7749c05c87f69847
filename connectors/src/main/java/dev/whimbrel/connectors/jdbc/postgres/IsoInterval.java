package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads intervals as {@code IntervalStyle = iso_8601} writes them. A day is 24 hours, as when PostgreSQL compares intervals. */
final class IsoInterval {
    private static final Pattern FORM =
            Pattern.compile("P(?:(-?\\d+)D)?(?:T(?:(-?\\d+)H)?(?:(-?\\d+)M)?(?:(-?\\d+(?:\\.\\d+)?)S)?)?");

    private IsoInterval() {}

    /** A {@link Duration}, or {@link Unreadable} for one with months or years, which have no length of their own. */
    static Object parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return new Unreadable("OUT_OF_RANGE");
        }
        BigDecimal seconds = form.group(4) == null ? BigDecimal.ZERO : new BigDecimal(form.group(4));
        Duration rest = Duration.ofNanos(seconds.movePointRight(9).longValueExact());
        return rest.plusDays(number(form.group(1)))
                .plusHours(number(form.group(2)))
                .plusMinutes(number(form.group(3)));
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
