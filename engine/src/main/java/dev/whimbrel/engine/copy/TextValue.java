package dev.whimbrel.engine.copy;

import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Turns the canonical text of a key's part, as the identity map keeps it, back into a value of a column's type. */
final class TextValue {
    private TextValue() {}

    static Object of(Type type, String text) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case UUID -> UUID.fromString(text);
            case DATE -> LocalDate.parse(text);
            case TEXT, ENUM, OTHER, JSON -> text;
            case BOOLEAN, REAL, DOUBLE, BYTES, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL ->
                throw new IllegalArgumentException("No reference can be of type " + type);
        };
    }
}
