package dev.whimbrel.control.ledger;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The identity map: old key to new key and back, for ever. */
public final class Identities {
    public static final TableName TABLE = new TableName("whimbrel", "identity_row");

    /** Columns for writing identities through the target's own bulk path. */
    public static final List<Column> COLUMNS = List.of(
            Column.of("flow_no", Type.SMALLINT),
            Column.of("source_key", Type.TEXT),
            Column.of("target_key", Type.TEXT),
            Column.of("tenant", Type.TEXT),
            Column.of("outcome", Type.TEXT),
            Column.of("survivor_key", Type.TEXT),
            Column.of("rule", Type.TEXT),
            Column.of("digest", Type.TEXT),
            Column.of("linked", Type.TEXT),
            Column.of("mapping_id", Type.INTEGER),
            Column.of("run_id", Type.BIGINT));

    public static final List<String> KEY = List.of("flow_no", "source_key");

    /** The identities of flow {@code :flow}; a row that is held because its owner changed counts for the owner that claims it now. */
    static final String CLAIMED = """
            (select coalesce(o.tenant, i.tenant) as tenant, i.target_key, i.outcome
             from whimbrel.identity_row i left join whimbrel.issue o
               on o.flow_no = i.flow_no and o.source_key = i.source_key and o.code = 'OWNER_CHANGED'
                  and o.closed_run is null
             where i.flow_no = :flow)
            """;

    private static final RowMapper<Identity> IDENTITY = (rows, context) -> new Identity(
            rows.getString("source_key"),
            rows.getString("target_key"),
            rows.getString("tenant"),
            Identity.Outcome.valueOf(rows.getString("outcome")),
            rows.getString("survivor_key"),
            rows.getString("rule"),
            rows.getString("digest"),
            rows.getString("linked"),
            rows.getInt("mapping_id"),
            rows.getLong("run_id"));

    private final Handle handle;
    private final String relation;
    /** What is known besides, of keys that the relation does not have; null where it is all. */
    private final @Nullable Identities under;

    Identities(Handle handle) {
        this(handle, "whimbrel.identity_row", null);
    }

    /** Over another relation of the same columns, laid over what is known by others. */
    Identities(Handle handle, String relation, @Nullable Identities under) {
        this.handle = handle;
        this.relation = relation;
        this.under = under;
    }

    /** An identity as values of {@link #COLUMNS}. */
    public static @Nullable Object[] values(int flowNo, Identity identity) {
        return new @Nullable Object[] {
            (long) flowNo,
            identity.sourceKey(),
            identity.targetKey(),
            identity.tenant(),
            identity.outcome().name(),
            identity.survivorKey(),
            identity.rule(),
            identity.digest(),
            identity.linked(),
            (long) identity.mappingId(),
            identity.runId()
        };
    }

    /**
     * The identities of these source keys, by source key; set-wise. OFFSET 0 keeps the planner to one look into the index for each
     * key: where its statistics are older than a flow's first row, it would take the flow for empty and go through all of it
     * once for each key.
     */
    public Map<String, Identity> find(int flowNo, Collection<String> sourceKeys) {
        Map<String, Identity> found = new HashMap<>();
        if (sourceKeys.isEmpty()) {
            return found;
        }
        handle.createQuery("""
                        select i.* from unnest(:keys) as k(source_key)
                          cross join lateral (select * from %s i where i.flow_no = :flow
                                              and i.source_key = k.source_key collate "C" offset 0) i
                        """.formatted(relation))
                .bindArray("keys", String.class, List.copyOf(sourceKeys))
                .bind("flow", flowNo)
                .setFetchSize(0)
                .map(IDENTITY)
                .forEach(identity -> found.put(identity.sourceKey(), identity));
        if (found.size() < sourceKeys.size()) {
            elsewhere(
                            flowNo,
                            sourceKeys.stream()
                                    .filter(key -> !found.containsKey(key))
                                    .toList())
                    .forEach(identity -> found.put(identity.sourceKey(), identity));
        }
        return found;
    }

    /** What lies under the relation says nothing of keys that it has itself. */
    private Collection<Identity> elsewhere(int flowNo, Collection<String> sourceKeys) {
        if (under != null) {
            return under.find(flowNo, sourceKeys).values();
        }
        return isReal() ? pages().find(flowNo, sourceKeys) : List.of();
    }

    private boolean isReal() {
        return relation.equals("whimbrel.identity_row");
    }

    private IdentityPages pages() {
        return new IdentityPages(handle);
    }

    /** All source rows that stand behind these target keys: one each, or for a merged row many. */
    public List<Identity> byTarget(int flowNo, Collection<String> targetKeys) {
        List<Identity> found = new ArrayList<>(handle.createQuery("""
                        select * from %s
                        where flow_no = :flow and target_key = any(:keys) order by source_key
                        """.formatted(relation))
                .bind("flow", flowNo)
                .bindArray("keys", String.class, List.copyOf(targetKeys))
                .map(IDENTITY)
                .list());
        if (under != null) {
            List<Identity> below = under.byTarget(flowNo, targetKeys);
            Map<String, Identity> own = own(flowNo, below);
            below.stream().filter(one -> !own.containsKey(one.sourceKey())).forEach(found::add);
        } else if (isReal()) {
            find(flowNo, pages().sources(flowNo, targetKeys)).values().stream()
                    .filter(Identity::isPacked)
                    .forEach(found::add);
        }
        return found;
    }

    private Map<String, Identity> own(int flowNo, List<Identity> below) {
        return new Identities(handle, relation, null)
                .find(flowNo, below.stream().map(Identity::sourceKey).toList());
    }

    /** Records rows that landed the first time round; nothing is known of their keys yet. */
    public void pack(int flowNo, int mapping, long run, Pages rows) {
        pages().insert(flowNo, mapping, run, rows);
    }

    /** Whether any row of the flow was ever recorded. */
    public boolean any(int flowNo) {
        return handle.createQuery("select exists (select from whimbrel.identity_row where flow_no = :flow)")
                        .bind("flow", flowNo)
                        .mapTo(Boolean.class)
                        .one()
                || pages().any(flowNo);
    }

    /** Rows of a flow by the tenant that claims them now, whatever their outcome. */
    public Totals totals(int flowNo) {
        Map<TenantId, Long> result = new LinkedHashMap<>();
        handle.createQuery("select tenant, count(*) from " + CLAIMED + " i group by tenant")
                .bind("flow", flowNo)
                .map((rows, context) -> Map.entry(new TenantId(rows.getString(1)), rows.getLong(2)))
                .forEach(entry -> result.put(entry.getKey(), entry.getValue()));
        return new Totals(result, pages().totals(flowNo));
    }

    /** Rows by tenant, those that have a row of their own in the map apart from those in pages. */
    public record Totals(Map<TenantId, Long> rows, Map<TenantId, Long> inPages) {
        public Map<TenantId, Long> all() {
            Map<TenantId, Long> all = new LinkedHashMap<>(rows);
            inPages.forEach((tenant, count) -> all.merge(tenant, count, Long::sum));
            return all;
        }
    }
}
