package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.value.Type;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.jspecify.annotations.Nullable;

/** Type names in CAST: those of the standard and those that PostgreSQL's users write. */
final class TypeNames {
    private TypeNames() {}

    static @Nullable Type read(SqlDataTypeSpec spec) {
        SqlTypeNameSpec name = spec.getTypeNameSpec();
        int precision = -1;
        int scale = -1;
        if (name instanceof SqlBasicTypeNameSpec basic) {
            precision = basic.getPrecision();
            scale = basic.getScale();
        }
        String simple = name.getTypeName().getSimple().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (simple) {
            case "boolean", "bool" -> Type.BOOLEAN;
            case "tinyint", "smallint", "int2" -> Type.SMALLINT;
            case "integer", "int", "int4" -> Type.INTEGER;
            case "bigint", "int8" -> Type.BIGINT;
            case "decimal", "numeric" ->
                precision < 0 ? Type.of(Type.Kind.DECIMAL) : Type.decimal(precision, Math.max(0, scale));
            case "real", "float4" -> Type.REAL;
            case "float", "double", "float8" -> Type.DOUBLE;
            case "char", "varchar", "text" -> precision < 0 ? Type.TEXT : Type.text(precision);
            case "json", "jsonb" -> Type.JSON;
            case "binary", "varbinary", "bytea" -> Type.BYTES;
            case "date" -> Type.DATE;
            case "time" -> Type.time(Type.Kind.TIME, 6);
            case "timestamp" -> Type.time(Type.Kind.TIMESTAMP, 6);
            case "timestamptz", "timestamp tz", "timestamp with local time zone" -> Type.time(Type.Kind.TIMESTAMPTZ, 6);
            case "uuid" -> Type.UUID;
            default -> null;
        };
    }
}
