package dev.whimbrel.engine.project;

import dev.whimbrel.core.difference.Tolerance;
import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.mapping.Comparing;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.Grouping;
import dev.whimbrel.core.schema.TableName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a flow and notes where each of its parts stands. */
final class FlowBuilder {
    private final String file;
    private final String name;
    private final Node.Text key;
    private final Node.Entries map;
    private final Map<String, Place> places = new HashMap<>();

    FlowBuilder(String file, Node.Entry entry) {
        this.file = file;
        this.key = entry.key();
        this.name = key.text();
        this.map = (Node.Entries) entry.value();
    }

    Flow build() {
        places.put("", place("", key));
        map.entries().forEach(e -> note(e.key().text(), e.value()));
        Optional<Node.Entries> from =
                map.value("from").filter(Node.Entries.class::isInstance).map(Node.Entries.class::cast);
        from.ifPresent(f -> f.entries().forEach(e -> note(e.key().text(), e.value())));
        return new Flow(
                name,
                TableName.parse(from.map(f -> Read.needed(f, "table")).orElseGet(() -> Read.needed(map, "from"))),
                from.map(f -> Read.texts(f, "key")).orElse(List.of()),
                from.map(this::joins).orElse(List.of()),
                from.flatMap(f -> Read.text(f, "where")).orElse(null),
                from.flatMap(f -> Read.text(f, "because")).orElse(null),
                TableName.parse(Read.needed(map, "to")),
                Read.needed(map, "source_key"),
                fields(),
                dropped(),
                publicColumns(),
                Read.text(map, "mask_key").filter("true"::equals).isPresent(),
                grouping(),
                new Comparing(Read.texts(map, "surrogate"), Set.copyOf(Read.texts(map, "ids")), tolerances()),
                places);
    }

    private List<Flow.Join> joins(Node.Entries from) {
        return Read.entries(from, "join").stream()
                .map(e -> {
                    Node.Entries join = (Node.Entries) e.value();
                    note("join." + e.key().text(), e.key());
                    note("join." + e.key().text() + ".on", join.value("on").orElseThrow());
                    return new Flow.Join(
                            e.key().text(), TableName.parse(Read.needed(join, "table")), Read.texts(join, "on"));
                })
                .toList();
    }

    private Map<String, FieldRule> fields() {
        Map<String, FieldRule> fields = new LinkedHashMap<>();
        for (Node.Entry entry : Read.entries(map, "fields")) {
            String path = "fields." + entry.key().text();
            fields.put(entry.key().text(), rule(path, entry.value()));
        }
        return fields;
    }

    private FieldRule rule(String path, Node node) {
        note(path, node);
        if (!(node instanceof Node.Entries parts)) {
            return new FieldRule.Copy(Read.text(node));
        }
        parts.entries().forEach(e -> note(path + "." + e.key().text(), e.value()));
        // Faults of a rule's one expression point into it.
        parts.value("sql")
                .or(() -> parts.value("of").filter(Node.Text.class::isInstance))
                .ifPresent(text -> note(path, text));
        return switch (kind(parts)) {
            case "sql" -> new FieldRule.Sql(Read.needed(parts, "sql"));
            case "lookup" -> new FieldRule.Lookup(Read.needed(parts, "lookup"), Read.needed(parts, "of"));
            case "ref" -> new FieldRule.Reference(Read.needed(parts, "ref"), Read.texts(parts, "of"));
            case "value" ->
                new FieldRule.Constant(Read.scalar(parts.value("value").orElseThrow()));
            case "generated" ->
                new FieldRule.Generated(FieldRule.Generator.valueOf(
                        Read.needed(parts, "generated").toUpperCase(Locale.ROOT)));
            default -> new FieldRule.Default();
        };
    }

    private static String kind(Node.Entries parts) {
        return parts.keys().stream().filter(k -> !k.equals("of")).findFirst().orElseThrow();
    }

    private Map<String, String> dropped() {
        Map<String, String> dropped = new LinkedHashMap<>();
        for (Node.Entry entry : Read.entries(map, "drop")) {
            note("drop." + entry.key().text(), entry.key());
            dropped.put(entry.key().text(), Read.text(entry.value()));
        }
        return dropped;
    }

    private Map<String, Tolerance> tolerances() {
        Map<String, Tolerance> tolerances = new LinkedHashMap<>();
        for (Node.Entry entry : Read.entries(map, "tolerances")) {
            note("tolerances." + entry.key().text(), entry.key());
            tolerances.put(entry.key().text(), ToleranceReader.read(entry.value()));
        }
        return tolerances;
    }

    private Set<String> publicColumns() {
        Set<String> columns = new LinkedHashSet<>();
        map.value("public").map(Node.Items.class::cast).ifPresent(list -> list.items()
                .forEach(item -> {
                    note("public." + Read.text(item), item);
                    columns.add(Read.text(item));
                }));
        return columns;
    }

    private @Nullable Grouping grouping() {
        return Read.map(map, "survivors")
                .<Grouping>map(this::survivors)
                .or(() -> Read.map(map, "consolidate").map(this::consolidation))
                .orElse(null);
    }

    private Grouping survivors(Node.Entries parts) {
        parts.entries().forEach(e -> note("survivors." + e.key().text(), e.value()));
        return new Grouping.Survivors(Read.texts(parts, "by"), Read.texts(parts, "keep"));
    }

    private Grouping consolidation(Node.Entries parts) {
        parts.entries().forEach(e -> note("consolidate." + e.key().text(), e.value()));
        Map<String, Grouping.Resolution> resolve = new LinkedHashMap<>();
        for (Node.Entry entry : Read.entries(parts, "resolve")) {
            String path = "consolidate.resolve." + entry.key().text();
            note(path, entry.value());
            resolve.put(entry.key().text(), resolution(path, entry.value()));
        }
        return new Grouping.Consolidation(Read.texts(parts, "by"), resolve);
    }

    private Grouping.Resolution resolution(String path, Node node) {
        if (node instanceof Node.Text text) {
            return new Grouping.Resolution(ruleOf(text.text()), null, List.of());
        }
        Node.Entry said = ((Node.Entries) node).entries().get(0);
        Grouping.Rule rule = ruleOf(said.key().text());
        note(path, said.value());
        return rule == Grouping.Rule.LATEST
                ? new Grouping.Resolution(rule, Read.text(said.value()), List.of())
                : new Grouping.Resolution(rule, null, Read.texts(said.value()));
    }

    private static Grouping.Rule ruleOf(String name) {
        return Grouping.Rule.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Notes where a part and, for a list, its items by number stand. A text's place is that of its first character. */
    private void note(String path, Node node) {
        places.put(path, place(path, node));
        if (node instanceof Node.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                note(path + "." + i, list.items().get(i));
            }
        }
    }

    private Place place(String path, Node node) {
        String full = "flows." + name + (path.isEmpty() ? "" : "." + path);
        if (node instanceof Node.Text text) {
            return new Place(file, full, text.start().line(), text.start().column());
        }
        return new Place(file, full, node.line(), node.column());
    }
}
