package dev.whimbrel.connectors.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads one column of the row at hand. It is chosen once for each result set, so that no row asks for metadata. */
@FunctionalInterface
interface ColumnReader {
    /** The value, null, or an {@link dev.whimbrel.core.value.Unreadable}. Columns count from 1. */
    @Nullable
    Object read(ResultSet row, int index) throws SQLException;

    /** Reads a text and makes a value of it; null stays null. */
    static ColumnReader ofText(FromText parser) {
        return (row, index) -> {
            String text = row.getString(index);
            return text == null ? null : parser.parse(text);
        };
    }

    /** A whole number of any width. */
    static @Nullable Object wholeNumber(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return value == 0 && row.wasNull() ? null : (Long) value;
    }

    /** A double. */
    static @Nullable Object doubleNumber(ResultSet row, int index) throws SQLException {
        double value = row.getDouble(index);
        return value == 0 && row.wasNull() ? null : (Double) value;
    }

    /** A float, widened without rounding, so that narrowing it again gives the same bits. */
    static @Nullable Object floatNumber(ResultSet row, int index) throws SQLException {
        float value = row.getFloat(index);
        return value == 0 && row.wasNull() ? null : (Double) (double) value;
    }

    /** Makes a value of a text that is not null. */
    @FunctionalInterface
    interface FromText {
        Object parse(String text);
    }
}
