package dev.whimbrel.control.ledger;

import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Type;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Mapped rows between the two passes of a grouped flow. They are deleted when the run is complete. */
public final class StagedRows {
    public static final TableName TABLE = new TableName("whimbrel", "stage");

    /** Columns for writing through the target's own bulk path. */
    public static final List<Column> COLUMNS = List.of(
            Column.of("run_id", Type.BIGINT),
            Column.of("flow_no", Type.SMALLINT),
            Column.of("tenant", Type.TEXT),
            Column.of("group_key", Type.TEXT),
            Column.of("source_key", Type.TEXT),
            Column.of("payload", Type.BYTES));

    private final Handle handle;
    private final String relation;

    StagedRows(Handle handle) {
        this(handle, "whimbrel.stage");
    }

    /** Over another relation of the same columns. */
    StagedRows(Handle handle, String relation) {
        this.handle = handle;
        this.relation = relation;
    }

    public static @Nullable Object[] values(long run, int flowNo, StagedRow row) {
        return new @Nullable Object[] {run, (long) flowNo, row.tenant(), row.groupKey(), row.sourceKey(), row.payload()
        };
    }

    /** The range of about {@code rows} rows after a (tenant, group), or of the first ones; it never cuts a group. */
    public KeyRange cut(long run, int flowNo, @Nullable Key after, int rows) {
        Query query = handle.createQuery("""
                select tenant, group_key from %s
                where run_id = :run and flow_no = :flow
                  and (:t1::text is null or (tenant, group_key) > (:t1, :g1))
                order by tenant, group_key, source_key offset :before limit 1
                """.formatted(relation));
        query.bind("run", run).bind("flow", flowNo).bind("before", rows - 1);
        bind(query, "t1", "g1", after);
        return query.map((found, context) -> Key.of(found.getString(1), found.getString(2)))
                .findOne()
                .map(last -> new KeyRange(after, last, rows))
                .orElseGet(() -> new KeyRange(after, null, -1));
    }

    /** Gives the rows of a range, group by group, in the order of source keys; needs autocommit off, to stream. */
    public void read(long run, int flowNo, KeyRange range, Consumer<StagedRow> rows) {
        Query query = handle.createQuery("""
                select tenant, group_key, source_key, payload from %s
                where run_id = :run and flow_no = :flow
                  and (:t1::text is null or (tenant, group_key) > (:t1, :g1))
                  and (:t2::text is null or (tenant, group_key) <= (:t2, :g2))
                order by tenant, group_key, source_key
                """.formatted(relation));
        query.bind("run", run).bind("flow", flowNo).setFetchSize(2000);
        bind(query, "t1", "g1", range.after());
        bind(query, "t2", "g2", range.upTo());
        query.map((found, context) ->
                        new StagedRow(found.getString(1), found.getString(2), found.getString(3), found.getBytes(4)))
                .forEach(rows);
    }

    private static void bind(Query query, String tenant, String group, @Nullable Key key) {
        query.bind(tenant, key == null ? null : (String) key.parts().get(0));
        query.bind(group, key == null ? null : (String) key.parts().get(1));
    }

    /** Which of these source keys are staged. */
    public Set<String> present(long run, int flowNo, Collection<String> sourceKeys) {
        if (sourceKeys.isEmpty()) {
            return Set.of();
        }
        return new TreeSet<>(handle.createQuery(
                        "select source_key from %s where run_id = :run and flow_no = :flow and source_key = any(:keys)"
                                .formatted(relation))
                .bind("run", run)
                .bind("flow", flowNo)
                .bindArray("keys", String.class, List.copyOf(sourceKeys))
                .mapTo(String.class)
                .list());
    }

    public void delete(long run) {
        handle.createUpdate("delete from whimbrel.stage where run_id = :run")
                .bind("run", run)
                .execute();
    }
}
