package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.value.Key;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keys as one typed array per column, for {@code unnest}. Rows found are told apart by the position of their key and not by its
 * value, so that what is equal to the database only (CHAR's padding, citext's case) still finds its key.
 */
final class KeyArrays {
    private final List<NativeColumn> columns;
    private final List<Key> keys;

    /** Keys that no row of the target can have, such as text with U+0000 or an unknown label, are left out. */
    KeyArrays(List<NativeColumn> columns, Collection<Key> wanted) {
        this.columns = columns;
        this.keys = wanted.stream().filter(this::isPossible).toList();
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The key at a position as {@code with ordinality} counts, from 1. */
    Key at(int position) {
        return keys.get(position - 1);
    }

    private boolean isPossible(Key key) {
        if (key.parts().size() != columns.size()) {
            throw new IllegalArgumentException(
                    columns.size() + " key columns but " + key.parts().size() + " parts");
        }
        for (int i = 0; i < columns.size(); i++) {
            List<String> labels = columns.get(i).column().type().labels();
            Object part = key.parts().get(i);
            boolean nul = part instanceof String text && text.indexOf('\0') >= 0;
            if (nul || (!labels.isEmpty() && !labels.contains(part.toString()))) {
                return false;
            }
        }
        return true;
    }

    /** Whole numbers of any size go as int8, which the indexes of the smaller ones serve too. */
    private static String sqlType(NativeColumn column) {
        return column.column().type().isInteger() ? "int8" : column.wireSql();
    }

    /** {@code unnest(?::int8[], …) with ordinality k(c0, …, n)}. */
    String sql() {
        String arrays = columns.stream().map(c -> "?::" + sqlType(c) + "[]").collect(Collectors.joining(", "));
        String names =
                IntStream.range(0, columns.size()).mapToObj(i -> "c" + i + ", ").collect(Collectors.joining());
        return "unnest(" + arrays + ") with ordinality k(" + names + "n)";
    }

    /** {@code t."id" = k.c0 and …}. */
    String join() {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            NativeColumn column = columns.get(i);
            parts.add("t." + column.quoted() + (column.asText() ? "::text" : "") + " = k.c" + i);
        }
        return String.join(" and ", parts);
    }

    void bind(Connection connection, PreparedStatement statement) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            statement.setArray(i + 1, array(connection, i));
        }
    }

    private java.sql.Array array(Connection connection, int part) throws SQLException {
        NativeColumn column = columns.get(part);
        if (column.column().type().isInteger()) {
            Long[] numbers = new Long[keys.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = number(keys.get(i).parts().get(part));
            }
            return connection.createArrayOf("int8", numbers);
        }
        if (column.column().type().kind() == dev.whimbrel.core.value.Type.Kind.BYTES) {
            byte[][] raw = new byte[keys.size()][];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = (byte[]) keys.get(i).parts().get(part);
            }
            return connection.createArrayOf("bytea", raw);
        }
        String[] texts = new String[keys.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(keys.get(i).parts().get(part));
        }
        return connection.createArrayOf("text", texts);
    }

    private static Long number(Object part) {
        return part instanceof Number number ? (Long) number.longValue() : Long.valueOf(part.toString());
    }

    private static String text(Object part) {
        if (part instanceof BigDecimal number) {
            return number.toString();
        }
        if (part instanceof LocalDate || part instanceof LocalDateTime) {
            return Moments.text(part);
        }
        return part instanceof java.time.Instant ? Moments.text(part) : part.toString();
    }
}
