package dev.whimbrel.control.ledger;

import dev.whimbrel.control.ledger.Identities.Totals;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The row equations of finished runs. */
public final class Balances {
    private final Handle handle;

    Balances(Handle handle) {
        this.handle = handle;
    }

    static Counts counts(ResultSet rows) throws SQLException {
        return new Counts(
                rows.getLong("rows_read"),
                rows.getLong("inserted"),
                rows.getLong("updated"),
                rows.getLong("unchanged"),
                rows.getLong("merged"),
                rows.getLong("excluded"),
                rows.getLong("quarantined"),
                rows.getLong("held"),
                rows.getLong("linked"));
    }

    /** Replaces the equations of a run. */
    public void replace(long run, List<Balance> balances) {
        handle.createUpdate("delete from whimbrel.balance where run_id = :run")
                .bind("run", run)
                .execute();
        PreparedBatch batch = handle.prepareBatch("""
                insert into whimbrel.balance values (:run, :flowNo, :tenant, :sourceRows, :read, :inserted, :updated,
                  :unchanged, :merged, :excluded, :quarantined, :held, :targetRows, :targetExpected, :gone)
                """);
        for (Balance balance : balances) {
            batch.bind("run", run)
                    .bind("flowNo", balance.flowNo())
                    .bind("tenant", balance.tenant().text())
                    .bind("sourceRows", balance.sourceRows())
                    .bindMethods(balance.counts())
                    .bind("targetRows", balance.targetRows())
                    .bind("targetExpected", balance.targetExpected())
                    .bind("gone", balance.gone())
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    public List<Balance> list(long run) {
        return handle.createQuery("""
                        select b.*, 0 as linked, f.name from whimbrel.balance b join whimbrel.flow f using (flow_no)
                        where run_id = :run order by flow_no, length(tenant), tenant
                        """)
                .bind("run", run)
                .map((rows, context) -> new Balance(
                        rows.getInt("flow_no"),
                        rows.getString("name"),
                        new TenantId(rows.getString("tenant")),
                        rows.getLong("source_rows"),
                        counts(rows),
                        rows.getLong("target_rows"),
                        rows.getLong("target_expected"),
                        rows.getLong("gone")))
                .list();
    }

    /** Distinct target keys by tenant, as the identity map says and as the target table really has them. */
    public record Standing(long expected, long found) {
        Standing plus(Standing other) {
            return new Standing(expected + other.expected, found + other.found);
        }
    }

    /**
     * Counts, for one flow, how many target rows the identity map expects and how many of them the table has.
     *
     * @param keyText SQL expression over alias {@code t} that gives the canonical text of the target's key
     * @param wholeKey the key's column where it is a single whole number, else null
     * @param known the flow's rows as {@link Identities#totals} counts them in the same transaction
     */
    public Map<TenantId, Standing> standing(
            int flowNo, TableName table, String keyText, @Nullable String wholeKey, Totals known) {
        Map<TenantId, Standing> result = new LinkedHashMap<>();
        handle.createQuery("""
                        select i.tenant, count(*) as expected, count(t.k) as found
                        from (select distinct tenant, target_key from %s claimed where outcome = 'WRITTEN') i
                          left join (select %s as k from %s t) t on t.k = i.target_key
                        group by i.tenant
                        """.formatted(Identities.CLAIMED, keyText, Names.quoted(table)))
                .bind("flow", flowNo)
                .map((rows, context) -> Map.entry(
                        new TenantId(rows.getString("tenant")),
                        new Standing(rows.getLong("expected"), rows.getLong("found"))))
                .forEach(entry -> result.put(entry.getKey(), entry.getValue()));
        if (wholeKey != null) {
            new IdentityPages(handle)
                    .standing(flowNo, table, wholeKey, known.inPages())
                    .forEach((tenant, standing) -> result.merge(tenant, standing, Standing::plus));
        }
        return result;
    }
}
