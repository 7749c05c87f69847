package dev.whimbrel.core.mapping.function;

import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** CAST between types. What a cast cannot hold is a fault of the row, CAST_FAILED; nothing is cut silently. */
public final class Casts {
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private Casts() {}

    /** Null, or a sentence saying why there is no cast from one type to the other, whatever the value. */
    public static @Nullable String refusal(Type from, Type to) {
        if (to.isText() || from.kind() == to.kind() || (from.isNumber() && to.isNumber())) {
            return null;
        }
        boolean zoned = to.kind() == Type.Kind.TIMESTAMPTZ;
        if (zoned && (from.kind() == Type.Kind.TIMESTAMP || from.kind() == Type.Kind.DATE)) {
            return "say which zone is meant: at_zone(…, 'Europe/Berlin')";
        }
        if (from.kind() == Type.Kind.TIMESTAMPTZ && !to.isText()) {
            return "say which zone is meant: to_local(…, 'Europe/Berlin')";
        }
        boolean can = from.isText()
                ? to.kind() != Type.Kind.INTERVAL
                : switch (to.kind()) {
                    case BOOLEAN -> from.isInteger();
                    case SMALLINT, INTEGER, BIGINT, DECIMAL -> from.kind() == Type.Kind.BOOLEAN;
                    case DATE, TIME -> from.kind() == Type.Kind.TIMESTAMP;
                    case TIMESTAMP -> from.kind() == Type.Kind.DATE;
                    case UUID -> from.kind() == Type.Kind.BYTES;
                    case INTERVAL -> from.kind() == Type.Kind.TIME;
                    case REAL, DOUBLE, TEXT, BYTES, TIMESTAMPTZ, JSON, ENUM, OTHER -> false;
                };
        return can ? null : "there is no cast from " + from + " to " + to;
    }

    /** The value as {@code to}; null stays null. */
    public static @Nullable Object cast(@Nullable Object value, Type to) {
        if (value == null) {
            return null;
        }
        try {
            return switch (to.kind()) {
                case BOOLEAN -> bool(value);
                case SMALLINT, INTEGER, BIGINT -> integer(value, to.kind());
                case DECIMAL -> decimal(value, to);
                case REAL -> (double) (float) real(value);
                case DOUBLE -> real(value);
                case TEXT, ENUM, JSON, OTHER -> text(value, to);
                case BYTES -> value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : value;
                case DATE -> date(value);
                case TIME -> time(value);
                case TIMESTAMP -> timestamp(value);
                case TIMESTAMPTZ -> value instanceof String text ? moment(text) : value;
                case INTERVAL -> value instanceof LocalTime time ? Duration.ofNanos(time.toNanoOfDay()) : value;
                case UUID -> uuid(value);
            };
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException | CharacterCodingException e) {
            throw failed(to);
        }
    }

    private static RowFault failed(Type to) {
        return new RowFault("CAST_FAILED", "cannot be cast to " + to);
    }

    private static Object bool(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        String code = value.toString().strip().toLowerCase(Locale.ROOT);
        return switch (code) {
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> throw failed(Type.BOOLEAN);
        };
    }

    private static Object integer(Object value, Type.Kind kind) {
        long number;
        if (value instanceof Long whole) {
            number = whole;
        } else if (value instanceof Boolean flag) {
            number = flag ? 1 : 0;
        } else if (value instanceof String text) {
            number = Long.parseLong(text.strip());
        } else {
            number = Values.decimal(value).setScale(0, RoundingMode.HALF_UP).longValueExact();
        }
        boolean fits =
                switch (kind) {
                    case SMALLINT -> number == (short) number;
                    case INTEGER -> number == (int) number;
                    default -> true;
                };
        if (!fits) {
            throw failed(Type.of(kind));
        }
        return number;
    }

    private static Object decimal(Object value, Type to) {
        BigDecimal number;
        if (value instanceof Boolean flag) {
            number = flag ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (value instanceof String text) {
            number = new BigDecimal(text.strip());
            if (Math.abs((long) number.scale()) > 10_000) {
                throw failed(to);
            }
        } else {
            number = Values.decimal(value);
        }
        if (to.precision() < 0) {
            return number;
        }
        BigDecimal rounded = number.setScale(Math.max(0, to.scale()), RoundingMode.HALF_UP);
        if (rounded.precision() - rounded.scale() > to.precision() - Math.max(0, to.scale())) {
            throw failed(to);
        }
        return rounded;
    }

    private static double real(Object value) {
        if (value instanceof String text) {
            return Double.parseDouble(text.strip());
        }
        return value instanceof Boolean ? ((Boolean) value ? 1 : 0) : ((Number) value).doubleValue();
    }

    private static Object text(Object value, Type to) throws CharacterCodingException {
        String text = written(value);
        if (to.length() >= 0 && text.codePointCount(0, text.length()) > to.length()) {
            throw new RowFault("CAST_FAILED", "longer than " + to.length() + " characters; left(…, n) cuts");
        }
        return text;
    }

    private static String written(Object value) throws CharacterCodingException {
        if (value instanceof LocalDateTime moment) {
            return MOMENT.format(moment);
        }
        if (value instanceof Instant instant) {
            return MOMENT.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "+00";
        }
        if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        if (value instanceof byte[] bytes) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
        return value instanceof BigDecimal number ? number.toPlainString() : Key.partText(value);
    }

    private static Object date(Object value) {
        if (value instanceof LocalDateTime moment) {
            return moment.toLocalDate();
        }
        return value instanceof String text ? LocalDate.parse(text.strip()) : value;
    }

    private static Object time(Object value) {
        if (value instanceof LocalDateTime moment) {
            return moment.toLocalTime();
        }
        return value instanceof String text ? LocalTime.parse(text.strip()) : value;
    }

    private static Object timestamp(Object value) {
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (value instanceof String text) {
            String stripped = text.strip();
            return stripped.length() == 10
                    ? LocalDate.parse(stripped).atStartOfDay()
                    : LocalDateTime.parse(stripped.replace(' ', 'T'));
        }
        return value;
    }

    private static Object moment(String text) {
        String stripped = text.strip().replaceFirst(" (?=\\d)", "T").replaceFirst("([+-]\\d\\d)$", "$1:00");
        TemporalAccessor parsed = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(stripped);
        return OffsetDateTime.from(parsed).toInstant();
    }

    private static Object uuid(Object value) {
        if (value instanceof byte[] bytes) {
            if (bytes.length != 16) {
                throw failed(Type.UUID);
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        }
        if (value instanceof String text) {
            return uuid(text);
        }
        return value;
    }

    /** 32 hex digits in either case; hyphens and braces may stand anywhere, blanks around. */
    private static UUID uuid(String text) {
        String hex = text.strip();
        long high = 0;
        long low = 0;
        int digits = 0;
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if (c == '-' || c == '{' || c == '}') {
                continue;
            }
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw failed(Type.UUID);
            }
            digits++;
            high = high << 4 | low >>> 60;
            low = low << 4 | digit;
        }
        if (digits != 32) {
            throw failed(Type.UUID);
        }
        return new UUID(high, low);
    }
}
