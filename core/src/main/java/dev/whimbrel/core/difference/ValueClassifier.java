package dev.whimbrel.core.difference;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/** Says how two values of a column differ: first whether one is absent, then whether they are of one family, then how. */
public final class ValueClassifier {
    private ValueClassifier() {}

    /** Whether two values are the same to a column, however they are written. */
    public static boolean same(Column column, @Nullable Object expected, @Nullable Object actual) {
        return digest(column, expected).equals(digest(column, actual));
    }

    private static Digest digest(Column column, @Nullable Object value) {
        return Digest.of(new @Nullable Object[] {Fitted.value(column, Carried.read(value))});
    }

    /** The class of values of a column; REPRESENTATION of those that are the same to it. */
    public static ValueDifference of(Column column, @Nullable Object expected, @Nullable Object actual) {
        if (same(column, expected, actual)) {
            return ValueDifference.of(ValueClass.REPRESENTATION);
        }
        Object left = Fitted.value(column, Carried.read(expected));
        Object right = Fitted.value(column, Carried.read(actual));
        if (left == null || right == null) {
            return ValueDifference.of(absent(left, right));
        }
        if (family(left) != family(right)) {
            return ValueDifference.of(ValueClass.TYPE);
        }
        return switch (family(left)) {
            case TEXT -> texts(column, (String) left, (String) right);
            case NUMBER -> NumberDifference.of((Number) left, (Number) right);
            case TIME -> TimeDifference.of((Temporal) left, (Temporal) right);
            case SPAN, TRUTH, OTHER -> ValueDifference.of(ValueClass.CONTENT);
        };
    }

    private static ValueClass absent(@Nullable Object left, @Nullable Object right) {
        Object there = left == null ? right : left;
        if (there instanceof String text && (text.isEmpty() || text.equals("[]") || text.equals("{}"))) {
            return ValueClass.NULL_OR_EMPTY;
        }
        return left == null ? ValueClass.NULL_TO_VALUE : ValueClass.VALUE_TO_NULL;
    }

    private static ValueDifference texts(Column column, String expected, String actual) {
        return column.type().kind() == Type.Kind.JSON
                ? JsonDifference.of(expected, actual)
                : TextDifference.of(expected, actual);
    }

    private enum Family {
        TEXT,
        NUMBER,
        TIME,
        SPAN,
        TRUTH,
        OTHER
    }

    private static Family family(Object value) {
        if (value instanceof String) {
            return Family.TEXT;
        }
        if (value instanceof Long || value instanceof BigDecimal || value instanceof Double) {
            return Family.NUMBER;
        }
        if (value instanceof Temporal) {
            return Family.TIME;
        }
        if (value instanceof Duration) {
            return Family.SPAN;
        }
        return value instanceof Boolean ? Family.TRUTH : Family.OTHER;
    }
}
