package dev.whimbrel.core.compare;

import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which values of two systems are compared: a tag for the family of the value, its length in four bytes, its
 * bytes. The form is injective. It is exact about text, and free of representation about numbers and moments: 1.10 and 1.1 are
 * one number, 10:00+02:00 and 08:00Z are one moment.
 */
public final class Canonical {
    private static final byte[] TRUE = {1};
    private static final byte[] FALSE = {0};
    /** A long has up to 19 digits; numbers of up to 18 are written without a detour over text. */
    private static final int MOST_DIGITS = 19;

    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final int PAIR = 100;

    private static final long DAY = 86_400;

    private static final long[] POWERS = powers();

    private byte[] bytes = new byte[256];
    private int length;

    /** Appends one value; null has a tag of its own. */
    public Canonical add(@Nullable Object value) {
        if (value == null) {
            room(1);
            bytes[length++] = '-';
        } else if (value instanceof Carried carried) {
            carried.addTo(this);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            whole(((Number) value).longValue());
        } else if (value instanceof BigDecimal number) {
            decimal(number);
        } else if (value instanceof Boolean flag) {
            put('b', flag ? TRUE : FALSE);
        } else if (value instanceof Double number) {
            put('f', ascii(Double.toString(number == 0.0 ? 0.0 : number)));
        } else if (value instanceof LocalDateTime moment) {
            moment('t', moment);
        } else if (value instanceof LocalDate || value instanceof LocalTime) {
            put('t', ascii(value.toString()));
        } else if (value instanceof Instant instant) {
            instant(instant);
        } else if (value instanceof Duration duration) {
            put('d', ascii(duration.toString()));
        } else if (value instanceof UUID uuid) {
            uuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        } else if (value instanceof byte[] raw) {
            put('x', raw);
        } else if (value instanceof Unreadable unreadable) {
            put('?', ascii(unreadable.code()));
        } else {
            throw new IllegalArgumentException(
                    "No canonical form for " + value.getClass().getName());
        }
        return this;
    }

    /** The bytes of all values added. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** The bytes themselves, of which {@link #length()} count; they change with the next value. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Starts anew, so that one form serves row after row. */
    public void clear() {
        length = 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void put(char tag, byte[] content) {
        begin(tag, content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
        end(content.length);
    }

    /** Puts the tag, and leaves four bytes for the length that {@link #end} fills in. */
    private void begin(char tag, int most) {
        room(5 + most);
        bytes[length] = (byte) tag;
        length += 5;
    }

    private void end(int size) {
        int at = length - size - 4;
        bytes[at] = (byte) (size >>> 24);
        bytes[at + 1] = (byte) (size >>> 16);
        bytes[at + 2] = (byte) (size >>> 8);
        bytes[at + 3] = (byte) size;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** Appends a text that is UTF-8 already. */
    public void text(byte[] utf8, int at, int size) {
        begin('s', size);
        System.arraycopy(utf8, at, bytes, length, size);
        length += size;
        end(size);
    }

    /** UTF-8; the JDK's own encoder copies ASCII as a block. */
    private void text(String text) {
        put('s', text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a JSON text as one for all that mean the same, see {@link CanonicalJson#of}. */
    public void json(String text) {
        text(CanonicalJson.chars(text.toCharArray()));
    }

    /** The same of a text that is UTF-8 already. */
    public void json(byte[] utf8, int at, int size) {
        char[] chars = new char[size];
        for (int i = 0; i < size; i++) {
            if (utf8[at + i] < 0) {
                json(new String(utf8, at, size, StandardCharsets.UTF_8));
                return;
            }
            chars[i] = (char) utf8[at + i];
        }
        text(CanonicalJson.chars(chars));
    }

    private void text(Chars text) {
        int size = text.length();
        begin('s', size);
        for (int i = 0; i < size; i++) {
            char c = text.at(i);
            if (c >= 0x80) {
                length -= i + 5;
                text(text.toString());
                return;
            }
            bytes[length++] = (byte) c;
        }
        end(size);
    }

    /** Appends a UUID by its two halves; written as {@link UUID#toString} has it. */
    public void uuid(long high, long low) {
        begin('u', 36);
        hex(high >>> 32, 8);
        bytes[length++] = '-';
        hex(high >>> 16, 4);
        bytes[length++] = '-';
        hex(high, 4);
        bytes[length++] = '-';
        hex(low >>> 48, 4);
        bytes[length++] = '-';
        hex(low, 12);
        end(36);
    }

    private void hex(long number, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            bytes[length++] = HEX[(int) (number >>> 4 * i) & 0xF];
        }
    }

    private void whole(long number) {
        if (number == Long.MIN_VALUE) {
            put('n', ascii(Long.toString(number)));
            return;
        }
        begin('n', MOST_DIGITS + 1);
        int start = length;
        sign(number);
        digits(Math.abs(number), 1);
        end(length - start);
    }

    private void sign(long number) {
        if (number < 0) {
            bytes[length++] = '-';
        }
    }

    /** Writes a number that is not negative, with zeros in front up to {@code least} digits. */
    private void digits(long number, int least) {
        int count = least;
        while (count < MOST_DIGITS && number >= POWERS[count]) {
            count++;
        }
        int at = length + count;
        long rest = number;
        while (at - length >= 2) {
            int pair = (int) (rest % PAIR);
            rest /= PAIR;
            bytes[--at] = (byte) ('0' + pair % 10);
            bytes[--at] = (byte) ('0' + pair / 10);
        }
        if (at > length) {
            bytes[--at] = (byte) ('0' + rest);
        }
        length += count;
    }

    private void decimal(BigDecimal number) {
        if (number.scale() < 0 || number.scale() >= MOST_DIGITS || number.precision() >= MOST_DIGITS) {
            put('n', ascii(plain(number)));
            return;
        }
        decimal(number.unscaledValue().longValue(), number.scale());
    }

    /** Appends a number of at most 18 digits, {@code scale} of them, up to 18, after the point. */
    public void decimal(long number, int digitsAfterPoint) {
        long unscaled = number;
        int scale = digitsAfterPoint;
        while (scale > 0 && unscaled % 10 == 0) {
            unscaled /= 10;
            scale--;
        }
        begin('n', 2 * MOST_DIGITS + 2);
        int start = length;
        sign(unscaled);
        long size = Math.abs(unscaled);
        digits(size / POWERS[scale], 1);
        if (scale > 0) {
            bytes[length++] = '.';
            digits(size % POWERS[scale], scale);
        }
        end(length - start);
    }

    /** The ends of Instant's range stand for infinity and lie beyond that of LocalDateTime. */
    private void instant(Instant instant) {
        if (instant.equals(Instant.MAX) || instant.equals(Instant.MIN)) {
            put('z', ascii(instant.toString()));
        } else {
            instant(instant.getEpochSecond(), instant.getNano());
        }
    }

    /** Appends a moment by seconds since 1970 and nanoseconds, within the range of LocalDateTime. */
    public void instant(long epochSecond, int nano) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, DAY));
        if (isFourDigits(date)) {
            moment('z', date, (int) Math.floorMod(epochSecond, DAY), nano);
        } else {
            moment('z', LocalDateTime.ofEpochSecond(epochSecond, nano, ZoneOffset.UTC));
        }
    }

    private static boolean isFourDigits(LocalDate date) {
        return date.getYear() >= 1000 && date.getYear() <= 9999;
    }

    private void moment(char tag, LocalDateTime moment) {
        if (isFourDigits(moment.toLocalDate())) {
            moment(tag, moment.toLocalDate(), moment.toLocalTime().toSecondOfDay(), moment.getNano());
        } else {
            put(tag, ascii(moment.toString()));
        }
    }

    /** As {@link LocalDateTime#toString} has it: seconds only where they or a fraction are not zero, the latter in groups of three. */
    private void moment(char tag, LocalDate date, int second, int nano) {
        begin(tag, 40);
        int start = length;
        digits(date.getYear(), 4);
        part('-', date.getMonthValue());
        part('-', date.getDayOfMonth());
        part('T', second / 3600);
        part(':', second / 60 % 60);
        if (second % 60 != 0 || nano != 0) {
            part(':', second % 60);
            if (nano != 0) {
                bytes[length++] = '.';
                fraction(nano);
            }
        }
        end(length - start);
    }

    private void part(char before, int number) {
        bytes[length++] = (byte) before;
        bytes[length++] = (byte) ('0' + number / 10);
        bytes[length++] = (byte) ('0' + number % 10);
    }

    private void fraction(int nano) {
        if (nano % 1_000_000 == 0) {
            digits(nano / 1_000_000, 3);
        } else if (nano % 1_000 == 0) {
            digits(nano / 1_000, 6);
        } else {
            digits(nano, 9);
        }
    }

    /** Zeros are stripped from the text: stripTrailingZeros takes minutes for a number of 100,000 digits. */
    private static String plain(BigDecimal number) {
        String text = number.signum() == 0 ? "0" : number.toPlainString();
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static long[] powers() {
        long[] powers = new long[MOST_DIGITS];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
