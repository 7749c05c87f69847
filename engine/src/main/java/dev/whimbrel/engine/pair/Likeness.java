package dev.whimbrel.engine.pair;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns can be compared at all, and as what. Nothing is cast that could change on the way: what is not of one family is an
 * error and no difference of every row.
 */
final class Likeness {
    private static final Set<Kind> NUMBERS = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.DECIMAL);
    private static final Set<Kind> TEXTS = Set.of(Kind.TEXT, Kind.ENUM);
    private static final Set<Kind> MOMENTS = Set.of(Kind.TIMESTAMP, Kind.TIMESTAMPTZ);
    private static final Set<Kind> SPANS = Set.of(Kind.TIME, Kind.INTERVAL);

    private Likeness() {}

    /**
     * As what the values of two columns are compared; empty where they cannot be.
     *
     * @param zoned whether it is said in which zone wall-clock times are
     */
    static Optional<Type> of(Column expected, Column actual, boolean zoned) {
        Kind left = expected.type().kind();
        Kind right = actual.type().kind();
        if (left == right) {
            return left == Kind.OTHER && !expected.nativeType().equals(actual.nativeType())
                    ? Optional.empty()
                    : Optional.of(left == Kind.TEXT ? shorter(expected, actual) : Type.of(left));
        }
        if (NUMBERS.contains(left) && NUMBERS.contains(right)) {
            return Optional.of(Type.of(Kind.DECIMAL));
        }
        if (TEXTS.contains(left) && TEXTS.contains(right)) {
            return Optional.of(Type.TEXT);
        }
        if (MOMENTS.contains(left) && MOMENTS.contains(right)) {
            return zoned ? Optional.of(Type.TIMESTAMPTZ) : Optional.empty();
        }
        return SPANS.contains(left) && SPANS.contains(right) ? Optional.of(Type.INTERVAL) : Optional.empty();
    }

    /** The shorter limit: where texts were cut, they were cut there. */
    private static Type shorter(Column expected, Column actual) {
        int left = expected.type().length();
        int right = actual.type().length();
        return Type.text(left < 0 ? right : right < 0 ? left : Math.min(left, right));
    }
}
