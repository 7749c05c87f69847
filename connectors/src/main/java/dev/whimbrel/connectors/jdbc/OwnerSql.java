package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Ownership.Path;
import dev.whimbrel.core.schema.Ownership.Paths;
import dev.whimbrel.core.schema.Ownership.Step;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * SQL that finds the owners of a table's rows along paths. One path of single steps is joined to the statement. Otherwise each
 * path is a correlated sub-select that gives its lowest and its highest tenant: all equal means one owner.
 */
final class OwnerSql {
    private final Dialect dialect;
    private final Tables tables;
    private final Table table;
    private final String alias;
    private final List<Path> paths;

    /** @param alias quoted name that the table goes by in the statement */
    OwnerSql(Dialect dialect, Tables tables, Table table, String alias, Paths paths) {
        this.dialect = dialect;
        this.tables = tables;
        this.table = table;
        this.alias = alias;
        this.paths = paths.paths();
    }

    /** Whether the tenant is a column of the joined statement. */
    boolean isJoined() {
        return paths.size() == 1 && paths.get(0).steps().stream().allMatch(Step::single);
    }

    /** The tenant as it stands in the joined statement, where that is a whole number: then it is the same as its text is. */
    Optional<String> number() {
        return isJoined() && tenantColumn(0).type().isInteger() ? Optional.of(tenantReference(0)) : Optional.empty();
    }

    /** The joins of the one path; rows that it leads nowhere have no owner and fall out if {@code inner}. */
    String joins(boolean inner) {
        if (!isJoined()) {
            return "";
        }
        StringBuilder joins = new StringBuilder();
        List<Step> steps = paths.get(0).steps();
        for (int i = 0; i < steps.size(); i++) {
            joins.append(inner ? " JOIN " : " LEFT JOIN ")
                    .append(named(0, steps, i))
                    .append(" ON ")
                    .append(meets(0, steps, i));
        }
        return joins.toString();
    }

    /** What to select: the tenant, or the lowest and highest of each path. Null where a path leads nowhere. */
    List<String> tenants() {
        if (isJoined()) {
            return List.of(tenant(0));
        }
        List<String> found = new ArrayList<>();
        for (int p = 0; p < paths.size(); p++) {
            if (paths.get(p).steps().isEmpty()) {
                found.add(tenant(p));
            } else {
                found.add("(SELECT MIN(" + tenant(p) + ")" + from(p) + ")");
                found.add("(SELECT MAX(" + tenant(p) + ")" + from(p) + ")");
            }
        }
        return found;
    }

    /** The rows that at least one of these tenants owns; without tenants, the rows that have an owner. */
    Sql ownedBy(Collection<TenantId> wanted) {
        List<Sql> any = new ArrayList<>();
        for (int p = 0; p < paths.size(); p++) {
            Sql test = wanted.isEmpty() ? new Sql().add(present(p)) : among(p, wanted);
            boolean inPlace = isJoined() || paths.get(p).steps().isEmpty();
            any.add(
                    inPlace
                            ? test
                            : new Sql()
                                    .add("EXISTS (SELECT 1")
                                    .add(from(p))
                                    .add(" AND ")
                                    .add(test)
                                    .add(")"));
        }
        return any.isEmpty()
                ? new Sql().add("1 = 0")
                : new Sql().add("(").add(Sql.join(" OR ", any)).add(")");
    }

    /** That there is a tenant; a whole number need not be made a text to say so. */
    private String present(int path) {
        String tenant = tenantColumn(path).type().isInteger() ? tenantReference(path) : tenant(path);
        return tenant + " IS NOT NULL";
    }

    /** Compares in the column's own type, so that an index serves, and then as exact text, so that 'a' is not 'A'. */
    private Sql among(int path, Collection<TenantId> wanted) {
        Column column = tenantColumn(path);
        List<Sql> typed = new ArrayList<>();
        List<Sql> exact = new ArrayList<>();
        for (TenantId tenant : wanted.stream().sorted().toList()) {
            Object value = KeyParts.typed(tenant.text(), column.type());
            if (!column.type().isInteger() || value instanceof Long) {
                typed.add(new Sql().parameter(dialect.marker(column), dialect.bound(value, column)));
                exact.add(new Sql().parameter("?", dialect.exactBound(tenant.text())));
            }
        }
        if (exact.isEmpty()) {
            return new Sql().add("1 = 0");
        }
        Sql byType = in(tenantReference(path), typed);
        if (column.type().isInteger()) {
            return byType;
        }
        Sql byText = in(tenant(path), exact);
        return column.type().kind() == Type.Kind.TEXT ? byType.add(" AND ").add(byText) : byText;
    }

    private static Sql in(String expression, List<Sql> values) {
        return new Sql().add(expression + " IN (").add(Sql.join(", ", values)).add(")");
    }

    private String from(int path) {
        List<Step> steps = paths.get(path).steps();
        StringBuilder from = new StringBuilder(" FROM ").append(named(path, steps, 0));
        for (int i = 1; i < steps.size(); i++) {
            from.append(" JOIN ").append(named(path, steps, i)).append(" ON ").append(meets(path, steps, i));
        }
        return from.append(" WHERE ").append(meets(path, steps, 0)).toString();
    }

    private String named(int path, List<Step> steps, int step) {
        return dialect.table(at(path, step + 1, steps).name()) + " " + aliasOf(path, step + 1);
    }

    private String meets(int path, List<Step> steps, int step) {
        Step to = steps.get(step);
        Table left = at(path, step, steps);
        Table right = at(path, step + 1, steps);
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < to.columns().size(); i++) {
            Column from = Tables.column(left, to.columns().get(i));
            Column target = Tables.column(right, to.toColumns().get(i));
            equal.add(dialect.equal(
                    from, reference(aliasOf(path, step), from), target, reference(aliasOf(path, step + 1), target)));
        }
        return String.join(" AND ", equal);
    }

    private Table at(int path, int step, List<Step> steps) {
        return step == 0 ? table : tables.find(steps.get(step - 1).to());
    }

    private String aliasOf(int path, int step) {
        return step == 0 ? alias : dialect.quote("w_o" + path + "_" + step);
    }

    private String tenant(int path) {
        return dialect.tenantText(tenantColumn(path), tenantReference(path));
    }

    private String tenantReference(int path) {
        return reference(aliasOf(path, paths.get(path).steps().size()), tenantColumn(path));
    }

    private Column tenantColumn(int path) {
        Path way = paths.get(path);
        return Tables.column(at(path, way.steps().size(), way.steps()), way.tenantColumn());
    }

    private String reference(String owner, Column column) {
        return owner + "." + dialect.quote(column.name());
    }
}
