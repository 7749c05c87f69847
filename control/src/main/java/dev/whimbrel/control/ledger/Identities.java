package dev.whimbrel.control.ledger;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Type;
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
    public static final TableName TABLE = new TableName("whimbrel", "identity");

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
             from whimbrel.identity i left join whimbrel.issue o
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

    Identities(Handle handle) {
        this(handle, "whimbrel.identity");
    }

    /** Over another relation of the same columns. */
    Identities(Handle handle, String relation) {
        this.handle = handle;
        this.relation = relation;
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

    /** The identities of these source keys, by source key; set-wise. */
    public Map<String, Identity> find(int flowNo, Collection<String> sourceKeys) {
        Map<String, Identity> found = new HashMap<>();
        if (sourceKeys.isEmpty()) {
            return found;
        }
        handle.createQuery("""
                        select i.* from unnest(:keys) as k(source_key)
                          join %s i on i.flow_no = :flow and i.source_key = k.source_key collate "C"
                        """.formatted(relation))
                .bindArray("keys", String.class, List.copyOf(sourceKeys))
                .bind("flow", flowNo)
                .setFetchSize(0)
                .map(IDENTITY)
                .forEach(identity -> found.put(identity.sourceKey(), identity));
        return found;
    }

    /** All source rows that stand behind these target keys: one each, or for a merged row many. */
    public List<Identity> byTarget(int flowNo, Collection<String> targetKeys) {
        return handle.createQuery("""
                        select * from %s
                        where flow_no = :flow and target_key = any(:keys) order by source_key
                        """.formatted(relation))
                .bind("flow", flowNo)
                .bindArray("keys", String.class, List.copyOf(targetKeys))
                .map(IDENTITY)
                .list();
    }

    /** Whether any row of the flow was ever recorded. */
    public boolean any(int flowNo) {
        return handle.createQuery("select exists (select from whimbrel.identity where flow_no = :flow)")
                .bind("flow", flowNo)
                .mapTo(Boolean.class)
                .one();
    }

    /** Rows of a flow by the tenant that claims them now, whatever their outcome. */
    public Map<TenantId, Long> totals(int flowNo) {
        Map<TenantId, Long> result = new LinkedHashMap<>();
        handle.createQuery("select tenant, count(*) from " + CLAIMED + " i group by tenant")
                .bind("flow", flowNo)
                .map((rows, context) -> Map.entry(new TenantId(rows.getString(1)), rows.getLong(2)))
                .forEach(entry -> result.put(entry.getKey(), entry.getValue()));
        return result;
    }
}
