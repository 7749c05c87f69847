package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the column types of MariaDB and MySQL are to us.
 *
 * @param tinyint1IsBoolean whether TINYINT(1) is a BOOLEAN
 * @param timeIsInterval whether TIME is an INTERVAL, which holds all its values
 */
record MariaDbTypes(boolean tinyint1IsBoolean, boolean timeIsInterval) {
    /** The first word of the column's native type, in lower case. */
    static String base(Column column) {
        String nativeType = column.nativeType();
        int end = 0;
        while (end < nativeType.length() && Character.isLetterOrDigit(nativeType.charAt(end))) {
            end++;
        }
        return nativeType.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /**
     * @param dataType such as {@code bigint}
     * @param columnType such as {@code bigint(20) unsigned}
     * @param length characters or bytes, -1 where there is no limit that matters
     */
    Type type(String dataType, String columnType, long length, int precision, int scale, int fraction, boolean json) {
        boolean unsigned = columnType.toLowerCase(Locale.ROOT).contains("unsigned");
        int limit = length < 0 || length > Integer.MAX_VALUE ? -1 : (int) length;
        return switch (dataType.toLowerCase(Locale.ROOT)) {
            case "tinyint" ->
                columnType.startsWith("tinyint(1)") && !unsigned && tinyint1IsBoolean ? Type.BOOLEAN : Type.SMALLINT;
            case "year" -> Type.SMALLINT;
            case "smallint" -> unsigned ? Type.INTEGER : Type.SMALLINT;
            case "mediumint" -> Type.INTEGER;
            case "int" -> unsigned ? Type.BIGINT : Type.INTEGER;
            case "bigint" -> unsigned ? Type.decimal(20, 0) : Type.BIGINT;
            case "bit" -> precision <= 1 ? Type.BOOLEAN : precision == 64 ? Type.decimal(20, 0) : Type.BIGINT;
            case "decimal", "numeric" -> Type.decimal(precision, scale);
            case "float" -> Type.REAL;
            case "double", "real" -> Type.DOUBLE;
            case "char", "varchar", "tinytext", "text", "mediumtext" -> Type.text(limit);
            case "longtext" -> json ? Type.JSON : Type.TEXT;
            case "json" -> Type.JSON;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob" -> Type.bytes(limit);
            case "longblob" -> Type.BYTES;
            case "enum" -> Type.enumeration(labels(columnType));
            case "set" -> Type.TEXT;
            case "date" -> Type.DATE;
            case "datetime" -> Type.time(Kind.TIMESTAMP, fraction);
            case "timestamp" -> Type.time(Kind.TIMESTAMPTZ, fraction);
            case "time" -> Type.time(timeIsInterval ? Kind.INTERVAL : Kind.TIME, fraction);
            case "uuid" -> Type.UUID;
            default -> Type.OTHER;
        };
    }

    /** The labels of {@code enum('a','it''s')}. */
    static List<String> labels(String columnType) {
        List<String> labels = new ArrayList<>();
        StringBuilder label = new StringBuilder();
        boolean inside = false;
        for (int i = columnType.indexOf('(') + 1; i < columnType.length(); i++) {
            char c = columnType.charAt(i);
            if (c != '\'') {
                label.append(inside ? String.valueOf(c) : "");
            } else if (!inside) {
                inside = true;
            } else if (i + 1 < columnType.length() && columnType.charAt(i + 1) == '\'') {
                label.append('\'');
                i++;
            } else {
                labels.add(label.toString());
                label.setLength(0);
                inside = false;
            }
        }
        return labels;
    }
}
