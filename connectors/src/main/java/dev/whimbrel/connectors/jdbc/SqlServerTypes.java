package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import java.util.Locale;

/** What the column types of SQL Server are to us. Tinyint is unsigned and fits SMALLINT; times have seven digits at most. */
final class SqlServerTypes {
    private SqlServerTypes() {}

    /** The first word of the column's native type, in lower case. */
    static String base(Column column) {
        String nativeType = column.nativeType();
        int end = nativeType.indexOf('(');
        return (end < 0 ? nativeType : nativeType.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** @param length characters of texts, bytes of bytes, -1 for {@code max} */
    static Type type(String name, int length, int precision, int scale) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "bit" -> Type.BOOLEAN;
            case "tinyint", "smallint" -> Type.SMALLINT;
            case "int" -> Type.INTEGER;
            case "bigint" -> Type.BIGINT;
            case "decimal", "numeric" -> Type.decimal(precision, scale);
            case "money" -> Type.decimal(19, 4);
            case "smallmoney" -> Type.decimal(10, 4);
            case "real" -> Type.REAL;
            case "float" -> Type.DOUBLE;
            case "char", "varchar", "nchar", "nvarchar", "sysname" -> Type.text(length);
            case "text", "ntext" -> Type.TEXT;
            case "binary", "varbinary" -> Type.bytes(length);
            case "image" -> Type.BYTES;
            case "timestamp", "rowversion" -> Type.bytes(8);
            case "date" -> Type.DATE;
            case "time" -> Type.time(Kind.TIME, scale);
            case "datetime" -> Type.time(Kind.TIMESTAMP, 3);
            case "smalldatetime" -> Type.time(Kind.TIMESTAMP, 0);
            case "datetime2" -> Type.time(Kind.TIMESTAMP, scale);
            case "datetimeoffset" -> Type.time(Kind.TIMESTAMPTZ, scale);
            case "uniqueidentifier" -> Type.UUID;
            case "json" -> Type.JSON;
            default -> Type.OTHER;
        };
    }

    /** The type as one would declare it, such as {@code nvarchar(max)}. */
    static String declared(String name, int length, int precision, int scale) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "char", "varchar", "nchar", "nvarchar", "binary", "varbinary" ->
                name + "(" + (length < 0 ? "max" : length) + ")";
            case "decimal", "numeric" -> name + "(" + precision + "," + scale + ")";
            case "time", "datetime2", "datetimeoffset" -> name + "(" + scale + ")";
            default -> name;
        };
    }
}
