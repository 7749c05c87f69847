package dev.whimbrel.core.mapping.function;

import static dev.whimbrel.core.mapping.function.Library.Arguments.present;
import static dev.whimbrel.core.mapping.function.Library.Arguments.text;

import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.value.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.UnsupportedTemporalTypeException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions on dates, times and moments. What has a zone is looked at in UTC unless a zone is named. */
final class MomentFunctions {
    private MomentFunctions() {}

    static void register(Library.Catalogue c) {
        Family t = Family.TEXT;
        Family n = Family.INTEGER;
        c.bound("at_zone", 2, Type.TIMESTAMPTZ, MomentFunctions::atZone, Family.TIMESTAMP, t, t);
        c.bound("to_local", 2, Type.TIMESTAMP, MomentFunctions::toLocal, Family.TIMESTAMPTZ, t);
        c.strict("extract", Type.BIGINT, a -> extract(text(a, 0), present(a[1])), t, Family.MOMENT);
        c.strict("extract", Type.BIGINT, a -> extract(text(a, 0), present(a[1])), t, Family.TIME);
        same(c, "date_trunc", 1, a -> truncate(text(a, 0), present(a[1])), t, Family.MOMENT);
        same(c, "date_add", 0, a -> add(present(a[0]), (Long) present(a[1]), text(a, 2)), Family.MOMENT, n, t);
        c.strict(
                "days_between",
                Type.BIGINT,
                a -> ChronoUnit.DAYS.between((LocalDate) present(a[0]), (LocalDate) present(a[1])),
                Family.DATE,
                Family.DATE);
        c.strict(
                "make_date",
                Type.DATE,
                a -> made(() -> LocalDate.of(number(a, 0), number(a, 1), number(a, 2))),
                n,
                n,
                n);
        c.strict(
                "make_timestamp",
                Type.TIMESTAMP,
                a -> ((LocalDate) present(a[0])).atTime((LocalTime) present(a[1])),
                Family.DATE,
                Family.TIME);
        c.strict("epoch_seconds", Type.BIGINT, a -> ((Instant) present(a[0])).getEpochSecond(), Family.TIMESTAMPTZ);
        c.strict("epoch_millis", Type.BIGINT, a -> ((Instant) present(a[0])).toEpochMilli(), Family.TIMESTAMPTZ);
        c.strict(
                "from_epoch_seconds",
                Type.TIMESTAMPTZ,
                a -> made(() -> Instant.ofEpochSecond((Long) present(a[0]))),
                n);
        c.strict("from_epoch_millis", Type.TIMESTAMPTZ, a -> made(() -> Instant.ofEpochMilli((Long) present(a[0]))), n);
    }

    private static void same(Library.Catalogue c, String name, int argument, Function.Body body, Family... p) {
        c.add(name, p.length, false, types -> types.get(argument), Function.Nulls.STRICT, k -> body, p);
    }

    private static int number(@Nullable Object[] a, int index) {
        return Library.Arguments.count(a, index);
    }

    private interface Making {
        Object make();
    }

    private static Object made(Making making) {
        try {
            return making.make();
        } catch (DateTimeException | ArithmeticException e) {
            throw new RowFault("OUT_OF_RANGE", "no such date");
        }
    }

    /**
     * The moment of a wall-clock time. In the hour that a clock repeats the earlier moment is meant, in the hour that it skips the
     * time is moved on by the gap; {@code later} takes the later one, {@code strict} refuses both.
     */
    private static Function.Body atZone(@Nullable Object[] constants) {
        ZoneId fixed = constants[1] == null ? null : zone((String) constants[1]);
        return a -> {
            LocalDateTime local = (LocalDateTime) present(a[0]);
            ZoneId zone = fixed == null ? zone(text(a, 1)) : fixed;
            String choice = a.length > 2 ? text(a, 2) : "earlier";
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            if (offsets.size() != 1 && choice.equals("strict")) {
                throw new RowFault("CAST_FAILED", "the zone's clock shows this time never or twice");
            }
            if (offsets.size() == 2 && choice.equals("later")) {
                return local.toInstant(offsets.get(1));
            }
            return local.atZone(zone).toInstant();
        };
    }

    private static Function.Body toLocal(@Nullable Object[] constants) {
        ZoneId fixed = constants[1] == null ? null : zone((String) constants[1]);
        return a -> LocalDateTime.ofInstant((Instant) present(a[0]), fixed == null ? zone(text(a, 1)) : fixed);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("unknown time zone; write one such as 'Europe/Berlin'", e);
        }
    }

    private static Object extract(String field, Object moment) {
        TemporalAccessor fields =
                moment instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : (TemporalAccessor) moment;
        try {
            return switch (field.toLowerCase(Locale.ROOT)) {
                case "year" -> fields.getLong(ChronoField.YEAR);
                case "quarter" -> fields.getLong(IsoFields.QUARTER_OF_YEAR);
                case "month" -> fields.getLong(ChronoField.MONTH_OF_YEAR);
                case "week" -> fields.getLong(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                case "day" -> fields.getLong(ChronoField.DAY_OF_MONTH);
                case "doy" -> fields.getLong(ChronoField.DAY_OF_YEAR);
                case "dow" -> fields.getLong(ChronoField.DAY_OF_WEEK) % 7;
                case "isodow" -> fields.getLong(ChronoField.DAY_OF_WEEK);
                case "isoyear" -> fields.getLong(IsoFields.WEEK_BASED_YEAR);
                case "hour" -> fields.getLong(ChronoField.HOUR_OF_DAY);
                case "minute" -> fields.getLong(ChronoField.MINUTE_OF_HOUR);
                case "second" -> fields.getLong(ChronoField.SECOND_OF_MINUTE);
                case "millisecond" -> fields.getLong(ChronoField.MILLI_OF_SECOND);
                case "microsecond" -> fields.getLong(ChronoField.MICRO_OF_SECOND);
                default -> throw new RowFault("CAST_FAILED", "unknown field of a date");
            };
        } catch (UnsupportedTemporalTypeException e) {
            throw new RowFault("CAST_FAILED", "the value has no such field");
        }
    }

    private static Object truncate(String unit, Object moment) {
        if (moment instanceof LocalDate date) {
            return truncated(unit, date.atStartOfDay()).toLocalDate();
        }
        if (moment instanceof Instant instant) {
            return truncated(unit, LocalDateTime.ofInstant(instant, ZoneOffset.UTC))
                    .toInstant(ZoneOffset.UTC);
        }
        return truncated(unit, (LocalDateTime) moment);
    }

    private static LocalDateTime truncated(String unit, LocalDateTime moment) {
        LocalDate date = moment.toLocalDate();
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "year" -> date.withDayOfYear(1).atStartOfDay();
            case "quarter" -> date.with(IsoFields.DAY_OF_QUARTER, 1).atStartOfDay();
            case "month" -> date.withDayOfMonth(1).atStartOfDay();
            case "week" -> date.with(ChronoField.DAY_OF_WEEK, 1).atStartOfDay();
            case "day" -> date.atStartOfDay();
            case "hour" -> moment.truncatedTo(ChronoUnit.HOURS);
            case "minute" -> moment.truncatedTo(ChronoUnit.MINUTES);
            case "second" -> moment.truncatedTo(ChronoUnit.SECONDS);
            default -> throw new RowFault("CAST_FAILED", "unknown unit of time");
        };
    }

    private static Object add(Object moment, long count, String unit) {
        ChronoUnit step =
                switch (unit.toLowerCase(Locale.ROOT)) {
                    case "year" -> ChronoUnit.YEARS;
                    case "month" -> ChronoUnit.MONTHS;
                    case "week" -> ChronoUnit.WEEKS;
                    case "day" -> ChronoUnit.DAYS;
                    case "hour" -> ChronoUnit.HOURS;
                    case "minute" -> ChronoUnit.MINUTES;
                    case "second" -> ChronoUnit.SECONDS;
                    case "microsecond" -> ChronoUnit.MICROS;
                    default -> throw new RowFault("CAST_FAILED", "unknown unit of time");
                };
        if (moment instanceof LocalDate && step.isTimeBased()) {
            throw new RowFault("CAST_FAILED", "a date has no hours; cast it to a timestamp");
        }
        return made(() -> {
            if (moment instanceof Instant instant) {
                return instant.atOffset(ZoneOffset.UTC).plus(count, step).toInstant();
            }
            return ((Temporal) moment).plus(count, step);
        });
    }
}
