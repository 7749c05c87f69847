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
    private byte[] bytes = new byte[256];
    private int length;

    /** Appends one value; null has a tag of its own. */
    public Canonical add(@Nullable Object value) {
        if (value == null) {
            room(1);
            bytes[length++] = '-';
        } else if (value instanceof String text) {
            put('s', text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            put('n', value.toString().getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof BigDecimal number) {
            put('n', plain(number).getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof Boolean flag) {
            put('b', new byte[] {(byte) (flag ? 1 : 0)});
        } else if (value instanceof Double number) {
            put('f', Double.toString(number == 0.0 ? 0.0 : number).getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof LocalDate || value instanceof LocalTime || value instanceof LocalDateTime) {
            put('t', value.toString().getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof Instant instant) {
            put('z', moment(instant).getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof Duration duration) {
            put('d', duration.toString().getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof UUID uuid) {
            put('u', uuid.toString().getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof byte[] raw) {
            put('x', raw);
        } else if (value instanceof Unreadable unreadable) {
            put('?', unreadable.code().getBytes(StandardCharsets.US_ASCII));
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

    private void put(char tag, byte[] content) {
        room(5 + content.length);
        bytes[length++] = (byte) tag;
        bytes[length++] = (byte) (content.length >>> 24);
        bytes[length++] = (byte) (content.length >>> 16);
        bytes[length++] = (byte) (content.length >>> 8);
        bytes[length++] = (byte) content.length;
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** The ends of Instant's range stand for infinity and lie beyond that of LocalDateTime. */
    private static String moment(Instant instant) {
        boolean infinite = instant.equals(Instant.MAX) || instant.equals(Instant.MIN);
        return infinite
                ? instant.toString()
                : instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
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
}
