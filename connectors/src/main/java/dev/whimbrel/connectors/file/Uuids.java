package dev.whimbrel.connectors.file;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** UUIDs as 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 with hyphens between; nothing else is one. */
final class Uuids {
    private static final int LENGTH = 36;
    private static final byte[] DIGITS = new byte[128];

    static {
        Arrays.fill(DIGITS, (byte) -1);
        for (int digit = 0; digit < 16; digit++) {
            DIGITS[Character.forDigit(digit, 16)] = (byte) digit;
            DIGITS[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
        }
    }

    private Uuids() {}

    static @Nullable UUID read(String text) {
        if (text.length() != LENGTH
                || text.charAt(8) != '-'
                || text.charAt(13) != '-'
                || text.charAt(18) != '-'
                || text.charAt(23) != '-') {
            return null;
        }
        long first = digits(text, 0, 8);
        long second = digits(text, 9, 13);
        long third = digits(text, 14, 18);
        long fourth = digits(text, 19, 23);
        long fifth = digits(text, 24, 36);
        // Each takes 48 bits at most, so that a negative one is one that is none.
        return (first | second | third | fourth | fifth) < 0
                ? null
                : new UUID(first << 32 | second << 16 | third, fourth << 48 | fifth);
    }

    private static long digits(String text, int from, int to) {
        long value = 0;
        long all = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            long digit = c < DIGITS.length ? DIGITS[c] : -1;
            value = value << 4 | digit;
            all |= digit;
        }
        return all < 0 ? -1 : value;
    }
}
