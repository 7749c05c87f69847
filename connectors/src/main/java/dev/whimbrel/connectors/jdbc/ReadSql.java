package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.ReadPlan.ReadColumn;
import dev.whimbrel.core.port.ReadPlan.ReadJoin;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statement that reads a plan's rows of a range, and where in its result everything stands. */
final class ReadSql {
    private final Dialect dialect;
    private final ReadPlan plan;
    private final String alias;
    private final @Nullable OwnerSql owner;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final int ownerColumns;

    ReadSql(Dialect dialect, Tables tables, ReadPlan plan) {
        this.dialect = dialect;
        this.plan = plan;
        this.alias = dialect.quote("w_t");
        this.owner = plan.ownership() instanceof Ownership.Paths paths
                ? new OwnerSql(dialect, tables, plan.table(), alias, paths)
                : null;
        List<String> tenants = owner == null ? List.of() : owner.tenants();
        this.ownerColumns = tenants.size();
        tenants.forEach(t -> places.put(t + " /* " + places.size() + " */", places.size() + 1));
        keyColumns().forEach(c -> place(null, c));
        plan.columns().forEach(c -> place(c.alias(), column(c)));
    }

    /** Whether no row can be read: all belong to one tenant, which is not wanted. */
    static boolean isEmpty(ReadPlan plan) {
        return plan.ownership() instanceof Ownership.Constant constant
                && !plan.tenants().isEmpty()
                && !plan.tenants().contains(new TenantId(constant.tenant()));
    }

    /** The rows of a range in the order of the key. */
    Sql statement(KeyRange range) {
        KeySql key = new KeySql(dialect, keyColumns(), alias);
        return statement(key.in(range)).add(" ORDER BY " + key.order());
    }

    /** All rows in whatever order. */
    Sql scan() {
        return statement(new Sql());
    }

    /** The rows of these keys, and those that the database takes for the same. */
    Sql statement(List<Key> keys) {
        return statement(among(keys));
    }

    private Sql among(List<Key> keys) {
        KeySql key = new KeySql(dialect, keyColumns(), alias);
        return keyColumns().size() == 1
                ? key.among(keys)
                : new Sql()
                        .add("(")
                        .add(Sql.join(" OR ", keys.stream().map(key::equal).toList()))
                        .add(")");
    }

    /** The rows of a range in whatever order, each value as {@code c} and its place in the result, and {@code here}, which is true. */
    Sql named(KeyRange range) {
        return named(new KeySql(dialect, keyColumns(), alias).in(range));
    }

    /** The same of these keys, and of those that the database takes for the same. */
    Sql named(List<Key> keys) {
        return named(among(keys));
    }

    private Sql named(Sql within) {
        StringBuilder selected = new StringBuilder("TRUE AS here");
        places.forEach((expression, place) ->
                selected.append(", ").append(expression).append(" AS c").append(place));
        return statement(selected.toString(), within);
    }

    private Sql statement(Sql within) {
        return statement(String.join(", ", places.keySet()), within);
    }

    private Sql statement(String selected, Sql within) {
        Sql sql = new Sql().add("SELECT " + selected);
        sql.add(" FROM " + dialect.table(plan.table().name()) + " " + alias);
        if (owner != null) {
            sql.add(owner.joins(true));
        }
        plan.joins().forEach(join -> sql.add(joined(join)));
        List<Sql> where = new ArrayList<>();
        if (!within.isEmpty()) {
            where.add(within);
        }
        if (owner != null && (owner.isJoined() || !plan.tenants().isEmpty())) {
            where.add(owner.ownedBy(plan.tenants()));
        }
        if (!where.isEmpty()) {
            sql.add(" WHERE ").add(Sql.join(" AND ", where));
        }
        return sql;
    }

    /** Columns 1 to this number hold tenants. */
    int ownerColumns() {
        return ownerColumns;
    }

    List<Column> keyColumns() {
        return plan.key().stream().map(k -> Tables.column(plan.table(), k)).toList();
    }

    /** The place of a key column in the result, from 1. */
    int[] keyPlaces() {
        return keyColumns().stream().mapToInt(c -> place(null, c)).toArray();
    }

    /** The places of the plan's columns in the result, from 1. */
    int[] valuePlaces() {
        return plan.columns().stream()
                .mapToInt(c -> place(c.alias(), column(c)))
                .toArray();
    }

    /** The column at a place, from 1; there is none for tenants. */
    Column columnAt(int place) {
        return columns.get(place - 1 - ownerColumns);
    }

    /** All columns selected, without tenants. */
    List<Column> selectedColumns() {
        return columns;
    }

    private int place(@Nullable String joinAlias, Column column) {
        String selected = dialect.selected(column, aliasOf(joinAlias) + "." + dialect.quote(column.name()));
        Integer known = places.get(selected);
        if (known != null) {
            return known;
        }
        places.put(selected, places.size() + 1);
        columns.add(column);
        return places.size();
    }

    private String joined(ReadJoin join) {
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < join.on().columns().size(); i++) {
            Column from =
                    Tables.column(tableOf(join.from()), join.on().columns().get(i));
            Column to =
                    Tables.column(join.table(), join.on().referencedColumns().get(i));
            equal.add(dialect.equal(
                    from,
                    aliasOf(join.from()) + "." + dialect.quote(from.name()),
                    to,
                    aliasOf(join.alias()) + "." + dialect.quote(to.name())));
        }
        return " LEFT JOIN " + dialect.table(join.table().name()) + " " + aliasOf(join.alias()) + " ON "
                + String.join(" AND ", equal);
    }

    private Column column(ReadColumn wanted) {
        return Tables.column(tableOf(wanted.alias()), wanted.column());
    }

    private Table tableOf(@Nullable String joinAlias) {
        return joinAlias == null
                ? plan.table()
                : plan.joins().get(joinOf(joinAlias)).table();
    }

    private String aliasOf(@Nullable String joinAlias) {
        return joinAlias == null ? alias : dialect.quote("w_j" + joinOf(joinAlias));
    }

    private int joinOf(String joinAlias) {
        for (int i = 0; i < plan.joins().size(); i++) {
            if (plan.joins().get(i).alias().equals(joinAlias)) {
                return i;
            }
        }
        throw new IllegalArgumentException("No join is named " + joinAlias);
    }
}
