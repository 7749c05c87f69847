package dev.whimbrel.control.ledger;

import dev.whimbrel.control.ledger.Balances.Standing;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The rows that repairs are to rewrite, by flow under numbers from 1, over which their chunks are cut. */
public final class RepairKeys {
    private static final int BATCH = 5_000;

    private final Handle handle;

    RepairKeys(Handle handle) {
        this.handle = handle;
    }

    /** Records all rows of a flow. */
    public void add(long run, int flowNo, List<RepairKey> keys) {
        for (int from = 0; from < keys.size(); from += BATCH) {
            List<RepairKey> some = keys.subList(from, Math.min(keys.size(), from + BATCH));
            handle.createUpdate("""
                            insert into whimbrel.repair_key (run_id, flow_no, key_no, source_key, tenant, pattern_id)
                            select :run, :flow, :before + n, source_key, tenant, pattern
                            from unnest(:keys, :tenants, :patterns) with ordinality k (source_key, tenant, pattern, n)
                            """)
                    .bind("run", run)
                    .bind("flow", flowNo)
                    .bind("before", (long) from)
                    .bindArray(
                            "keys",
                            String.class,
                            some.stream().map(RepairKey::sourceKey).toList())
                    .bindArray(
                            "tenants",
                            String.class,
                            some.stream().map(RepairKey::tenant).toList())
                    .bindArray(
                            "patterns",
                            String.class,
                            some.stream().map(RepairKey::pattern).toList())
                    .execute();
        }
    }

    /** The range of {@code rows} rows after a number, or of the first ones. */
    public KeyRange cut(long run, int flowNo, @Nullable Key after, int rows) {
        Query query = handle.createQuery("""
                select key_no from whimbrel.repair_key where run_id = :run and flow_no = :flow and key_no > :after
                order by key_no offset :before limit 1
                """);
        return query.bind("run", run)
                .bind("flow", flowNo)
                .bind("after", after == null ? 0L : number(after))
                .bind("before", rows - 1)
                .mapTo(Long.class)
                .findOne()
                .map(last -> new KeyRange(after, Key.of(last), rows))
                .orElseGet(() -> new KeyRange(after, null, -1));
    }

    /** The rows of a range. */
    public List<RepairKey> read(long run, int flowNo, KeyRange range) {
        return handle.createQuery("""
                        select source_key, tenant, pattern_id from whimbrel.repair_key
                        where run_id = :run and flow_no = :flow and key_no > :after and key_no <= :upTo
                          and source_key is not null order by key_no
                        """)
                .bind("run", run)
                .bind("flow", flowNo)
                .bind("after", range.after() == null ? 0L : number(range.after()))
                .bind("upTo", range.upTo() == null ? Long.MAX_VALUE : number(range.upTo()))
                .map((rows, context) -> new RepairKey(rows.getString(1), rows.getString(2), rows.getString(3)))
                .list();
    }

    private static long number(Key key) {
        return (Long) key.parts().get(0);
    }

    /** How many rows were asked for, by flow and tenant. */
    public Map<Integer, Map<TenantId, Long>> asked(long run) {
        Map<Integer, Map<TenantId, Long>> asked = new LinkedHashMap<>();
        handle.createQuery("""
                        select flow_no, tenant, count(*) as n from whimbrel.repair_key where run_id = :run
                        group by flow_no, tenant order by flow_no, tenant
                        """)
                .bind("run", run)
                .map((rows, context) -> {
                    asked.computeIfAbsent(rows.getInt("flow_no"), flow -> new LinkedHashMap<>())
                            .put(new TenantId(rows.getString("tenant")), rows.getLong("n"));
                    return true;
                })
                .list();
        return asked;
    }

    /** Ids of the patterns whose rows were asked for. */
    public Set<String> patterns(long run) {
        return new TreeSet<>(
                handle.createQuery("select distinct pattern_id from whimbrel.repair_key where run_id = :run")
                        .bind("run", run)
                        .mapTo(String.class)
                        .list());
    }

    /**
     * Counts, for the rows that were asked for of one flow, how many target rows the identity map expects and how many of them the
     * table has.
     *
     * @param keyText SQL expression over alias {@code t} that gives the canonical text of the target's key
     */
    public Map<TenantId, Standing> standing(long run, int flowNo, TableName table, String keyText) {
        Map<TenantId, Standing> result = new LinkedHashMap<>();
        handle.createQuery("""
                        select i.tenant, count(*) as expected, count(t.k) as found
                        from (select distinct k.tenant, i.target_key from whimbrel.repair_key k
                                join whimbrel.identity i on i.flow_no = k.flow_no and i.source_key = k.source_key
                              where k.run_id = :run and k.flow_no = :flow and i.outcome = 'WRITTEN') i
                          left join (select %s as k from %s t) t on t.k = i.target_key
                        group by i.tenant
                        """.formatted(keyText, Names.quoted(table)))
                .bind("run", run)
                .bind("flow", flowNo)
                .map((rows, context) -> result.put(
                        new TenantId(rows.getString("tenant")),
                        new Standing(rows.getLong("expected"), rows.getLong("found"))))
                .list();
        return result;
    }

    /** Deletes the keys of a repair that is complete; that there were such rows stays. */
    public void forget(long run) {
        handle.createUpdate("update whimbrel.repair_key set source_key = null where run_id = :run")
                .bind("run", run)
                .execute();
    }
}
