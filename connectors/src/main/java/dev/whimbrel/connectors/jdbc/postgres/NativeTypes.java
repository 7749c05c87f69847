package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import java.util.List;

/** What PostgreSQL's types are to us, from the name of the base type and its type modifier. */
final class NativeTypes {
    /** A length comes with the four bytes of a header that older servers stored. */
    private static final int HEADER = 4;

    private static final int MICROSECONDS = 6;
    private static final int INTERVAL_PRECISION = 0xFFFF;

    private NativeTypes() {}

    /** @param builtIn whether the type is one of the server's own, and not one of a user or extension that has its name */
    static Type of(String name, boolean builtIn, int modifier, List<String> labels) {
        if (!labels.isEmpty()) {
            return Type.enumeration(labels);
        }
        if (!builtIn) {
            return name.equals("citext") ? Type.TEXT : Type.OTHER;
        }
        return switch (name) {
            case "bool" -> Type.BOOLEAN;
            case "int2" -> Type.SMALLINT;
            case "int4" -> Type.INTEGER;
            case "int8" -> Type.BIGINT;
            case "numeric" -> decimal(modifier);
            case "float4" -> Type.REAL;
            case "float8" -> Type.DOUBLE;
            case "text" -> Type.TEXT;
            case "varchar", "bpchar" -> modifier < 0 ? Type.TEXT : Type.text(modifier - HEADER);
            case "bytea" -> Type.BYTES;
            case "date" -> Type.DATE;
            case "time" -> time(Kind.TIME, modifier);
            case "timestamp" -> time(Kind.TIMESTAMP, modifier);
            case "timestamptz" -> time(Kind.TIMESTAMPTZ, modifier);
            case "interval" -> time(Kind.INTERVAL, modifier < 0 ? -1 : modifier & INTERVAL_PRECISION);
            case "uuid" -> Type.UUID;
            case "json", "jsonb" -> Type.JSON;
            default -> Type.OTHER;
        };
    }

    private static Type time(Kind kind, int precision) {
        return Type.time(kind, precision < 0 || precision > MICROSECONDS ? MICROSECONDS : precision);
    }

    private static Type decimal(int modifier) {
        if (modifier < 0) {
            return Type.of(Kind.DECIMAL);
        }
        int packed = modifier - HEADER;
        int scale = ((packed & 0x7FF) ^ 1024) - 1024;
        return Type.decimal((packed >> 16) & 0xFFFF, scale);
    }
}
