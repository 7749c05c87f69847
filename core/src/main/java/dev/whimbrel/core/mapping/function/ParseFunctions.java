package dev.whimbrel.core.mapping.function;

import static dev.whimbrel.core.mapping.function.Library.Arguments.present;
import static dev.whimbrel.core.mapping.function.Library.Arguments.text;

import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts into dates and numbers by a pattern, and dates into texts. Patterns are those of Java's DateTimeFormatter, strict. */
final class ParseFunctions {
    private ParseFunctions() {}

    static void register(Library.Catalogue c) {
        Family t = Family.TEXT;
        c.bound("parse_date", 2, Type.DATE, k -> parser(k, FixedPattern::date, LocalDate::from), t, t);
        c.bound("parse_time", 2, Type.TIME, k -> parser(k, FixedPattern::time, LocalTime::from), t, t);
        c.bound("parse_timestamp", 2, Type.TIMESTAMP, ParseFunctions::parseTimestamp, t, t);
        c.strict("parse_decimal", Type.of(Type.Kind.DECIMAL), a -> styled(text(a, 0), text(a, 1)), t, t);
        c.strict(
                "parse_decimal", Type.of(Type.Kind.DECIMAL), a -> decimal(text(a, 0), text(a, 1), text(a, 2)), t, t, t);
        c.bound("to_char", 2, Type.TEXT, ParseFunctions::toChar, Family.MOMENT, t);
        c.bound("to_char", 2, Type.TEXT, ParseFunctions::toChar, Family.TIME, t);
    }

    private interface Fast<T> {
        @Nullable
        T read(FixedPattern pattern, String text);
    }

    private static Function.Body parseTimestamp(@Nullable Object[] constants) {
        return parser(constants, FixedPattern::timestamp, parsed -> {
            LocalTime time = parsed.query(java.time.temporal.TemporalQueries.localTime());
            return LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
        });
    }

    private static <T> Function.Body parser(@Nullable Object[] constants, Fast<T> fast, TemporalQuery<T> query) {
        if (constants[1] == null) {
            return a -> slow(text(a, 0), formatter(text(a, 1)), query);
        }
        String pattern = (String) constants[1];
        FixedPattern fixed = FixedPattern.of(pattern);
        DateTimeFormatter formatter = formatter(pattern);
        if (fixed == null) {
            return a -> slow(text(a, 0), formatter, query);
        }
        return a -> {
            T value = fast.read(fixed, text(a, 0));
            return value == null ? slow(text(a, 0), formatter, query) : value;
        };
    }

    private static <T> T slow(String text, DateTimeFormatter formatter, TemporalQuery<T> query) {
        try {
            return formatter.parse(text, query);
        } catch (DateTimeParseException e) {
            throw new RowFault("DATE_UNPARSEABLE", "does not match the date pattern");
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            return DateTimeFormatter.ofPattern(years(pattern), Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a date pattern", e);
        }
    }

    /** Strict resolution wants the proleptic year {@code u}; people write {@code y}. */
    private static String years(String pattern) {
        StringBuilder result = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            result.append(c == 'y' && !quoted ? 'u' : c);
        }
        return result.toString();
    }

    private static Function.Body toChar(@Nullable Object[] constants) {
        if (constants[1] == null) {
            return a -> format(present(a[0]), formatter(text(a, 1)));
        }
        DateTimeFormatter formatter = formatter((String) constants[1]);
        return a -> format(present(a[0]), formatter);
    }

    private static String format(Object moment, DateTimeFormatter formatter) {
        TemporalAccessor fields = (TemporalAccessor) moment;
        if (moment instanceof LocalDate date) {
            fields = date.atStartOfDay();
        } else if (moment instanceof Instant instant) {
            fields = instant.atOffset(ZoneOffset.UTC);
        }
        try {
            return formatter.format(fields);
        } catch (java.time.DateTimeException e) {
            throw new RowFault("CAST_FAILED", "the pattern asks for a field that the value does not have");
        }
    }

    private static BigDecimal styled(String text, String style) {
        return switch (style) {
            case "de" -> decimal(text, ",", ".");
            case "en" -> decimal(text, ".", ",");
            case "ch" -> decimal(text, ".", "'");
            case "fr" -> decimal(text.replace('\u00a0', ' ').replace('\u202f', ' '), ",", " ");
            default -> throw new RowFault("CAST_FAILED", "styles of decimals are 'de', 'en', 'ch' and 'fr'");
        };
    }

    /** Groups are optional, but where they are, each has three digits: 1.5 is no German number. */
    private static BigDecimal decimal(String text, String point, String group) {
        String number = text.strip();
        int at = point.isEmpty() ? -1 : number.indexOf(point);
        String whole = at < 0 ? number : number.substring(0, at);
        String fraction = at < 0 ? "" : number.substring(at + point.length());
        boolean negative = whole.startsWith("-");
        whole = negative || whole.startsWith("+") ? whole.substring(1) : whole;
        if (!group.isEmpty() && whole.contains(group)) {
            whole = ungrouped(whole, group);
        }
        if (!digits(whole) || !digits(fraction) || (whole + fraction).isEmpty()) {
            throw unparseable();
        }
        BigDecimal value = new BigDecimal((whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction));
        return negative ? value.negate() : value;
    }

    private static String ungrouped(String whole, String group) {
        StringBuilder digits = new StringBuilder();
        int from = 0;
        while (true) {
            int end = whole.indexOf(group, from);
            String part = whole.substring(from, end < 0 ? whole.length() : end);
            boolean first = from == 0;
            if (first ? part.isEmpty() || part.length() > 3 : part.length() != 3) {
                throw unparseable();
            }
            digits.append(part);
            if (end < 0) {
                return digits.toString();
            }
            from = end + group.length();
        }
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static RowFault unparseable() {
        return new RowFault("CAST_FAILED", "not a decimal in this notation");
    }
}
