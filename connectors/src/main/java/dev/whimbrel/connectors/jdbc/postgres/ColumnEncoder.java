package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.compare.CanonicalJson;
import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Writes one column's values, never null, in the form that COPY BINARY reads: length in bytes, then the value. Chosen once per
 * column, so that a row runs through straight code.
 */
interface ColumnEncoder {
    /** Days from 1970-01-01 to 2000-01-01, where PostgreSQL's dates start. */
    int EPOCH_DAYS = 10_957;

    long EPOCH_SECONDS = 946_684_800L;
    long LAST_YEAR = 294_276;
    long LAST_YEAR_OF_DATE = 5_874_897;
    long FIRST_YEAR = -4_713;
    /** The years 1 to 9999, which need no closer look. */
    long FIRST_MODERN = -62_135_596_800L;

    long LAST_MODERN = 253_402_300_799L;

    void put(CopyBuffer out, Object value);

    static ColumnEncoder of(NativeColumn column) {
        return switch (column.column().type().kind()) {
            case BOOLEAN -> ColumnEncoder::bool;
            case SMALLINT -> ColumnEncoder::int2;
            case INTEGER -> ColumnEncoder::int4;
            case BIGINT -> ColumnEncoder::int8;
            case DECIMAL -> decimal(column.column().type());
            case REAL -> ColumnEncoder::float4;
            case DOUBLE -> ColumnEncoder::float8;
            case TEXT, ENUM, OTHER -> ColumnEncoder::text;
            case JSON -> column.is("jsonb") ? ColumnEncoder::jsonb : ColumnEncoder::text;
            case BYTES -> ColumnEncoder::bytes;
            case DATE -> ColumnEncoder::date;
            case TIME -> ColumnEncoder::time;
            case TIMESTAMP -> ColumnEncoder::timestamp;
            case TIMESTAMPTZ -> ColumnEncoder::timestamptz;
            case INTERVAL -> ColumnEncoder::interval;
            case UUID -> ColumnEncoder::uuid;
        };
    }

    /** The same, in the very bytes in which the server will give the value back; it costs more. */
    static ColumnEncoder settled(NativeColumn column) {
        int length = column.column().type().length();
        if (column.is("jsonb")) {
            return (out, value) -> jsonb(out, CanonicalJson.asJsonb((String) value));
        } else if (column.is("bpchar") && length > 0) {
            return (out, value) -> {
                String text = (String) value;
                text(out, text + " ".repeat(Math.max(0, length - text.codePointCount(0, text.length()))));
            };
        }
        return of(column);
    }

    /** Where the column has a scale, the server rounds to it; it is done here, so that we know what it holds. */
    private static ColumnEncoder decimal(Type type) {
        int scale = type.scale();
        if (type.precision() < 0 || scale < 0) {
            return (out, value) -> NumericFormat.put(out, (BigDecimal) value);
        }
        return (out, value) -> {
            BigDecimal number = (BigDecimal) value;
            NumericFormat.put(out, number.scale() == scale ? number : number.setScale(scale, RoundingMode.HALF_UP));
        };
    }

    /** A number of four bytes as COPY BINARY has it. */
    static int int4(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }

    private static void bool(CopyBuffer out, Object value) {
        out.putInt(1);
        out.putByte((Boolean) value ? 1 : 0);
    }

    private static void int2(CopyBuffer out, Object value) {
        long number = whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
        out.putInt(2);
        out.putShort((int) number);
    }

    private static void int4(CopyBuffer out, Object value) {
        long number = whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        out.putInt(4);
        out.putInt((int) number);
    }

    private static void int8(CopyBuffer out, Object value) {
        out.putInt(8);
        out.putLong((Long) value);
    }

    private static long whole(Object value, long least, long most) {
        long number = (Long) value;
        if (number < least || number > most) {
            throw new RowFault("OUT_OF_RANGE", "The number does not fit the column");
        }
        return number;
    }

    private static void float4(CopyBuffer out, Object value) {
        double number = (Double) value;
        float rounded = (float) number;
        if (Float.isInfinite(rounded) != Double.isInfinite(number) || (rounded == 0 && number != 0)) {
            throw new RowFault("OUT_OF_RANGE", "The number does not fit the column");
        }
        out.putInt(4);
        out.putInt(Float.floatToIntBits(rounded));
    }

    private static void float8(CopyBuffer out, Object value) {
        out.putInt(8);
        out.putLong(Double.doubleToLongBits((Double) value));
    }

    private static void text(CopyBuffer out, Object value) {
        int start = out.size();
        out.putInt(0);
        out.putText((String) value);
        out.setInt(start, out.size() - start - 4);
    }

    private static void jsonb(CopyBuffer out, Object value) {
        int start = out.size();
        out.putInt(0);
        out.putByte(1);
        out.putText((String) value);
        out.setInt(start, out.size() - start - 4);
    }

    private static void bytes(CopyBuffer out, Object value) {
        byte[] raw = (byte[]) value;
        out.putInt(raw.length);
        out.putBytes(raw);
    }

    private static void date(CopyBuffer out, Object value) {
        LocalDate date = (LocalDate) value;
        out.putInt(4);
        if (date.equals(LocalDate.MAX)) {
            out.putInt(Integer.MAX_VALUE);
        } else if (date.equals(LocalDate.MIN)) {
            out.putInt(Integer.MIN_VALUE);
        } else {
            year(date.getYear(), LAST_YEAR_OF_DATE);
            out.putInt((int) (date.toEpochDay() - EPOCH_DAYS));
        }
    }

    private static void time(CopyBuffer out, Object value) {
        out.putInt(8);
        out.putLong(Fitted.micros((LocalTime) value));
    }

    private static void timestamp(CopyBuffer out, Object value) {
        LocalDateTime moment = (LocalDateTime) value;
        out.putInt(8);
        if (moment.equals(LocalDateTime.MAX)) {
            out.putLong(Long.MAX_VALUE);
        } else if (moment.equals(LocalDateTime.MIN)) {
            out.putLong(Long.MIN_VALUE);
        } else {
            year(moment.getYear(), LAST_YEAR);
            out.putLong(micros(moment.toEpochSecond(ZoneOffset.UTC), moment.getNano()));
        }
    }

    private static void timestamptz(CopyBuffer out, Object value) {
        Instant moment = (Instant) value;
        out.putInt(8);
        if (moment.equals(Instant.MAX)) {
            out.putLong(Long.MAX_VALUE);
        } else if (moment.equals(Instant.MIN)) {
            out.putLong(Long.MIN_VALUE);
        } else {
            long seconds = moment.getEpochSecond();
            if (seconds < FIRST_MODERN || seconds > LAST_MODERN) {
                year(moment.atOffset(ZoneOffset.UTC).getYear(), LAST_YEAR);
            }
            out.putLong(micros(moment.getEpochSecond(), moment.getNano()));
        }
    }

    private static void year(int year, long last) {
        if (year > last || year < FIRST_YEAR) {
            throw new RowFault("OUT_OF_RANGE", "The date is out of PostgreSQL's range");
        }
    }

    private static long micros(long epochSecond, int nano) {
        return (epochSecond - EPOCH_SECONDS) * 1_000_000 + Fitted.micros(nano);
    }

    private static void interval(CopyBuffer out, Object value) {
        Duration span = (Duration) value;
        out.putInt(16);
        try {
            out.putLong(
                    Math.addExact(Math.multiplyExact(span.getSeconds(), 1_000_000L), Fitted.micros(span.getNano())));
        } catch (ArithmeticException e) {
            throw new RowFault("OUT_OF_RANGE", "The span is out of PostgreSQL's range");
        }
        out.putInt(0);
        out.putInt(0);
    }

    private static void uuid(CopyBuffer out, Object value) {
        UUID uuid = (UUID) value;
        out.putInt(16);
        out.putLong(uuid.getMostSignificantBits());
        out.putLong(uuid.getLeastSignificantBits());
    }
}
