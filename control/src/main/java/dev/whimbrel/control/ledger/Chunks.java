package dev.whimbrel.control.ledger;

import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.value.TenantId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Chunks, who works on them, and what came of them. */
public final class Chunks {
    /** Workers whose connection is open; see {@link Runs#holdLock}. */
    static final String LIVING = """
            (select l.objid::int from pg_locks l where l.locktype = 'advisory' and l.granted and l.classid = 22344
               and l.objsubid = 2 and l.database = (select oid from pg_database where datname = current_database()))
            """;

    /** Waiting chunks are counted up to this number, so that counting costs the same however many there are. */
    static final int COUNTED = 200;

    private final Handle handle;

    Chunks(Handle handle) {
        this.handle = handle;
    }

    /**
     * Leases a chunk of an open run: one that was lost, see {@link #lost}, or else the {@link #next} one that nobody worked on.
     *
     * @param held the leases that this worker knows of, see {@link Lease#name()}
     */
    public Optional<Lease> lease(long run, int worker, Duration time, Collection<String> held) {
        Optional<Lease> lost = lost(run, worker, time, held);
        return lost.isPresent() ? lost : next(run, worker, time);
    }

    /**
     * Leases the next pending chunk of a READY step: of the step with the most rows left to do, itself and those that wait for it;
     * in it the chunk without upper bound first, since it may be growing, and else in the order of keys. Steps are few and the
     * pending chunks of each are in an index of their own, so that it costs the same however many chunks there are.
     */
    public Optional<Lease> next(long run, int worker, Duration time) {
        return leasing(run, worker, time, """
                        select c.step_no, c.chunk_no, 0 as previous
                        from (select step_no from whimbrel.step where run_id = :run and state = 'READY'
                              order by rows_left + rows_waiting desc, step_no) s
                          cross join lateral (
                            select step_no, chunk_no from whimbrel.chunk
                            where run_id = :run and step_no = s.step_no and state = 'PENDING'
                            order by upper_key is not null, chunk_no limit 1 for update skip locked) c
                        where exists (select from whimbrel.run where run_id = :run and state in ('RUNNING', 'HELD'))
                        limit 1
                        """).map(Chunks::lease).findOne();
    }

    /**
     * Leases a chunk that is leased already but that nobody works on: the lease ran out, the worker's connection is gone, or it is
     * this worker's own without its knowing, since the answer to an earlier lease was lost. A chunk whose completion is just
     * being committed is locked and therefore passed over.
     *
     * @param held the leases that this worker knows of, see {@link Lease#name()}
     */
    public Optional<Lease> lost(long run, int worker, Duration time, Collection<String> held) {
        return leasing(run, worker, time, """
                        select c.step_no, c.chunk_no, c.owner as previous from whimbrel.chunk c
                        where c.run_id = :run and c.state = 'LEASED'
                          and exists (select from whimbrel.run where run_id = :run and state in ('RUNNING', 'HELD'))
                          and (c.lease_until < clock_timestamp() or c.owner not in %s
                               or (c.owner = :worker
                                   and concat_ws('/', c.step_no, c.chunk_no, c.token) <> all(:held)))
                        order by c.step_no, c.chunk_no limit 1 for update of c skip locked
                        """.formatted(LIVING))
                .bindArray("held", String.class, List.copyOf(held))
                .map(Chunks::lease)
                .findOne();
    }

    private Query leasing(long run, int worker, Duration time, String which) {
        return handle.createQuery("""
                        with taken as (%s)
                        update whimbrel.chunk c
                        set state = 'LEASED', owner = :worker, token = c.token + 1, attempts = c.attempts + 1,
                            lease_until = clock_timestamp() + make_interval(secs => :seconds),
                            started_at = clock_timestamp()
                        from taken t
                        where c.run_id = :run and c.step_no = t.step_no and c.chunk_no = t.chunk_no
                        returning c.*, t.previous,
                          (select count(*) from (select from whimbrel.chunk p where p.run_id = :run
                             and p.state = 'PENDING' limit %d) pending) as waiting,
                          (select count(*) from whimbrel.chunk l where l.run_id = :run and l.state = 'LEASED') as working
                        """.formatted(which, COUNTED))
                .bind("run", run)
                .bind("worker", worker)
                .bind("seconds", time.toMillis() / 1000.0);
    }

    /** The counts are of the moment before the lease: whether it was one of those that waited tells {@code previous}. */
    private static Lease lease(ResultSet rows, StatementContext context) throws SQLException {
        int previous = rows.getInt("previous");
        int taken = previous == 0 ? 1 : 0;
        return new Lease(
                rows.getLong("run_id"),
                rows.getInt("step_no"),
                rows.getInt("chunk_no"),
                range(rows),
                rows.getInt("owner"),
                rows.getLong("token"),
                previous,
                rows.getInt("waiting") - taken,
                rows.getInt("working") + taken);
    }

    private static KeyRange range(ResultSet rows) throws SQLException {
        return new KeyRange(
                StoredKey.decode(array(rows.getArray("lower_key"))),
                StoredKey.decode(array(rows.getArray("upper_key"))),
                rows.getLong("expected_rows"));
    }

    static String @Nullable [] array(@Nullable Array array) throws SQLException {
        return array == null ? null : (String[]) array.getArray();
    }

    /** Puts off the end of the leases that the worker knows of. */
    public void renew(int worker, Duration time, Collection<String> held) {
        handle.createUpdate("""
                        update whimbrel.chunk set lease_until = clock_timestamp() + make_interval(secs => :seconds)
                        where (run_id, step_no, chunk_no) in (
                          select run_id, step_no, chunk_no from whimbrel.chunk
                          where run_id = (select run_id from whimbrel.worker where worker_id = :worker)
                            and owner = :worker and state = 'LEASED'
                            and concat_ws('/', step_no, chunk_no, token) = any(:held) for update skip locked)
                        """)
                .bind("worker", worker)
                .bind("seconds", time.toMillis() / 1000.0)
                .bindArray("held", String.class, List.copyOf(held))
                .execute();
    }

    /** Whether nobody has taken the lease over. It takes no lock: somebody may the moment after, which completion will notice. */
    public boolean holds(Lease lease) {
        return handle.createQuery("""
                        select state = 'LEASED' and token = :token from whimbrel.chunk
                        where run_id = :run and step_no = :step and chunk_no = :chunk
                        """).bindMap(keys(lease)).mapTo(Boolean.class).one();
    }

    /** Gives a lease back undone. */
    public void release(Lease lease) {
        handle.createUpdate("""
                        update whimbrel.chunk set state = 'PENDING', owner = null, lease_until = null
                        where run_id = :run and step_no = :step and chunk_no = :chunk and token = :token
                          and state = 'LEASED'
                        """).bindMap(keys(lease)).execute();
    }

    /**
     * Records, in the transaction of the rows, that the chunk is done. The run cannot be ended before this transaction is.
     *
     * @param written digest of the rows sent; null where a step writes none
     * @param stored digest of the same rows as they stand in the target
     * @return false when the lease was lost to another worker, or the run was ended: then the transaction must be rolled back
     */
    public boolean complete(
            Lease lease, Map<TenantId, Counts> counts, @Nullable String written, @Nullable String stored) {
        int done = handle.createUpdate("""
                        with open as (select from whimbrel.run where run_id = :run and state in ('RUNNING', 'HELD') for share)
                        update whimbrel.chunk set state = 'DONE', digest_written = :written, digest_stored = :stored,
                          finished_at = clock_timestamp(), lease_until = null
                        where run_id = :run and step_no = :step and chunk_no = :chunk and token = :token
                          and state = 'LEASED' and exists (select from open)
                        """)
                .bindMap(keys(lease))
                .bind("written", written)
                .bind("stored", stored)
                .execute();
        if (done == 1 && !counts.isEmpty()) {
            insertCounts(lease, counts);
        }
        return done == 1;
    }

    private void insertCounts(Lease lease, Map<TenantId, Counts> counts) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into whimbrel.chunk_count values (:run, :step, :chunk, :tenant, :read, :inserted, :updated,
                  :unchanged, :merged, :excluded, :quarantined, :held, :linked)
                """);
        counts.forEach((tenant, count) -> batch.bindMap(keys(lease))
                .bind("tenant", tenant.text())
                .bindMethods(count)
                .add());
        batch.execute();
    }

    /**
     * What became of a lease whose commit's outcome is unknown. Waits for a transaction that is still deciding, by its lock on the
     * chunk. Must run in a transaction or with autocommit on.
     */
    public boolean isDone(Lease lease) {
        return handle.createQuery("""
                        select state = 'DONE' and token = :token from whimbrel.chunk
                        where run_id = :run and step_no = :step and chunk_no = :chunk for update
                        """).bindMap(keys(lease)).mapTo(Boolean.class).one();
    }

    private static Map<String, Object> keys(Lease lease) {
        return Map.of("run", lease.run(), "step", lease.step(), "chunk", lease.chunk(), "token", lease.token());
    }

    /** The ranges of another step's chunks, in order: a LINK step goes over the same ranges as the COPY step before it. */
    public List<KeyRange> ranges(long run, int step) {
        return handle.createQuery(
                        "select * from whimbrel.chunk where run_id = :run and step_no = :step order by chunk_no")
                .bind("run", run)
                .bind("step", step)
                .map((rows, context) -> range(rows))
                .list();
    }

    /**
     * Progress of a step. Rows are estimates; those that are not cut into chunks yet are among them.
     *
     * @param cutWhole whether there will be no more chunks than these
     */
    public record Progress(
            int step,
            String kind,
            String flow,
            String state,
            long chunks,
            long chunksDone,
            boolean cutWhole,
            long rows,
            long rowsDone) {}

    public List<Progress> progress(long run) {
        return handle.createQuery("""
                        select s.step_no, s.kind, f.name, s.state, s.cut_whole, count(c.chunk_no) as chunks,
                          count(*) filter (where c.state = 'DONE') as chunks_done,
                          coalesce(sum(greatest(c.expected_rows, 0)), 0) + s.rows_left as expected,
                          coalesce(sum(greatest(c.expected_rows, 0)) filter (where c.state = 'DONE'), 0) as done
                        from whimbrel.step s join whimbrel.flow f using (flow_no)
                          left join whimbrel.chunk c using (run_id, step_no)
                        where s.run_id = :run group by s.run_id, s.step_no, f.name order by s.step_no
                        """)
                .bind("run", run)
                .map((rows, context) -> new Progress(
                        rows.getInt("step_no"),
                        rows.getString("kind"),
                        rows.getString("name"),
                        rows.getString("state"),
                        rows.getLong("chunks"),
                        rows.getLong("chunks_done"),
                        rows.getBoolean("cut_whole"),
                        rows.getLong("expected"),
                        rows.getLong("done")))
                .list();
    }

    /** The counts of a run by flow number and tenant, summed over its chunks. */
    public Map<Integer, Map<TenantId, Counts>> counts(long run) {
        Map<Integer, Map<TenantId, Counts>> result = new LinkedHashMap<>();
        handle.createQuery("""
                        select s.flow_no, c.tenant, sum(rows_read) as rows_read, sum(inserted) as inserted,
                          sum(updated) as updated, sum(unchanged) as unchanged, sum(merged) as merged,
                          sum(excluded) as excluded, sum(quarantined) as quarantined, sum(held) as held,
                          sum(linked) as linked
                        from whimbrel.chunk_count c join whimbrel.step s using (run_id, step_no)
                        where c.run_id = :run group by s.flow_no, c.tenant order by s.flow_no, c.tenant
                        """)
                .bind("run", run)
                .map((rows, context) -> Map.entry(
                        Map.entry(rows.getInt("flow_no"), new TenantId(rows.getString("tenant"))),
                        Balances.counts(rows)))
                .forEach(entry -> result.computeIfAbsent(entry.getKey().getKey(), no -> new LinkedHashMap<>())
                        .put(entry.getKey().getValue(), entry.getValue()));
        return result;
    }
}
