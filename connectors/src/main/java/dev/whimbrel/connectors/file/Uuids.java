package dev.whimbrel.connectors.file;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** UUIDs as 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 with hyphens between; nothing else is one. */
final class Uuids {
    private static final int LENGTH = 36;

    private Uuids() {}

    static @Nullable UUID read(String text) {
        if (text.length() != LENGTH) {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            int digit = digit(c);
            if (digit < 0) {
                return null;
            }
            if (i < 18) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return new UUID(high, low);
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return c < 128 && letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
