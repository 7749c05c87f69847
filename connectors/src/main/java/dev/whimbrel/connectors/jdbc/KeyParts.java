package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Parts of keys as typed values. A ledger keeps keys as canonical texts, so a key that comes back may hold texts instead of the
 * values that were read.
 */
final class KeyParts {
    private KeyParts() {}

    /** The value that the canonical text stands for, or the text itself where it is none of the type's values. */
    static Object typed(Object part, Type type) {
        if (!(part instanceof String text)) {
            return part;
        }
        try {
            return parse(text, type);
        } catch (DateTimeException | IllegalArgumentException e) {
            return text;
        }
    }

    /** Whether a row of the plan's table can have the key: the server would refuse to compare a number with words. */
    static boolean mayBe(Key key, ReadPlan plan) {
        for (int i = 0; i < plan.key().size(); i++) {
            Type type = Tables.column(plan.table(), plan.key().get(i)).type();
            boolean exact = type.isNumber() || type.kind() == Type.Kind.UUID || type.kind() == Type.Kind.BOOLEAN;
            if (exact && typed(key.parts().get(i), type) instanceof String) {
                return false;
            }
        }
        return true;
    }

    private static Object parse(String text, Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> text.equals("true") || (text.equals("false") ? Boolean.FALSE : illegal());
            case SMALLINT, INTEGER, BIGINT -> Long.parseLong(text);
            case DECIMAL -> new BigDecimal(text);
            case REAL, DOUBLE -> Double.parseDouble(text);
            case BYTES -> HexFormat.of().parseHex(text);
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text);
            case TIMESTAMP -> LocalDateTime.parse(text);
            case TIMESTAMPTZ -> Instant.parse(text);
            case INTERVAL -> Duration.parse(text);
            case UUID -> UUID.fromString(text);
            case TEXT, ENUM, JSON, OTHER -> text;
        };
    }

    private static boolean illegal() {
        throw new IllegalArgumentException("Neither true nor false");
    }
}
