package dev.whimbrel.engine.project;

import dev.whimbrel.core.value.Type;

/** Whether every value of one type is, unchanged, a value of another. */
final class Lossless {
    private Lossless() {}

    static boolean fits(Type from, Type to) {
        return switch (to.kind()) {
            case SMALLINT, INTEGER, BIGINT -> from.isInteger() && from.kind().compareTo(to.kind()) <= 0;
            case DECIMAL -> decimal(from, to);
            case REAL -> from.kind() == Type.Kind.REAL;
            case DOUBLE -> from.kind() == Type.Kind.REAL || from.kind() == Type.Kind.DOUBLE;
            case TEXT -> text(from, to);
            case BYTES -> from.kind() == Type.Kind.BYTES && within(from.length(), to.length());
            case ENUM -> from.kind() == Type.Kind.ENUM && to.labels().containsAll(from.labels());
            case TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL ->
                from.kind() == to.kind() && within(from.precision(), to.precision());
            case BOOLEAN, DATE, UUID, JSON -> from.kind() == to.kind();
            case OTHER -> false;
        };
    }

    private static boolean decimal(Type from, Type to) {
        if (to.precision() < 0) {
            return from.kind() == Type.Kind.DECIMAL || from.isInteger();
        }
        int whole = to.precision() - to.scale();
        if (from.isInteger()) {
            int digits = from.kind() == Type.Kind.SMALLINT ? 5 : from.kind() == Type.Kind.INTEGER ? 10 : 19;
            return digits <= whole;
        }
        return from.kind() == Type.Kind.DECIMAL
                && from.precision() >= 0
                && from.scale() <= to.scale()
                && from.precision() - from.scale() <= whole;
    }

    private static boolean text(Type from, Type to) {
        if (from.kind() == Type.Kind.ENUM) {
            int longest = from.labels().stream()
                    .mapToInt(l -> l.codePointCount(0, l.length()))
                    .max()
                    .orElse(0);
            return within(longest, to.length());
        }
        return from.kind() == Type.Kind.TEXT && within(from.length(), to.length());
    }

    private static boolean within(int from, int to) {
        return to < 0 || from >= 0 && from <= to;
    }
}
