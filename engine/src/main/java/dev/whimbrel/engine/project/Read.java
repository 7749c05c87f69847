package dev.whimbrel.engine.project;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes values out of nodes that the schema has approved. */
final class Read {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Read() {}

    static String text(Node node) {
        return ((Node.Text) node).text();
    }

    static Optional<String> text(Node.Entries map, String key) {
        return map.value(key).map(Read::text);
    }

    static String needed(Node.Entries map, String key) {
        return text(map, key).orElseThrow();
    }

    static Optional<Node.Entries> map(Node.Entries map, String key) {
        return map.value(key).map(Node.Entries.class::cast);
    }

    /** The entries of the map at {@code key}, or none. */
    static List<Node.Entry> entries(Node.Entries map, String key) {
        return map(map, key).map(Node.Entries::entries).orElse(List.of());
    }

    /** The texts of a list, or the one text. */
    static List<String> texts(Node node) {
        return node instanceof Node.Items list
                ? list.items().stream().map(Read::text).toList()
                : List.of(text(node));
    }

    static List<String> texts(Node.Entries map, String key) {
        return map.value(key).map(Read::texts).orElse(List.of());
    }

    static int integer(Node node) {
        return new BigDecimal(String.valueOf(scalar(node))).intValueExact();
    }

    /** String, Long, BigDecimal, Boolean or null. */
    static @Nullable Object scalar(Node node) {
        Node.Text text = (Node.Text) node;
        return switch (text.kind()) {
            case STRING -> text.text();
            case INTEGER -> number(Json.integer(text.text()));
            case DECIMAL -> new BigDecimal(text.text());
            case BOOLEAN -> Json.truth(text.text());
            case NULL -> null;
        };
    }

    private static Object number(BigInteger value) {
        boolean fits = value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
        return fits ? (Object) value.longValue() : new BigDecimal(value);
    }

    /** Immutable maps, lists and scalars all the way down; entries without value are left out. */
    static Object plain(Node node) {
        if (node instanceof Node.Items list) {
            return list.items().stream().map(Read::plain).toList();
        }
        if (node instanceof Node.Entries map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.entries().forEach(e -> values.put(e.key().text(), plain(e.value())));
            return Collections.unmodifiableMap(values);
        }
        Object value = scalar(node);
        return value == null ? "" : value;
    }
}
