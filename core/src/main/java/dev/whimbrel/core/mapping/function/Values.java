package dev.whimbrel.core.mapping.function;

import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Order, equality, exact arithmetic and lossless conversion of values. */
public final class Values {
    private Values() {}

    /** The order of two values of one family; numbers by value, texts by code point, UUIDs and bytes unsigned. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return compareText(a, b);
        }
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof Number && right instanceof Number) {
            if (left instanceof Double || right instanceof Double) {
                double a = ((Number) left).doubleValue();
                double b = ((Number) right).doubleValue();
                return a == b ? 0 : Double.compare(a, b);
            }
            return decimal(left).compareTo(decimal(right));
        }
        if (left instanceof UUID a && right instanceof UUID b) {
            int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
            return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
        }
        if (left instanceof byte[] a && right instanceof byte[] b) {
            return Arrays.compareUnsigned(a, b);
        }
        if (left instanceof LocalDate date && right instanceof java.time.LocalDateTime b) {
            return date.atStartOfDay().compareTo(b);
        }
        if (left instanceof java.time.LocalDateTime a && right instanceof LocalDate date) {
            return a.compareTo(date.atStartOfDay());
        }
        return ((Comparable) left).compareTo(right);
    }

    /** By code point and not by UTF-16 unit, as databases with a binary collation do. */
    private static int compareText(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean surrogates = Character.isSurrogate(x) != Character.isSurrogate(y);
                return surrogates ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Whether two values, either of which may be null, are the same. */
    public static boolean same(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? left == right : compare(left, right) == 0;
    }

    /** A number that is no floating point one, exactly; a Double by its shortest decimal text. */
    public static BigDecimal decimal(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof Double real) {
            if (!Double.isFinite(real)) {
                throw new RowFault("OUT_OF_RANGE", "not a finite number");
            }
            return new BigDecimal(Double.toString(real));
        }
        return BigDecimal.valueOf(((Number) number).longValue());
    }

    /** The same value in the Java class of {@code kind}, where that loses nothing. */
    public static @Nullable Object widen(@Nullable Object value, Type.Kind kind) {
        if (value == null || kind.javaClass().isInstance(value)) {
            return value;
        }
        if (kind == Type.Kind.DECIMAL) {
            return decimal(value);
        }
        if (kind.javaClass() == Double.class && value instanceof Number number) {
            return number.doubleValue();
        }
        if (kind.javaClass() == Long.class && value instanceof BigDecimal number) {
            return number.longValueExact();
        }
        if (kind == Type.Kind.TIMESTAMP && value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        throw new IllegalArgumentException(
                "No lossless way from " + value.getClass().getSimpleName() + " to " + kind);
    }

    /** The type that all of these widen to. */
    public static Type common(List<Type> types) {
        Type common = types.get(0);
        for (Type type : types) {
            common = common(common, type);
        }
        return common;
    }

    private static Type common(Type a, Type b) {
        if (a.isText() && b.isText()) {
            return a.length() >= 0 && b.length() >= 0 ? Type.text(Math.max(a.length(), b.length())) : Type.TEXT;
        }
        if (a.isInteger() && b.isInteger()) {
            return a.kind().compareTo(b.kind()) >= 0 ? a : b;
        }
        if (a.isNumber() && b.isNumber()) {
            boolean real = a.kind().javaClass() == Double.class || b.kind().javaClass() == Double.class;
            return real ? Type.DOUBLE : Type.of(Type.Kind.DECIMAL);
        }
        if (a.kind() == b.kind()) {
            return a.precision() >= 0 && b.precision() >= 0
                    ? (a.precision() >= b.precision() ? a : b)
                    : Type.of(a.kind());
        }
        throw new IllegalArgumentException("mixes " + a + " and " + b);
    }

    /** A sum of numbers, as {@code kind}. */
    public static Object plus(Object a, Object b, Type.Kind kind) {
        try {
            return switch (arithmetic(kind)) {
                case BIGINT -> Math.addExact((Long) a, (Long) b);
                case DOUBLE -> ((Number) a).doubleValue() + ((Number) b).doubleValue();
                default -> decimal(a).add(decimal(b));
            };
        } catch (ArithmeticException e) {
            throw overflow();
        }
    }

    public static Object minus(Object a, Object b, Type.Kind kind) {
        try {
            return switch (arithmetic(kind)) {
                case BIGINT -> Math.subtractExact((Long) a, (Long) b);
                case DOUBLE -> ((Number) a).doubleValue() - ((Number) b).doubleValue();
                default -> decimal(a).subtract(decimal(b));
            };
        } catch (ArithmeticException e) {
            throw overflow();
        }
    }

    public static Object times(Object a, Object b, Type.Kind kind) {
        try {
            return switch (arithmetic(kind)) {
                case BIGINT -> Math.multiplyExact((Long) a, (Long) b);
                case DOUBLE -> ((Number) a).doubleValue() * ((Number) b).doubleValue();
                default -> decimal(a).multiply(decimal(b));
            };
        } catch (ArithmeticException e) {
            throw overflow();
        }
    }

    /** Integers give an integer, cut toward zero; decimals are rounded half up to at least 16 significant digits. */
    public static Object divide(Object a, Object b, Type.Kind kind) {
        if (compare(b, 0L) == 0) {
            throw new RowFault("DIVISION_BY_ZERO", "division by zero");
        }
        return switch (arithmetic(kind)) {
            case BIGINT -> {
                if ((Long) a == Long.MIN_VALUE && (Long) b == -1) {
                    throw overflow();
                }
                yield (Long) a / (Long) b;
            }
            case DOUBLE -> ((Number) a).doubleValue() / ((Number) b).doubleValue();
            default -> quotient(decimal(a), decimal(b));
        };
    }

    private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        int whole = (a.precision() - a.scale()) - (b.precision() - b.scale());
        int scale = Math.max(Math.max(a.scale(), b.scale()), Math.max(0, 17 - whole));
        BigDecimal quotient = a.divide(b, scale, RoundingMode.HALF_UP);
        return quotient.stripTrailingZeros().scale() < 0 ? quotient.setScale(0) : trimmed(quotient, a.scale());
    }

    private static BigDecimal trimmed(BigDecimal number, int least) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < least ? stripped.setScale(Math.max(0, least)) : stripped;
    }

    public static Object remainder(Object a, Object b, Type.Kind kind) {
        if (compare(b, 0L) == 0) {
            throw new RowFault("DIVISION_BY_ZERO", "division by zero");
        }
        return switch (arithmetic(kind)) {
            case BIGINT -> (Long) a % (Long) b;
            case DOUBLE -> ((Number) a).doubleValue() % ((Number) b).doubleValue();
            default -> decimal(a).remainder(decimal(b));
        };
    }

    public static Object negate(Object a) {
        if (a instanceof Double real) {
            return -real;
        }
        if (a instanceof BigDecimal number) {
            return number.negate(MathContext.UNLIMITED);
        }
        return minus(0L, a, Type.Kind.BIGINT);
    }

    private static Type.Kind arithmetic(Type.Kind kind) {
        if (kind.javaClass() == Long.class) {
            return Type.Kind.BIGINT;
        }
        return kind.javaClass() == Double.class ? Type.Kind.DOUBLE : Type.Kind.DECIMAL;
    }

    private static RowFault overflow() {
        return new RowFault("OUT_OF_RANGE", "the result is no 64-bit integer");
    }
}
