package dev.whimbrel.core.value;

import java.util.List;

/**
 * The type of a column or expression, whatever the database calls it.
 *
 * @param kind what family of values; it fixes the Java class, see {@link Kind}
 * @param length greatest number of characters (TEXT, ENUM) or bytes (BYTES); -1 where there is no limit
 * @param precision digits in all (DECIMAL) or digits of a second's fraction (TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL); -1 unlimited
 * @param scale digits after the point (DECIMAL); -1 unlimited
 * @param labels the values that an ENUM allows, in their order; else empty
 */
public record Type(Kind kind, int length, int precision, int scale, List<String> labels) {
    /** Families of values, each with the one Java class that stands for a value of it on the way. */
    public enum Kind {
        BOOLEAN(Boolean.class),
        SMALLINT(Long.class),
        INTEGER(Long.class),
        BIGINT(Long.class),
        DECIMAL(java.math.BigDecimal.class),
        REAL(Double.class),
        DOUBLE(Double.class),
        TEXT(String.class),
        BYTES(byte[].class),
        DATE(java.time.LocalDate.class),
        TIME(java.time.LocalTime.class),
        /** A wall-clock time without zone. */
        TIMESTAMP(java.time.LocalDateTime.class),
        /** A moment, kept as an instant in UTC. */
        TIMESTAMPTZ(java.time.Instant.class),
        /** A span of time; MySQL's TIME beyond a day becomes this. */
        INTERVAL(java.time.Duration.class),
        UUID(java.util.UUID.class),
        /** JSON text. */
        JSON(String.class),
        ENUM(String.class),
        /** A native type that we read and write as text only. */
        OTHER(String.class);

        private final Class<?> javaClass;

        Kind(Class<?> javaClass) {
            this.javaClass = javaClass;
        }

        public Class<?> javaClass() {
            return javaClass;
        }
    }

    public static final Type BOOLEAN = of(Kind.BOOLEAN);
    public static final Type SMALLINT = of(Kind.SMALLINT);
    public static final Type INTEGER = of(Kind.INTEGER);
    public static final Type BIGINT = of(Kind.BIGINT);
    public static final Type REAL = of(Kind.REAL);
    public static final Type DOUBLE = of(Kind.DOUBLE);
    public static final Type TEXT = of(Kind.TEXT);
    public static final Type BYTES = of(Kind.BYTES);
    public static final Type DATE = of(Kind.DATE);
    public static final Type TIME = of(Kind.TIME);
    public static final Type TIMESTAMP = of(Kind.TIMESTAMP);
    public static final Type TIMESTAMPTZ = of(Kind.TIMESTAMPTZ);
    public static final Type INTERVAL = of(Kind.INTERVAL);
    public static final Type UUID = of(Kind.UUID);
    public static final Type JSON = of(Kind.JSON);
    public static final Type OTHER = of(Kind.OTHER);

    public Type {
        labels = List.copyOf(labels);
    }

    public static Type of(Kind kind) {
        return new Type(kind, -1, -1, -1, List.of());
    }

    public static Type text(int length) {
        return new Type(Kind.TEXT, length, -1, -1, List.of());
    }

    public static Type bytes(int length) {
        return new Type(Kind.BYTES, length, -1, -1, List.of());
    }

    public static Type decimal(int precision, int scale) {
        return new Type(Kind.DECIMAL, -1, precision, scale, List.of());
    }

    public static Type enumeration(List<String> labels) {
        return new Type(Kind.ENUM, -1, -1, -1, labels);
    }

    /** A type of a time family with {@code precision} digits of a second's fraction. */
    public static Type time(Kind kind, int precision) {
        return new Type(kind, -1, precision, -1, List.of());
    }

    public boolean isInteger() {
        return kind == Kind.SMALLINT || kind == Kind.INTEGER || kind == Kind.BIGINT;
    }

    public boolean isNumber() {
        return isInteger() || kind == Kind.DECIMAL || kind == Kind.REAL || kind == Kind.DOUBLE;
    }

    /** Text as expressions see it: TEXT, ENUM, JSON and OTHER all hold a String. */
    public boolean isText() {
        return kind.javaClass() == String.class;
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT);
        if (length >= 0) {
            return name + "(" + length + ")";
        }
        if (kind == Kind.DECIMAL && precision >= 0) {
            return name + "(" + precision + "," + scale + ")";
        }
        if (precision >= 0) {
            return name + "(" + precision + ")";
        }
        return labels.isEmpty() ? name : name + labels;
    }
}
