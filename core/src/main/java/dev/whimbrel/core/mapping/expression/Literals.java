package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Objects;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Literals as our own values. An interval of months is a Period, one of days and less a Duration. */
final class Literals {
    private Literals() {}

    static @Nullable Object value(RexLiteral literal) {
        Type type = Types.of(literal.getType());
        if (literal.isNull() || type == null) {
            return null;
        }
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(literal.getType().getSqlTypeName())) {
            return Period.ofMonths(get(literal, BigDecimal.class).intValueExact());
        }
        return switch (type.kind()) {
            case BOOLEAN -> get(literal, Boolean.class);
            case SMALLINT, INTEGER, BIGINT -> get(literal, BigDecimal.class).longValueExact();
            case DECIMAL -> get(literal, BigDecimal.class);
            case REAL, DOUBLE -> get(literal, BigDecimal.class).doubleValue();
            case TEXT, JSON, ENUM, OTHER -> get(literal, String.class);
            case BYTES -> get(literal, ByteString.class).getBytes();
            case DATE -> LocalDate.parse(get(literal, DateString.class).toString());
            case TIME -> LocalTime.parse(get(literal, TimeString.class).toString());
            case TIMESTAMP ->
                LocalDateTime.parse(
                        get(literal, TimestampString.class).toString().replace(' ', 'T'));
            case INTERVAL -> Duration.ofMillis(get(literal, BigDecimal.class).longValueExact());
            case TIMESTAMPTZ, UUID ->
                throw new IllegalArgumentException("literals of type " + type + " are not possible; cast a text");
        };
    }

    private static <T> T get(RexLiteral literal, Class<T> form) {
        return Objects.requireNonNull(literal.getValueAs(form));
    }
}
