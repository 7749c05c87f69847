package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.value.Type;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Our types and Calcite's. All text families are one to an expression. */
final class Types {
    /** Digits of a decimal that has no limit. */
    static final int UNLIMITED = 1000;

    private Types() {}

    static RelDataType of(Type type, boolean nullable) {
        return Front.TYPES.createTypeWithNullability(plain(type), nullable);
    }

    private static RelDataType plain(Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> Front.TYPES.createSqlType(SqlTypeName.BOOLEAN);
            case SMALLINT -> Front.TYPES.createSqlType(SqlTypeName.SMALLINT);
            case INTEGER -> Front.TYPES.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> Front.TYPES.createSqlType(SqlTypeName.BIGINT);
            case DECIMAL ->
                type.precision() < 0
                        ? Front.TYPES.createSqlType(SqlTypeName.DECIMAL, UNLIMITED, UNLIMITED / 2)
                        : Front.TYPES.createSqlType(
                                SqlTypeName.DECIMAL, Math.max(1, type.precision()), Math.max(0, type.scale()));
            case REAL -> Front.TYPES.createSqlType(SqlTypeName.REAL);
            case DOUBLE -> Front.TYPES.createSqlType(SqlTypeName.DOUBLE);
            case TEXT, ENUM, JSON, OTHER ->
                type.length() < 1
                        ? Front.TYPES.createSqlType(SqlTypeName.VARCHAR)
                        : Front.TYPES.createSqlType(SqlTypeName.VARCHAR, type.length());
            case BYTES -> Front.TYPES.createSqlType(SqlTypeName.VARBINARY);
            case DATE -> Front.TYPES.createSqlType(SqlTypeName.DATE);
            case TIME -> Front.TYPES.createSqlType(SqlTypeName.TIME, digits(type));
            case TIMESTAMP -> Front.TYPES.createSqlType(SqlTypeName.TIMESTAMP, digits(type));
            case TIMESTAMPTZ -> Front.TYPES.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, digits(type));
            case INTERVAL ->
                Front.TYPES.createSqlIntervalType(
                        new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
            case UUID -> Front.TYPES.createSqlType(SqlTypeName.UUID);
        };
    }

    private static int digits(Type type) {
        return type.precision() < 0 ? 6 : Math.min(9, type.precision());
    }

    /** Our type, or null for the type of a bare NULL. */
    static @Nullable Type of(RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name) || SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
            return Type.INTERVAL;
        }
        int precision = type.getPrecision();
        return switch (name) {
            case BOOLEAN -> Type.BOOLEAN;
            case TINYINT, SMALLINT -> Type.SMALLINT;
            case INTEGER -> Type.INTEGER;
            case BIGINT -> Type.BIGINT;
            case DECIMAL ->
                precision >= UNLIMITED / 2 ? Type.of(Type.Kind.DECIMAL) : Type.decimal(precision, type.getScale());
            case REAL -> Type.REAL;
            case FLOAT, DOUBLE -> Type.DOUBLE;
            case CHAR, VARCHAR -> precision < 0 ? Type.TEXT : Type.text(precision);
            case BINARY, VARBINARY -> Type.BYTES;
            case DATE -> Type.DATE;
            case TIME -> Type.time(Type.Kind.TIME, precision);
            case TIMESTAMP -> Type.time(Type.Kind.TIMESTAMP, precision);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> Type.time(Type.Kind.TIMESTAMPTZ, precision);
            case UUID -> Type.UUID;
            case NULL -> null;
            default -> throw new IllegalArgumentException("values of type " + name + " are not possible");
        };
    }
}
