package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Statements that count rows by owner: aggregates of their own, with the meaning that {@link ReadSql} gives to a row's owner. */
final class CountSql {
    private final Dialect dialect;
    private final Table table;
    private final String alias;
    private final OwnerSql owner;

    CountSql(Dialect dialect, Tables tables, Table table, Ownership.Paths paths) {
        this.dialect = dialect;
        this.table = table;
        this.alias = dialect.quote("w_t");
        this.owner = new OwnerSql(dialect, tables, table, alias, paths);
    }

    /** Counts all rows. */
    static Sql all(Dialect dialect, Table table) {
        return new Sql().add("SELECT COUNT(*) FROM " + dialect.table(table.name()));
    }

    /** Gives owner and number of rows, {@code *} for several owners. */
    Sql byOwner(Collection<TenantId> tenants) {
        return owner.number().map(number -> byNumber(number, tenants)).orElseGet(() -> byText(tenants));
    }

    /** Rows are counted by the tenant's number first, so that a text is made of each tenant and not of each row. */
    private Sql byNumber(String number, Collection<TenantId> tenants) {
        Sql sql = new Sql()
                .add("SELECT w_owner, SUM(w_n) FROM (SELECT " + owner.tenants().get(0)
                        + " AS w_owner, COUNT(*) AS w_n FROM ")
                .add(dialect.table(table.name()) + " " + alias + owner.joins(true));
        if (!tenants.isEmpty()) {
            sql.add(" WHERE ").add(owner.ownedBy(tenants));
        }
        return sql.add(" GROUP BY " + number + ") w_d WHERE w_owner IS NOT NULL GROUP BY w_owner");
    }

    private Sql byText(Collection<TenantId> tenants) {
        return new Sql()
                .add("SELECT w_owner, COUNT(*) FROM (SELECT " + label() + " AS w_owner FROM (")
                .add(owners(true, tenants))
                .add(") w_d) w_e WHERE w_owner IS NOT NULL GROUP BY w_owner");
    }

    /** Gives the numbers of rows with one, several and no owner. */
    Sql byNumber() {
        return new Sql()
                .add("SELECT SUM(CASE WHEN w_owner IS NOT NULL AND w_several = 0 THEN 1 ELSE 0 END), SUM(w_several),")
                .add(" SUM(CASE WHEN w_owner IS NULL THEN 1 ELSE 0 END) FROM (SELECT ")
                .add(first() + " AS w_owner, CASE WHEN " + differ() + " THEN 1 ELSE 0 END AS w_several FROM (")
                .add(owners(false, List.of()))
                .add(") w_d) w_e");
    }

    private Sql owners(boolean owned, Collection<TenantId> tenants) {
        List<String> found = owner.tenants();
        List<String> named = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            named.add(found.get(i) + " AS w_" + i);
        }
        String columns = named.isEmpty() ? "NULL AS w_0" : String.join(", ", named);
        Sql sql = new Sql().add("SELECT " + columns + " FROM " + dialect.table(table.name()) + " " + alias);
        sql.add(owner.joins(owned));
        if (owned && !tenants.isEmpty()) {
            sql.add(" WHERE ").add(owner.ownedBy(tenants));
        }
        return sql;
    }

    private String label() {
        return "CASE WHEN " + differ() + " THEN " + dialect.exactLiteral("*") + " ELSE " + first() + " END";
    }

    private String first() {
        int number = places();
        if (number == 1) {
            return "w_0";
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add("w_" + i);
        }
        return "COALESCE(" + String.join(", ", all) + ")";
    }

    /** Whether any tenant found is not the first one found; null, which is unlike nothing, counts as the same. */
    private String differ() {
        List<String> differences = new ArrayList<>();
        for (int i = 1; i < places(); i++) {
            differences.add("w_" + i + " <> " + first());
        }
        return differences.isEmpty() ? "1 = 0" : String.join(" OR ", differences);
    }

    private int places() {
        return Math.max(1, owner.tenants().size());
    }
}
