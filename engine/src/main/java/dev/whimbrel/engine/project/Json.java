package dev.whimbrel.engine.project;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that a part of the file stands for. */
final class Json {
    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private Json() {}

    static JsonNode of(Node node) {
        if (node instanceof Node.Text text) {
            return of(text);
        }
        if (node instanceof Node.Items list) {
            ArrayNode array = FACTORY.arrayNode();
            list.items().forEach(item -> array.add(of(item)));
            return array;
        }
        ObjectNode object = FACTORY.objectNode();
        for (Node.Entry entry : ((Node.Entries) node).entries()) {
            object.set(entry.key().text(), of(entry.value()));
        }
        return object;
    }

    private static JsonNode of(Node.Text text) {
        return switch (text.kind()) {
            case STRING -> FACTORY.stringNode(text.text());
            case INTEGER -> FACTORY.numberNode(integer(text.text()));
            case DECIMAL -> FACTORY.numberNode(new BigDecimal(text.text()));
            case BOOLEAN -> FACTORY.booleanNode(truth(text.text()));
            case NULL -> FACTORY.nullNode();
        };
    }

    static BigInteger integer(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    static boolean truth(String text) {
        return text.toLowerCase(Locale.ROOT).equals("true");
    }

    /** The tree with the texts at these JSON pointers replaced. */
    static Node replace(Node node, String pointer, Map<String, Node.Text> changed) {
        if (node instanceof Node.Text text) {
            return changed.getOrDefault(pointer, text);
        }
        if (node instanceof Node.Items list) {
            List<Node> items = new ArrayList<>();
            for (Node item : list.items()) {
                items.add(replace(item, pointer + "/" + items.size(), changed));
            }
            return new Node.Items(items, list.line(), list.column());
        }
        Node.Entries map = (Node.Entries) node;
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : map.entries()) {
            String name = entry.key().text().replace("~", "~0").replace("/", "~1");
            entries.add(new Node.Entry(entry.key(), replace(entry.value(), pointer + "/" + name, changed)));
        }
        return new Node.Entries(entries, map.line(), map.column());
    }
}
