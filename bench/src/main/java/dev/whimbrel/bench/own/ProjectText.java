package dev.whimbrel.bench.own;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.server.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The project files of figures with one table, as a sensible user would write them for an empty target: tenants by name, indexes
 * made once the rows are there, and every other setting the product's own.
 */
public record ProjectText(String source, String target, Layout layout, String to, Map<String, String> fields) {
    public ProjectText {
        fields = Map.copyOf(fields);
    }

    /** A project file for a source and a target. */
    public interface Shape {
        String of(Database source, Database target);
    }

    /** Every column as it is. */
    public static ProjectText plain(Database source, Database target, Layout layout) {
        return new ProjectText(connection(source), connection(target), layout, "public." + layout.table(), Map.of());
    }

    /** Every column of a CSV file as it is. */
    public static ProjectText csv(String files, Database target, Layout layout) {
        return new ProjectText(files, connection(target), layout, "public." + layout.table(), Map.of());
    }

    /** Some of the columns by other rules, such as {@code { sql: "…" }}. */
    public ProjectText with(Map<String, String> rules) {
        return new ProjectText(source, target, layout, to, rules);
    }

    /** Into another table of the same shape. */
    public ProjectText into(String table) {
        return new ProjectText(source, target, layout, table, fields);
    }

    static String connection(Database database) {
        return "{ type: %s, url: \"%s\", user: %s, password: \"%s\"%s }"
                .formatted(
                        database.system(),
                        database.url(),
                        database.user(),
                        database.password(),
                        database.system().equals("postgresql") ? ", schema: public" : "");
    }

    /** A project that moves nothing, for commands that only look into the ledger. */
    public static String withoutTables(Database target) {
        return """
                whimbrel: 1
                project: bench
                environments:
                  bench:
                    source: %1$s
                    target: %1$s
                tenants: { list: [ "1" ] }
                flows: { none: { from: none, to: none, source_key: id, fields: {} } }
                """.formatted(connection(target).replace(", schema: public", ""));
    }

    public String yaml() {
        return """
                whimbrel: 1
                project: bench
                environments:
                  bench:
                    source: %s
                    target: %s
                tenants: { list: [ %s ] }
                scope:
                  %s: { column: tenant_id }
                settings: { indexes: rebuild }
                flows:
                  %s:
                    from: %s
                    to: %s
                    source_key: %s
                    fields:
                %s
                """.formatted(
                        source,
                        target.replace(", schema: public", ""),
                        tenants(),
                        layout.table(),
                        layout.table(),
                        layout.table(),
                        to,
                        Layout.SOURCE_KEY,
                        rules());
    }

    static String tenants() {
        return IntStream.rangeClosed(1, Layout.TENANTS)
                .mapToObj(tenant -> "\"" + tenant + "\"")
                .collect(Collectors.joining(", "));
    }

    private String rules() {
        Map<String, String> all = new LinkedHashMap<>();
        layout.names().forEach(name -> all.put(name, fields.getOrDefault(name, name)));
        return all.entrySet().stream()
                .map(rule -> "      " + rule.getKey() + ": " + rule.getValue())
                .collect(Collectors.joining("\n"));
    }
}
