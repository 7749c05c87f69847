package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The foreign keys that the project file declares, put beside those that the source itself has. */
public final class Relations {
    private final Project project;

    private Relations(Project project) {
        this.project = project;
    }

    public static Relations of(Project project) {
        return new Relations(project);
    }

    /** The schema with the declared foreign keys added; those that do not fit or are there already are left out. */
    public Schema addTo(Schema schema) {
        List<Table> tables = schema.tables().stream()
                .map(table -> {
                    List<ForeignKey> keys = new ArrayList<>(table.foreignKeys());
                    for (Relation relation : project.relations()) {
                        foreignKey(relation, table, schema)
                                .filter(key -> keys.stream().noneMatch(known -> same(known, key)))
                                .ifPresent(keys::add);
                    }
                    return keys.size() == table.foreignKeys().size() ? table : with(table, keys);
                })
                .toList();
        return new Schema(tables);
    }

    /** One problem for each declared foreign key whose tables or columns the schema does not have. */
    public List<Problem> problems(Schema schema) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < project.relations().size(); i++) {
            Relation relation = project.relations().get(i);
            String path = "relations." + i;
            missing(schema, relation.from(), relation.columns())
                    .or(() -> missing(schema, relation.to(), relation.toColumns()))
                    .ifPresent(what -> problems.add(Problem.error(
                            "SCOPE_BROKEN",
                            project.place(path),
                            "Cannot follow the relation " + relation + ": " + what,
                            "Mend the names, or remove the relation.")));
            if (isThere(relation, schema) && !leadsToOne(relation, schema)) {
                problems.add(Problem.error(
                        "RELATION_NOT_UNIQUE",
                        project.place(path),
                        "Cannot follow the relation " + relation + ": nothing keeps two rows of " + relation.to()
                                + " from having the same " + String.join(", ", relation.toColumns())
                                + ", and rows could be doubled",
                        "Relate to a primary key or a unique key of the source."));
            }
        }
        return problems;
    }

    private static boolean isThere(Relation relation, Schema schema) {
        return missing(schema, relation.from(), relation.columns()).isEmpty()
                && missing(schema, relation.to(), relation.toColumns()).isEmpty();
    }

    /** Whether the columns that a relation leads to are a key, or hold one. Files have no keys that are kept; they are not joined. */
    private static boolean leadsToOne(Relation relation, Schema schema) {
        Table parent = schema.table(relation.to()).orElseThrow();
        Set<String> columns = Set.copyOf(real(parent, relation.toColumns()));
        return (!parent.primaryKey().isEmpty() && columns.containsAll(parent.primaryKey()))
                || parent.uniqueKeys().stream().anyMatch(key -> key.plain() && columns.containsAll(key.columns()));
    }

    private static Optional<String> missing(Schema schema, TableName name, List<String> columns) {
        Optional<Table> table = schema.table(name);
        if (table.isEmpty()) {
            return Optional.of("the source has no table " + name);
        }
        return columns.stream()
                .filter(column -> table.orElseThrow().column(column).isEmpty())
                .findFirst()
                .map(column -> "table " + name + " has no column " + column);
    }

    private static Optional<ForeignKey> foreignKey(Relation relation, Table table, Schema schema) {
        boolean here = schema.table(relation.from()).filter(table::equals).isPresent();
        if (!here
                || missing(schema, relation.from(), relation.columns()).isPresent()
                || missing(schema, relation.to(), relation.toColumns()).isPresent()) {
            return Optional.empty();
        }
        Table parent = schema.table(relation.to()).orElseThrow();
        return Optional.of(new ForeignKey(
                "declared: " + relation,
                real(table, relation.columns()),
                parent.name(),
                real(parent, relation.toColumns())));
    }

    private static List<String> real(Table table, List<String> columns) {
        return columns.stream()
                .map(c -> table.column(c).map(Column::name).orElseThrow())
                .toList();
    }

    private static boolean same(ForeignKey first, ForeignKey second) {
        return first.columns().equals(second.columns())
                && first.references().equals(second.references())
                && first.referencedColumns().equals(second.referencedColumns());
    }

    private static Table with(Table table, List<ForeignKey> keys) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.uniqueKeys(),
                keys,
                table.checks(),
                table.rows(),
                table.bytes());
    }
}
