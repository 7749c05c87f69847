package dev.whimbrel.core.mapping.function;

import static dev.whimbrel.core.mapping.function.Library.Arguments.count;
import static dev.whimbrel.core.mapping.function.Library.Arguments.present;

import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on numbers. Integers stay integers; decimals are exact. */
final class NumberFunctions {
    private NumberFunctions() {}

    static void register(Library.Catalogue c) {
        Family n = Family.NUMBER;
        Family i = Family.INTEGER;
        numeric(c, "abs", 1, a -> compareToZero(a) < 0 ? Values.negate(present(a[0])) : a[0], n);
        numeric(c, "round", 1, a -> round(a, RoundingMode.HALF_UP), n, i);
        numeric(c, "trunc", 1, a -> round(a, RoundingMode.DOWN), n, i);
        numeric(c, "floor", 1, a -> round(a, RoundingMode.FLOOR), n);
        numeric(c, "ceil", 1, a -> round(a, RoundingMode.CEILING), n);
        c.strict("sign", Type.INTEGER, a -> (long) compareToZero(a), n);
        c.add(
                "mod",
                2,
                false,
                Values::common,
                Function.Nulls.STRICT,
                k -> a -> Values.remainder(present(a[0]), present(a[1]), kind(a)),
                n,
                n);
    }

    private static void numeric(Library.Catalogue c, String name, int required, Function.Body body, Family... p) {
        c.add(name, required, false, NumberFunctions::like, Function.Nulls.STRICT, k -> body, p);
    }

    private static Type like(List<Type> arguments) {
        Type type = arguments.get(0);
        return type.kind() == Type.Kind.DECIMAL ? Type.of(Type.Kind.DECIMAL) : type;
    }

    private static int compareToZero(@Nullable Object[] a) {
        return Values.compare(present(a[0]), 0L);
    }

    private static Type.Kind kind(@Nullable Object[] a) {
        if (a[0] instanceof Double || a[1] instanceof Double) {
            return Type.Kind.DOUBLE;
        }
        return a[0] instanceof Long && a[1] instanceof Long ? Type.Kind.BIGINT : Type.Kind.DECIMAL;
    }

    private static Object round(@Nullable Object[] a, RoundingMode mode) {
        Object number = present(a[0]);
        int digits = a.length > 1 ? Math.max(-400, Math.min(400, count(a, 1))) : 0;
        if (number instanceof Double real && !Double.isFinite(real)) {
            return real;
        }
        if (number instanceof Long && digits >= 0) {
            return number;
        }
        BigDecimal exact = Values.decimal(number).setScale(digits, mode);
        if (number instanceof Long) {
            return exact.longValueExact();
        }
        return number instanceof Double ? (Object) exact.doubleValue() : digits < 0 ? exact.setScale(0) : exact;
    }
}
