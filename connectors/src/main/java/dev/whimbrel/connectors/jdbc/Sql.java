package dev.whimbrel.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** SQL text in the making, with the values of its parameters in order. */
final class Sql {
    /** Opens every statement, so that a server that knows no application names still shows whose it is. */
    static final String MARK = "/* whimbrel */";

    private final StringBuilder text = new StringBuilder(256);
    private final List<Object> values = new ArrayList<>();
    /** Where in the text the marker of each value stands. */
    private final List<Integer> markers = new ArrayList<>();

    Sql add(String part) {
        text.append(part);
        return this;
    }

    Sql add(Sql part) {
        part.markers.forEach(at -> markers.add(text.length() + at));
        text.append(part.text);
        values.addAll(part.values);
        return this;
    }

    /** Appends a parameter, as a marker that may have a cast around it. */
    Sql parameter(String marker, Object value) {
        markers.add(text.length() + marker.indexOf('?'));
        text.append(marker);
        values.add(value);
        return this;
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    String text() {
        return text.toString();
    }

    List<Object> values() {
        return values;
    }

    /** The text with its values in it, for statements that take no parameters; {@code literal} writes one. */
    String inlined(Function<Object, String> literal) {
        StringBuilder whole = new StringBuilder(text.length() + 32 * values.size());
        int from = 0;
        for (int i = 0; i < values.size(); i++) {
            whole.append(text, from, markers.get(i)).append(literal.apply(values.get(i)));
            from = markers.get(i) + 1;
        }
        return whole.append(text, from, text.length()).toString();
    }

    /** A forward-only statement with its parameters set. The caller closes it. */
    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(MARK + " " + text());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (value instanceof String string) {
                statement.setString(i + 1, string);
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }

    /** Joins parts by a separator. */
    static Sql join(String separator, List<Sql> parts) {
        Sql joined = new Sql();
        for (int i = 0; i < parts.size(); i++) {
            joined.add(i == 0 ? "" : separator).add(parts.get(i));
        }
        return joined;
    }

    @Override
    public String toString() {
        return text();
    }
}
