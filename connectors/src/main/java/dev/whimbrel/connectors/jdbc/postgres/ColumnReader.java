package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.value.Unreadable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one column of a result in our form of its values. What Java cannot hold comes as {@link Unreadable}. */
interface ColumnReader {
    @Nullable
    Object read(ResultSet row, int column) throws SQLException;

    /** The expression that selects the column so that {@link #of} can read it. */
    static String sql(String alias, NativeColumn column) {
        String name = alias + "." + column.quoted();
        return switch (column.column().type().kind()) {
            case DECIMAL, DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, OTHER, ENUM, JSON -> name + "::text";
            default -> name;
        };
    }

    static ColumnReader of(NativeColumn column) {
        return switch (column.column().type().kind()) {
            case BOOLEAN -> (row, c) -> orNull(row, row.getBoolean(c));
            case SMALLINT, INTEGER, BIGINT -> (row, c) -> orNull(row, row.getLong(c));
            case DECIMAL -> ColumnReader::decimal;
            case REAL -> (row, c) -> orNull(row, (double) row.getFloat(c));
            case DOUBLE -> (row, c) -> orNull(row, row.getDouble(c));
            case TEXT ->
                Fitted.isPadded(column.column()) || column.is("bpchar") ? ColumnReader::padded : ResultSet::getString;
            case ENUM, JSON, OTHER -> ResultSet::getString;
            case BYTES -> ResultSet::getBytes;
            case DATE -> (row, c) -> parsed(row.getString(c), Moments::date);
            case TIME -> (row, c) -> row.getObject(c, LocalTime.class);
            case TIMESTAMP -> (row, c) -> parsed(row.getString(c), Moments::local);
            case TIMESTAMPTZ -> (row, c) -> parsed(row.getString(c), Moments::instant);
            case INTERVAL -> (row, c) -> parsed(row.getString(c), IsoInterval::parse);
            case UUID -> (row, c) -> row.getObject(c, UUID.class);
        };
    }

    private static @Nullable Object orNull(ResultSet row, Object value) throws SQLException {
        return row.wasNull() ? null : value;
    }

    private static @Nullable Object decimal(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            return null;
        }
        char last = text.charAt(text.length() - 1);
        return last >= '0' && last <= '9' ? new java.math.BigDecimal(text) : new Unreadable("OUT_OF_RANGE");
    }

    private static @Nullable Object padded(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : Fitted.withoutPadding(text);
    }

    private static @Nullable Object parsed(@Nullable String text, Function<String, Object> parser) {
        return text == null ? null : parser.apply(text);
    }
}
