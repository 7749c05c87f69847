package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.mapping.Evaluator;
import dev.whimbrel.core.mapping.function.Values;
import dev.whimbrel.core.value.Type;
import java.util.Locale;
import java.util.Optional;

/**
 * Which types go into which columns without a word. Nothing that could lose or change a value does; lengths and ranges are
 * checked for each row.
 */
final class TypeFit {
    private TypeFit() {}

    /** Empty where the types fit, else what to write instead. */
    static Optional<String> misfit(Type from, Type to) {
        return fits(from, to) ? Optional.empty() : Optional.of(hint(from, to));
    }

    private static boolean fits(Type from, Type to) {
        if (from.isText() && to.isText()) {
            return true;
        }
        return from.kind() == to.kind()
                || switch (to.kind()) {
                    case SMALLINT, INTEGER, BIGINT -> from.isInteger();
                    case DECIMAL -> from.isInteger();
                    case REAL -> from.kind() == Type.Kind.SMALLINT;
                    case DOUBLE ->
                        from.kind() == Type.Kind.REAL
                                || from.kind() == Type.Kind.SMALLINT
                                || from.kind() == Type.Kind.INTEGER;
                    case TIMESTAMP -> from.kind() == Type.Kind.DATE;
                    case BOOLEAN, TEXT, BYTES, DATE, TIME, TIMESTAMPTZ, INTERVAL, UUID, JSON, ENUM, OTHER -> false;
                };
    }

    private static String hint(Type from, Type to) {
        String cast = "cast(… as " + to.kind().name().toLowerCase(Locale.ROOT) + ")";
        return switch (to.kind()) {
            case BOOLEAN ->
                from.isText() || from.isInteger()
                        ? "Say what the codes mean: bool(…, " + (from.isText() ? "'Y', 'N'" : "1, 0") + ")."
                        : "Write a condition, such as x > 0.";
            case DATE, TIME, TIMESTAMP ->
                from.isText()
                        ? "Write parse_" + to.kind().name().toLowerCase(Locale.ROOT) + "(…, 'dd.MM.yyyy') or " + cast
                                + "."
                        : from.kind() == Type.Kind.TIMESTAMPTZ
                                ? "Say which zone is meant: to_local(…, 'Europe/Berlin')."
                                : "Write " + cast + ".";
            case TIMESTAMPTZ ->
                from.kind() == Type.Kind.TIMESTAMP || from.kind() == Type.Kind.DATE
                        ? "Say which zone is meant: at_zone(…, 'Europe/Berlin')."
                        : "Write " + cast + ".";
            case DECIMAL -> from.isText() ? "Write parse_decimal(…, 'en') or " + cast + "." : "Write " + cast + ".";
            case SMALLINT, INTEGER, BIGINT ->
                "Write " + cast + (from.isNumber() ? ", which rounds, or trunc first." : ".");
            case TEXT, ENUM, JSON, OTHER ->
                "Write cast(… as varchar)" + (isDay(from) ? " or to_char(…, 'yyyy-MM-dd')." : ".");
            case UUID -> "Write to_uuid(…).";
            case REAL, DOUBLE, BYTES, INTERVAL -> "Write " + cast + ".";
        };
    }

    private static boolean isDay(Type type) {
        return type.kind() == Type.Kind.DATE || type.kind() == Type.Kind.TIMESTAMP;
    }

    /** The evaluator with its values in the Java class of {@code to}. */
    static Evaluator converted(Evaluator evaluator, Type from, Type to) {
        return from.kind().javaClass() == to.kind().javaClass()
                ? evaluator
                : row -> Values.widen(evaluator.eval(row), to.kind());
    }
}
