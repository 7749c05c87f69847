package dev.whimbrel.engine.project;

import dev.whimbrel.core.port.Profiler.ColumnProfile;
import dev.whimbrel.core.port.Profiler.TableProfile;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Likely flows: which source table becomes which target table, and which columns go along without loss. */
final class DraftFlows {
    private static final Set<String> SOURCE_KEYS =
            Set.of("legacyid", "legacykey", "oldid", "oldkey", "sourceid", "sourcekey", "externalid");

    private final Schema target;
    private final Map<TableName, TableProfile> profiles;
    private final List<Flow> flows = new ArrayList<>();

    /** A likely flow; {@code fields} are target columns with their rules as YAML. */
    record Flow(String name, Table from, Table to, String sourceKey, Map<String, String> fields, Set<String> used) {}

    private record Pair(Table from, Table to, double likeness) {}

    DraftFlows(Schema source, Schema target, Map<TableName, TableProfile> profiles) {
        this.target = target;
        this.profiles = profiles;
        Set<String> names = new HashSet<>();
        for (Pair pair : pairs(source)) {
            String name = name(pair.from().name().name(), names);
            flows.add(new Flow(
                    name, pair.from(), pair.to(), sourceKey(pair.to()), new LinkedHashMap<>(), new LinkedHashSet<>()));
        }
        flows.forEach(this::fill);
    }

    List<Flow> flows() {
        return flows;
    }

    /** Whether the project file can name it: a dot would be taken for the end of a schema or an alias. */
    static boolean nameable(String name) {
        return !name.isBlank() && name.indexOf('.') < 0 && name.equals(name.strip());
    }

    private static boolean nameable(TableName name) {
        String schema = name.schema();
        return nameable(name.name()) && (schema == null || nameable(schema));
    }

    private List<Pair> pairs(Schema source) {
        List<Pair> all = new ArrayList<>();
        for (Table from : source.tables()) {
            for (Table to : target.tables()) {
                double likeness = likeness(from, to);
                if (likeness >= 0.5 && nameable(from.name()) && nameable(to.name())) {
                    all.add(new Pair(from, to, likeness));
                }
            }
        }
        all.sort(Comparator.comparingDouble((Pair p) -> -p.likeness())
                .thenComparing(p -> p.from().name())
                .thenComparing(p -> p.to().name()));
        Set<Table> taken = new HashSet<>();
        List<Pair> best = new ArrayList<>();
        for (Pair pair : all) {
            if (!taken.contains(pair.from()) && !taken.contains(pair.to())) {
                taken.add(pair.from());
                taken.add(pair.to());
                best.add(pair);
            }
        }
        best.sort(Comparator.comparing(p -> p.from().name()));
        return best;
    }

    private static double likeness(Table from, Table to) {
        String first = from.name().name();
        String second = to.name().name();
        long alike = to.columns().stream()
                .filter(c -> from.columns().stream()
                        .anyMatch(f -> NameLikeness.sameColumn(first, f.name(), second, c.name())))
                .count();
        double columns = (double) alike
                / Math.max(1, Math.min(from.columns().size(), to.columns().size()));
        boolean same = NameLikeness.plain(first).equals(NameLikeness.plain(second));
        return same ? 1 + columns : 0.5 * NameLikeness.share(first, second) + 0.6 * Math.min(1, columns);
    }

    private static String name(String table, Set<String> taken) {
        String base = table.replaceAll("[^A-Za-z0-9_]", "_");
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "_" + i;
        }
        return name;
    }

    private static String sourceKey(Table to) {
        return to.columns().stream()
                .map(Column::name)
                .filter(c -> SOURCE_KEYS.contains(c.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse("legacy_id");
    }

    private void fill(Flow flow) {
        for (Column column : flow.to().columns()) {
            if (!column.name().equals(flow.sourceKey()) && column.filling() != Column.Filling.COMPUTED) {
                rule(flow, column).ifPresent(rule -> flow.fields().put(column.name(), rule));
            }
        }
    }

    private Optional<String> rule(Flow flow, Column column) {
        boolean isKey = flow.to().primaryKey().equals(List.of(column.name()));
        Optional<ForeignKey> reference = flow.to().foreignKeys().stream()
                .filter(key -> key.columns().contains(column.name()))
                .findFirst();
        if (reference.isPresent()) {
            return reference(flow, column, reference.orElseThrow());
        }
        if (isKey && column.type().isInteger() && column.filling() == Column.Filling.IDENTITY) {
            return Optional.of("{ generated: sequence }");
        }
        if (isKey && column.type().kind() == Type.Kind.UUID) {
            return Optional.of("{ generated: uuid }");
        }
        List<Column> alike = alike(flow, column).stream()
                .filter(c -> Lossless.fits(c.type(), column.type()) && filled(flow.from(), c, column))
                .toList();
        if (alike.size() == 1) {
            flow.used().add(alike.get(0).name());
            return Optional.of(YamlText.value(alike.get(0).name()));
        }
        boolean itself = column.filling() == Column.Filling.DEFAULT || column.filling() == Column.Filling.IDENTITY;
        return alike(flow, column).isEmpty() && itself ? Optional.of("{ default: true }") : Optional.empty();
    }

    /** A column that points to another flow's rows takes their new keys, never the old ones. */
    private Optional<String> reference(Flow flow, Column column, ForeignKey key) {
        List<String> rules = new ArrayList<>();
        for (Flow other : flows) {
            boolean pointsThere =
                    target.table(key.references()).filter(other.to()::equals).isPresent();
            for (ForeignKey old : flow.from().foreignKeys()) {
                boolean fromThere = old.references().equals(other.from().name())
                        && old.referencedColumns().equals(other.from().primaryKey());
                if (pointsThere
                        && fromThere
                        && key.columns().size() == 1
                        && old.columns().size() == 1) {
                    String of = old.columns().get(0);
                    boolean only = flow.from().foreignKeys().stream()
                                    .filter(k -> k.references().equals(old.references()))
                                    .count()
                            == 1;
                    boolean named = NameLikeness.sameColumn(
                            flow.from().name().name(), of, flow.to().name().name(), column.name());
                    if ((only || named) && of.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                        rules.add("{ ref: " + YamlText.value(other.name()) + ", of: " + YamlText.value(of) + " }");
                        flow.used().add(of);
                    }
                }
            }
        }
        return rules.size() == 1 ? Optional.of(rules.get(0)) : Optional.empty();
    }

    private static List<Column> alike(Flow flow, Column column) {
        String from = flow.from().name().name();
        String to = flow.to().name().name();
        return flow.from().columns().stream()
                .filter(c -> nameable(c.name()) && NameLikeness.sameColumn(from, c.name(), to, column.name()))
                .toList();
    }

    private boolean filled(Table from, Column column, Column into) {
        if (into.nullable() || !column.nullable()) {
            return true;
        }
        TableProfile profile = profiles.get(from.name());
        return profile != null
                && profile.columns().stream()
                        .filter(p -> p.column().equals(column.name()))
                        .mapToLong(ColumnProfile::nulls)
                        .allMatch(nulls -> nulls == 0);
    }
}
