package dev.whimbrel.control.ledger;

import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.value.Key;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bound of a {@link KeyRange} as the ledger keeps it: a PostgreSQL text array with one element for each part, its first
 * character naming the part's Java class, so that the very value comes back.
 */
final class StoredKey {
    private StoredKey() {}

    static @Nullable String encode(@Nullable Key key) {
        if (key == null) {
            return null;
        }
        StringBuilder array = new StringBuilder("{");
        for (Object part : key.parts()) {
            array.append(array.length() > 1 ? "," : "")
                    .append('"')
                    .append((tag(part) + text(part)).replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return array.append('}').toString();
    }

    static @Nullable Key decode(String @Nullable [] parts) {
        if (parts == null) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (String part : parts) {
            values.add(value(part.charAt(0), part.substring(1)));
        }
        return new Key(values);
    }

    private static String text(Object part) {
        return part instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : part.toString();
    }

    private static char tag(Object part) {
        if (part instanceof Long) {
            return 'l';
        } else if (part instanceof String) {
            return 's';
        } else if (part instanceof BigDecimal) {
            return 'd';
        } else if (part instanceof UUID) {
            return 'u';
        } else if (part instanceof LocalDate) {
            return 'D';
        } else if (part instanceof LocalDateTime) {
            return 'T';
        } else if (part instanceof LocalTime) {
            return 't';
        } else if (part instanceof Instant) {
            return 'i';
        } else if (part instanceof Duration) {
            return 'p';
        } else if (part instanceof Boolean) {
            return 'b';
        } else if (part instanceof Double) {
            return 'f';
        } else if (part instanceof byte[]) {
            return 'x';
        }
        throw new IllegalArgumentException("No key can have a part of " + part.getClass());
    }

    private static Object value(char tag, String text) {
        return switch (tag) {
            case 'l' -> Long.valueOf(text);
            case 's' -> text;
            case 'd' -> new BigDecimal(text);
            case 'u' -> UUID.fromString(text);
            case 'D' -> LocalDate.parse(text);
            case 'T' -> LocalDateTime.parse(text);
            case 't' -> LocalTime.parse(text);
            case 'i' -> Instant.parse(text);
            case 'p' -> Duration.parse(text);
            case 'b' -> Boolean.valueOf(text);
            case 'f' -> Double.valueOf(text);
            case 'x' -> HexFormat.of().parseHex(text);
            default -> throw new IllegalArgumentException("Unknown part of a key: " + tag);
        };
    }
}
