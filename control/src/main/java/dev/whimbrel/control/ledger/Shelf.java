package dev.whimbrel.control.ledger;

import dev.whimbrel.core.port.Fixture;
import dev.whimbrel.core.port.Fixture.Kind;
import dev.whimbrel.core.schema.TableName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * What was put aside of target tables and has not been made again. At every moment an index or foreign key either stands or is
 * here, for both change in one transaction.
 */
public final class Shelf {
    /** First key of the advisory locks by which two builders keep out of each other's way; the second is the table's hash. */
    private static final int BUILDER_LOCK = 0x5753;

    /** Advisory lock under which one process at a time puts things aside. */
    private static final long LOCK = Installation.LOCK + 1;

    private static final RowMapper<Item> ITEM = (rows, context) -> new Item(
            rows.getLong("shelf_id"),
            rows.getLong("run_id"),
            rows.getInt("step_no"),
            fixture(rows),
            rows.getString("failure"));

    private final Handle handle;

    Shelf(Handle handle) {
        this.handle = handle;
    }

    /**
     * One thing put aside.
     *
     * @param step it is made again when this step's chunks are done and before the step counts as done; 0 for the end of the run
     * @param failure why it could not be made again when that was last tried
     */
    public record Item(
            long id,
            long run,
            int step,
            Fixture fixture,
            @Nullable String failure) {}

    /** Whether there is a shelf at all that this user may look at. */
    public boolean exists() {
        return handle.createQuery("""
                        select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                          where n.nspname = 'whimbrel' and c.relname = 'shelf' and has_schema_privilege(n.oid, 'USAGE')
                            and has_table_privilege(c.oid, 'SELECT'))
                        """).mapTo(Boolean.class).one();
    }

    /** Waits until no other process puts anything aside; until the transaction ends, none does. */
    public void lock() {
        handle.createQuery("select pg_advisory_xact_lock(:lock) is null")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    /** Notes that a thing was taken away, in the same transaction. */
    public void add(long run, int step, Fixture fixture) {
        Fixture.Reference reference = fixture.reference();
        handle.createUpdate("""
                        insert into whimbrel.shelf (run_id, step_no, table_schema, table_name, name, kind, columns,
                          ref_schema, ref_table, ref_columns, ref_key, definition, statements, space)
                        values (:run, nullif(:step, 0), :schema, :table, :name, :kind, :columns,
                          :refSchema, :refTable, :refColumns, :refKey, :definition, :statements, :space)
                        """)
                .bind("run", run)
                .bind("step", step)
                .bind("schema", fixture.table().schema())
                .bind("table", fixture.table().name())
                .bind("name", fixture.name())
                .bind("kind", fixture.kind().name())
                .bindArray("columns", String.class, fixture.columns())
                .bind("refSchema", reference == null ? null : reference.table().schema())
                .bind("refTable", reference == null ? null : reference.table().name())
                .bindArray("refColumns", String.class, reference == null ? List.of() : reference.columns())
                .bind("refKey", reference == null ? null : reference.key())
                .bind("definition", fixture.recipe().definition())
                .bindArray("statements", String.class, fixture.recipe().statements())
                .bind("space", fixture.recipe().space())
                .execute();
    }

    /** All that lies there, whichever run put it aside, in the order in which it is made again. */
    public List<Item> list() {
        return handle.createQuery("select * from whimbrel.shelf h" + ORDER)
                .map(ITEM)
                .list();
    }

    /** Whether another process than {@code worker} works on the run. */
    public boolean othersWork(long run, int worker) {
        return handle.createQuery("select exists (select from whimbrel.worker w where w.run_id = :run"
                        + " and w.worker_id <> :worker and w.worker_id in " + Chunks.LIVING + ")")
                .bind("run", run)
                .bind("worker", worker)
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether a thing still lies there. */
    public boolean has(Item item) {
        return handle.createQuery("select exists (select from whimbrel.shelf where shelf_id = :id)")
                .bind("id", item.id())
                .mapTo(Boolean.class)
                .one();
    }

    /** What a run put aside. */
    public List<Item> of(long run) {
        return handle.createQuery("select * from whimbrel.shelf h where run_id = :run" + ORDER)
                .bind("run", run)
                .map(ITEM)
                .list();
    }

    /** Keys come first, for other steps wait for them, and foreign keys last, for they need the keys. */
    private static final String ORDER = """
             order by array_position(array['PRIMARY_KEY', 'UNIQUE', 'INDEX', 'FOREIGN_KEY'], h.kind), h.shelf_id
            """;

    /**
     * What of a run may be made again now: what belongs to a step whose chunks are all done, or to the end of the run when all
     * steps are; foreign keys only when the keys that they need stand.
     */
    public List<Item> due(long run) {
        return handle.createQuery("""
                        select h.* from whimbrel.shelf h left join whimbrel.step s using (run_id, step_no)
                        where h.run_id = :run
                          and case when h.step_no is null
                              then not exists (select from whimbrel.step o where o.run_id = h.run_id and o.state <> 'DONE')
                              else s.state <> 'WAITING' and s.cut_whole
                                and not exists (select from whimbrel.chunk c where (c.run_id, c.step_no) = (h.run_id, h.step_no)
                                                and c.state <> 'DONE') end
                          and not (h.kind = 'FOREIGN_KEY'
                                   and exists (select from whimbrel.shelf k where k.kind <> 'FOREIGN_KEY'
                                     and (k.table_schema, k.table_name, k.name)
                                       is not distinct from (h.ref_schema, h.ref_table, h.ref_key)))
                        """ + ORDER).bind("run", run).map(ITEM).list();
    }

    /**
     * Takes hold of a thing to make it again, until the transaction ends. Several indexes of one table can be made at once; a key
     * needs its table, and a foreign key both of its tables, for itself.
     *
     * @return false when it is made already or by another, or another builder is in the way
     */
    public boolean take(Item item) {
        boolean there = handle.createQuery(
                        "select true from whimbrel.shelf where shelf_id = :id for update skip locked")
                .bind("id", item.id())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
        Fixture fixture = item.fixture();
        Fixture.Reference reference = fixture.reference();
        return there
                && room(fixture.table(), fixture.kind() == Kind.INDEX)
                && (reference == null || room(reference.table(), false));
    }

    private boolean room(TableName table, boolean shared) {
        String lock = shared ? "pg_try_advisory_xact_lock_shared" : "pg_try_advisory_xact_lock";
        return handle.createQuery("select " + lock + "(:class, hashtext(:table))")
                .bind("class", BUILDER_LOCK)
                .bind("table", table.toString())
                .mapTo(Boolean.class)
                .one();
    }

    /** Notes that a thing stands again, in the transaction that made it. */
    public void remove(Item item) {
        handle.createUpdate("delete from whimbrel.shelf where shelf_id = :id")
                .bind("id", item.id())
                .execute();
    }

    /** Notes why a thing could not be made again. */
    public void failed(Item item, String failure) {
        handle.createUpdate("update whimbrel.shelf set failure = :failure where shelf_id = :id")
                .bind("failure", failure)
                .bind("id", item.id())
                .execute();
    }

    private static Fixture fixture(ResultSet rows) throws SQLException {
        String refTable = rows.getString("ref_table");
        return new Fixture(
                new TableName(rows.getString("table_schema"), rows.getString("table_name")),
                rows.getString("name"),
                Kind.valueOf(rows.getString("kind")),
                strings(rows, "columns"),
                List.of(),
                Fixture.ANY_SIZE,
                refTable == null
                        ? null
                        : new Fixture.Reference(
                                new TableName(rows.getString("ref_schema"), refTable),
                                strings(rows, "ref_columns"),
                                Optional.ofNullable(rows.getString("ref_key")).orElse("")),
                null,
                new Fixture.Recipe(rows.getString("definition"), strings(rows, "statements"), rows.getString("space")));
    }

    private static List<String> strings(ResultSet rows, String column) throws SQLException {
        Array array = rows.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
