package dev.whimbrel.control.ledger;

import dev.whimbrel.core.schema.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * A ledger for a dry run: temporary tables of the session, laid over the real ledger where there is one. They vanish with the
 * session, and the real one is only read.
 */
public final class DryLedger {
    public static final TableName IDENTITY = new TableName("pg_temp", "dry_identity");
    public static final TableName STAGE = new TableName("pg_temp", "dry_stage");

    private final Handle handle;
    private boolean real;

    DryLedger(Handle handle) {
        this.handle = handle;
    }

    /** Creates the temporary tables. */
    public void open() {
        handle.execute("""
                create temporary table dry_identity (
                  flow_no smallint not null, source_key text collate "C" not null, target_key text collate "C",
                  tenant text not null, outcome text not null, survivor_key text, rule text, digest text,
                  linked text,                   mapping_id integer not null, run_id bigint not null, primary key (flow_no, source_key))
                """);
        handle.execute("""
                create temporary table dry_stage (
                  run_id bigint not null, flow_no smallint not null, tenant text collate "C" not null,
                  group_key text collate "C" not null, source_key text collate "C" not null, payload bytea not null,
                  primary key (run_id, flow_no, tenant, group_key, source_key))
                """);
        handle.execute("create temporary table dry_taken (rule text not null, vals text not null, holder text not null,"
                + " primary key (rule, vals))");
        // What this changes in a ledger of an earlier release goes back with all else.
        real = new Installation(handle).upgraded();
    }

    /** What is known of rows, by this dry run or by real runs before. */
    public Identities identities() {
        return new Identities(handle, "pg_temp.dry_identity", real ? new Identities(handle) : null);
    }

    public StagedRows staged() {
        return new StagedRows(handle, "pg_temp.dry_stage");
    }

    /** Notes that rows would take these combinations of values of a unique key, by the holder's key. */
    public void take(String rule, Map<String, String> holders) {
        if (holders.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch("insert into dry_taken values (:rule, :vals, :holder) on conflict do nothing");
        holders.forEach((values, holder) -> batch.bind("rule", rule)
                .bind("vals", values)
                .bind("holder", holder)
                .add());
        batch.execute();
    }

    /** Which of these combinations of values rows of this dry run would have taken already. */
    public Set<String> taken(String rule, Collection<String> values) {
        return new TreeSet<>(handle.createQuery("select vals from dry_taken where rule = :rule and vals = any(:vals)")
                .bind("rule", rule)
                .bindArray("vals", String.class, List.copyOf(values))
                .mapTo(String.class)
                .list());
    }
}
