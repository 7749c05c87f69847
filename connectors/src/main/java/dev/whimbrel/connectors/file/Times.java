package dev.whimbrel.connectors.file;

import dev.whimbrel.core.value.Unreadable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times by a pattern of {@link DateTimeFormatter}, or in ISO 8601 with a T or a space between date and time. 31 June
 * is no date. A moment without an offset is taken in the column's zone, and is unreadable where clocks there showed that time
 * never or twice.
 */
final class Times {
    private static final Unreadable UNPARSEABLE = new Unreadable("DATE_UNPARSEABLE");
    private static final Unreadable ZERO_DATE = new Unreadable("ZERO_DATE");
    /** As MySQL writes them, in some tables in every other row: what the formatter would take long to refuse. */
    private static final Set<String> NEVER = Set.of("0000-00-00", "0000-00-00 00:00:00");

    private static final Pattern ZERO = Pattern.compile("0{2,4}\\D?0{1,2}\\D?0{2,4}([ T][0:.]*)?");
    private static final Pattern ZONED = Pattern.compile("[zZxXOV]");

    private Times() {}

    static Conversion of(Field field) {
        DateTimeFormatter formatter = formatter(field);
        ZoneId zone = zone(field);
        Reading reading = reading(field, zone);
        PlainForm plain = PlainForm.of(field, zone);
        boolean iso = field.format().pattern() == null;
        return text -> {
            String trimmed = Blanks.trim(text);
            Object value = plain.read(trimmed);
            if (value != null) {
                return value;
            }
            return iso && NEVER.contains(trimmed) ? ZERO_DATE : parse(trimmed, formatter, reading);
        };
    }

    /** The same by the formatter alone, which {@link PlainForm} only outruns. */
    static Conversion thorough(Field field) {
        DateTimeFormatter formatter = formatter(field);
        Reading reading = reading(field, zone(field));
        return text -> parse(Blanks.trim(text), formatter, reading);
    }

    private static @Nullable ZoneId zone(Field field) {
        String zone = field.format().zone();
        return zone == null ? null : ZoneId.of(zone);
    }

    private static Reading reading(Field field, @Nullable ZoneId zone) {
        String pattern = field.format().pattern();
        return switch (field.type().kind()) {
            case DATE -> LocalDate::from;
            case TIME -> LocalTime::from;
            case TIMESTAMP -> LocalDateTime::from;
            default -> {
                if (zone == null && pattern != null && !hasOffset(pattern)) {
                    throw new IllegalArgumentException(
                            "a timestamptz needs a zone, or a pattern with an offset such as XXX");
                }
                yield parsed -> instant(parsed, zone);
            }
        };
    }

    private static boolean hasOffset(String pattern) {
        return ZONED.matcher(pattern.replaceAll("'[^']*'", "")).find();
    }

    private interface Reading {
        Object from(TemporalAccessor parsed);
    }

    private static Object parse(String text, DateTimeFormatter formatter, Reading reading) {
        try {
            return reading.from(formatter.parse(text));
        } catch (DateTimeException e) {
            return ZERO.matcher(text).matches() ? ZERO_DATE : UNPARSEABLE;
        }
    }

    private static Instant instant(TemporalAccessor parsed, @Nullable ZoneId zone) {
        ZoneId written = parsed.query(TemporalQueries.zone());
        ZoneId where = written != null ? written : zone;
        if (where == null) {
            throw new DateTimeException("no zone");
        }
        LocalDateTime local = LocalDateTime.from(parsed);
        List<ZoneOffset> offsets = where.getRules().getValidOffsets(local);
        if (offsets.size() != 1) {
            throw new DateTimeException("no single moment");
        }
        return local.toInstant(offsets.get(0));
    }

    private static DateTimeFormatter formatter(Field field) {
        Field.Format format = field.format();
        String pattern = format.pattern();
        DateTimeFormatter formatter = pattern == null
                ? iso(field)
                : new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(properYears(pattern))
                        .toFormatter(Locale.forLanguageTag(format.locale()));
        return formatter.withResolverStyle(ResolverStyle.STRICT).withChronology(IsoChronology.INSTANCE);
    }

    private static DateTimeFormatter iso(Field field) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        switch (field.type().kind()) {
            case DATE -> builder.append(DateTimeFormatter.ISO_LOCAL_DATE);
            case TIME -> builder.append(DateTimeFormatter.ISO_LOCAL_TIME);
            default ->
                builder.append(DateTimeFormatter.ISO_LOCAL_DATE)
                        .appendPattern("[' ']['T']")
                        .append(DateTimeFormatter.ISO_LOCAL_TIME);
        }
        if (field.type().kind() == dev.whimbrel.core.value.Type.Kind.TIMESTAMPTZ) {
            builder.appendPattern("[' '][XXX][XX][X]");
        }
        return builder.toFormatter(Locale.ROOT);
    }

    /** People write yyyy and mean a plain year; to the strict formatter it is a year of an era, which needs the era. */
    private static String properYears(String pattern) {
        if (pattern.indexOf('G') >= 0) {
            return pattern;
        }
        StringBuilder proper = new StringBuilder();
        boolean literal = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            literal ^= c == '\'';
            proper.append(c == 'y' && !literal ? 'u' : c);
        }
        return proper.toString();
    }
}
