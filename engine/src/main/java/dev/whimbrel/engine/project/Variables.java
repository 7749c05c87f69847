package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the environment's values in place of <code>${NAME}</code> and <code>${NAME:-default}</code> in every text. As in a shell,
 * the default stands in for a variable that is unset or empty. <code>$${</code> gives a literal <code>${</code>.
 */
final class Variables {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(\\$\\{)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final String file;
    private final Map<String, String> values;
    private final Map<String, Problem> missing = new LinkedHashMap<>();

    Variables(String file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /** One problem for each variable without value, where it is first used. */
    List<Problem> missing() {
        return List.copyOf(missing.values());
    }

    /** The root with all variables replaced, but for the profiles of environments other than {@code environment}. */
    Node replace(Node root, String environment) {
        if (!(root instanceof Node.Entries top)) {
            return root;
        }
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : top.entries()) {
            boolean profiles = entry.key().text().equals("environments");
            Node value = profiles && entry.value() instanceof Node.Entries all
                    ? environments(all, environment)
                    : replaceIn(entry.value(), entry.key().text());
            entries.add(new Node.Entry(entry.key(), value));
        }
        return new Node.Entries(entries, top.line(), top.column());
    }

    private Node environments(Node.Entries all, String environment) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : all.entries()) {
            String name = entry.key().text();
            Node value = name.equals(environment)
                    ? replaceIn(entry.value(), "environments." + name)
                    : asUnresolved(entry.value());
            entries.add(new Node.Entry(entry.key(), value));
        }
        return new Node.Entries(entries, all.line(), all.column());
    }

    private Node replaceIn(Node node, String path) {
        if (node instanceof Node.Text text) {
            return replaceIn(text, path);
        }
        if (node instanceof Node.Items list) {
            List<Node> items = new ArrayList<>();
            for (Node item : list.items()) {
                items.add(replaceIn(item, path + "." + items.size()));
            }
            return new Node.Items(items, list.line(), list.column());
        }
        Node.Entries map = (Node.Entries) node;
        List<Node.Entry> entries = map.entries().stream()
                .map(e -> new Node.Entry(
                        e.key(), replaceIn(e.value(), path + "." + e.key().text())))
                .toList();
        return new Node.Entries(entries, map.line(), map.column());
    }

    private Node.Text replaceIn(Node.Text text, String path) {
        if (text.kind() != Node.Kind.STRING || !text.text().contains("${")) {
            return text;
        }
        Node.Origin[] origin = {Node.Origin.WRITTEN};
        String replaced = VARIABLE.matcher(text.text()).replaceAll(match -> {
            if (match.group(1) != null) {
                return Matcher.quoteReplacement(match.group(1));
            }
            String name = match.group(2);
            String value = values.get(name);
            if ((value == null || value.isEmpty()) && match.group(3) != null) {
                value = match.group(3);
            }
            if (value == null) {
                missing.putIfAbsent(name, missing(name, new Place(file, path, text.line(), text.column())));
                origin[0] = Node.Origin.UNRESOLVED;
                return Matcher.quoteReplacement(match.group());
            }
            if (origin[0] == Node.Origin.WRITTEN) {
                origin[0] = Node.Origin.VARIABLE;
            }
            return Matcher.quoteReplacement(value);
        });
        return text.with(replaced, Node.Kind.STRING, origin[0]);
    }

    private static Problem missing(String name, Place place) {
        return Problem.error(
                "ENV_VARIABLE_MISSING",
                place,
                "The environment variable " + name + " is not set",
                "Set it, or write ${" + name + ":-…} with a default.");
    }

    private Node asUnresolved(Node node) {
        if (node instanceof Node.Text text) {
            return text.text().contains("${") ? text.with(text.text(), text.kind(), Node.Origin.UNRESOLVED) : text;
        }
        if (node instanceof Node.Items list) {
            return new Node.Items(list.items().stream().map(this::asUnresolved).toList(), list.line(), list.column());
        }
        Node.Entries map = (Node.Entries) node;
        List<Node.Entry> entries = map.entries().stream()
                .map(e -> new Node.Entry(e.key(), asUnresolved(e.value())))
                .toList();
        return new Node.Entries(entries, map.line(), map.column());
    }
}
