package dev.whimbrel.core.difference;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What sort of difference two values of one column show, as far as two values alone can tell. Every pair has a class: values that
 * are equal as the column keeps them, however written, are REPRESENTATION, and what nothing names is CONTENT. Within a family the
 * more exact test comes first, which is not always the order of {@link ValueClass}: see decision 13.
 */
public final class ValueClassifier {
    private ValueClassifier() {}

    /** The class of the difference between two values of a target's column that is private. */
    public static ValueDifference classify(Column column, @Nullable Object expected, @Nullable Object actual) {
        return classify(column, expected, actual, false);
    }

    /**
     * The class of the difference between two values of a target's column.
     *
     * @param open whether the column is public: only then may the mask name members of JSON
     * @param expected of a class of {@link Kind}, {@code Unreadable}, {@link Carried}, or null
     * @param actual likewise
     */
    public static ValueDifference classify(
            Column column, @Nullable Object expected, @Nullable Object actual, boolean open) {
        if (Equality.isSame(column, expected, actual)) {
            return ValueDifference.of(ValueClass.REPRESENTATION);
        }
        Object wanted = Fitted.value(column, Carried.read(expected));
        Object found = Fitted.value(column, Carried.read(actual));
        Type type = column.type();
        if (wanted == null || found == null || isJsonNull(type, wanted) || isJsonNull(type, found)) {
            return withNull(type, wanted, found);
        }
        return withValues(type, wanted, found, open);
    }

    private static ValueDifference withNull(Type type, @Nullable Object expected, @Nullable Object actual) {
        boolean came = expected == null || isJsonNull(type, expected);
        Object value = came ? actual : expected;
        if (value == null || isJsonNull(type, value) || isEmpty(type, value)) {
            return ValueDifference.of(ValueClass.NULL_OR_EMPTY);
        }
        return ValueDifference.of(came ? ValueClass.NULL_TO_VALUE : ValueClass.VALUE_TO_NULL);
    }

    private static boolean isJsonNull(Type type, Object value) {
        return type.kind() == Kind.JSON && value.equals("null");
    }

    /** An empty text or list; a native type of PostgreSQL that we read as text may be an array. */
    private static boolean isEmpty(Type type, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length == 0;
        }
        boolean mayBeList = type.kind() == Kind.JSON || type.kind() == Kind.OTHER;
        return value.equals("")
                || (mayBeList && (value.equals("[]") || value.equals("{}")))
                || (type.kind() == Kind.JSON && value.equals("\"\""));
    }

    private static ValueDifference withValues(Type type, Object expected, Object actual, boolean open) {
        Family family = Family.of(expected);
        Family other = Family.of(actual);
        if (family != other) {
            return new ValueDifference(ValueClass.TYPE, family.word() + "/" + other.word());
        }
        return switch (family) {
            case TEXT ->
                type.kind() == Kind.JSON
                        ? JsonDifference.between(open, (String) expected, (String) actual)
                        : TextDifference.between(type.length(), (String) expected, (String) actual);
            case NUMBER -> NumberDifference.between(type.kind() == Kind.REAL, (Number) expected, (Number) actual);
            case MOMENT -> MomentDifference.between(expected, actual);
            case CLOCK, SPAN -> ClockDifference.between(expected, actual);
            case BYTES -> BytesDifference.between((byte[]) expected, (byte[]) actual);
            case BOOLEAN, UUID, UNREADABLE -> ValueDifference.of(ValueClass.CONTENT);
        };
    }
}
