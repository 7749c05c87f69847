package dev.whimbrel.engine.project;

import dev.whimbrel.core.port.Profiler.ColumnProfile;
import dev.whimbrel.core.port.Profiler.TableProfile;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drafts a project file from what the two systems are. What is likely is written, all else is listed in comments and left out, so
 * that a plan shows it as undecided. The draft reads the connections from {@code OLD_URL}, {@code OLD_USER}, {@code OLD_PASSWORD},
 * {@code NEW_URL}, {@code NEW_USER} and {@code NEW_PASSWORD}.
 */
public final class Draft {
    private final Schema source;
    private final Map<TableName, TableProfile> profiles;
    private final Schema target;
    private final DraftFlows likely;
    private final StringBuilder text = new StringBuilder();

    private Draft(Schema source, Map<TableName, TableProfile> profiles, Schema target) {
        this.source = source;
        this.profiles = profiles;
        this.target = target;
        this.likely = new DraftFlows(source, target, profiles);
    }

    /** The draft for a MariaDB source, as YAML; tables without profile have no row counts and rates. */
    public static String write(Schema source, Map<TableName, TableProfile> profiles, Schema target) {
        return write("migration", "mariadb", source, profiles, target);
    }

    /** The draft for a source of type {@code sourceType}, which is not {@code files}. */
    public static String write(
            String project, String sourceType, Schema source, Map<TableName, TableProfile> profiles, Schema target) {
        return new Draft(source, profiles, target).write(project, sourceType);
    }

    private String write(String project, String sourceType) {
        line("# yaml-language-server: $schema=https://whimbrel.dev/schema/migration-1.json");
        line("whimbrel: 1");
        line("project: " + YamlText.value(project));
        line("environments:");
        line("  dev:");
        line("    source: { type: " + sourceType
                + ", url: \"${OLD_URL}\", user: \"${OLD_USER}\", password: \"${OLD_PASSWORD}\" }");
        line(
                "    target: { type: postgresql, url: \"${NEW_URL}\", user: \"${NEW_USER}\", password: \"${NEW_PASSWORD}\" }");
        roster();
        relations();
        source.tables().forEach(this::table);
        flows();
        undecided();
        return text.toString();
    }

    private void roster() {
        line("");
        line("# Who are the tenants? Tables that many others lead to:");
        List<DraftGuesses.Candidate> candidates = new DraftGuesses(source).rosters();
        for (DraftGuesses.Candidate candidate : candidates) {
            line("#   tenants: { from: { table: "
                    + YamlText.value(candidate.table().name().toString()) + ", column: "
                    + YamlText.value(candidate.table().primaryKey().get(0)) + " } }   # " + candidate.reached()
                    + " tables lead there");
        }
        line(candidates.isEmpty() ? "#   none found" : "# Uncomment one of them.");
    }

    private void relations() {
        List<String> proposed = new DraftGuesses(source).relations();
        if (!proposed.isEmpty()) {
            line("");
            line("# Likely foreign keys that the source does not declare; uncomment what is true:");
            line("# relations:");
            proposed.forEach(relation -> line("#   - " + YamlText.value(relation)));
        }
    }

    private void table(Table table) {
        TableProfile profile = profiles.get(table.name());
        line("");
        line("# " + table.name() + ": " + rows(table, profile) + ", key "
                + (table.primaryKey().isEmpty() ? "none" : String.join(", ", table.primaryKey())));
        for (Column column : table.columns()) {
            line("#   " + column.name() + " " + column.type() + (column.nullable() ? "" : " not null")
                    + filling(column, profile));
        }
        for (ForeignKey key : table.foreignKeys()) {
            line("#   foreign key " + String.join(", ", key.columns()) + " -> " + key.references() + "("
                    + String.join(", ", key.referencedColumns()) + ")");
        }
    }

    private static String rows(Table table, @Nullable TableProfile profile) {
        if (profile != null) {
            return profile.rows() + " rows";
        }
        return table.rows() < 0 ? "rows not counted" : "about " + table.rows() + " rows";
    }

    private static String filling(Column column, @Nullable TableProfile profile) {
        if (profile == null) {
            return "";
        }
        return profile.columns().stream()
                .filter(p -> p.column().equals(column.name()))
                .findFirst()
                .map(p -> filling(p, profile.rows()))
                .orElse("");
    }

    private static String filling(ColumnProfile column, long rows) {
        double nulls = rows == 0 ? 0 : 100.0 * column.nulls() / rows;
        return String.format(Locale.ROOT, ": %.1f %% null, longest %d", nulls, column.longest())
                + (column.values().isEmpty() ? "" : ", values " + String.join(", ", column.values()));
    }

    private void flows() {
        line("");
        if (likely.flows().isEmpty()) {
            line("flows: {}");
            return;
        }
        line("flows:");
        for (DraftFlows.Flow flow : likely.flows()) {
            line("  " + YamlText.key(flow.name()) + ":");
            line("    from: " + YamlText.value(flow.from().name().toString()));
            line("    to: " + YamlText.value(flow.to().name().toString()));
            line("    source_key: " + YamlText.value(flow.sourceKey())
                    + (flow.to().column(flow.sourceKey()).isEmpty() ? "   # the target has no such column yet" : ""));
            line("    fields:" + (flow.fields().isEmpty() ? " {}" : ""));
            flow.fields().forEach((column, rule) -> line("      " + YamlText.key(column) + ": " + rule));
        }
    }

    private void undecided() {
        line("");
        line("# undecided:");
        Set<Table> moved = new HashSet<>();
        Set<Table> filled = new HashSet<>();
        for (DraftFlows.Flow flow : likely.flows()) {
            moved.add(flow.from());
            filled.add(flow.to());
            flow.to().columns().stream()
                    .map(Column::name)
                    .filter(c -> !flow.fields().containsKey(c) && !c.equals(flow.sourceKey()))
                    .forEach(c -> line("#   flow " + flow.name() + ": how to fill "
                            + flow.to().name() + "." + c));
            flow.from().columns().stream()
                    .map(Column::name)
                    .filter(c -> !flow.used().contains(c)
                            && !flow.from().primaryKey().contains(c))
                    .forEach(c -> line(
                            "#   flow " + flow.name() + ": where " + flow.from().name() + "." + c + " goes"));
        }
        source.tables().stream()
                .filter(t -> !moved.contains(t))
                .forEach(t -> line("#   source table " + t.name() + ": no flow reads it"));
        target.tables().stream()
                .filter(t -> !filled.contains(t))
                .forEach(t -> line("#   target table " + t.name() + ": no flow writes it"));
    }

    private void line(String line) {
        text.append(YamlText.comment(line)).append('\n');
    }
}
