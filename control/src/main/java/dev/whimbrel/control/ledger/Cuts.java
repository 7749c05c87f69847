package dev.whimbrel.control.ledger;

import dev.whimbrel.core.port.KeyRange;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * How far the steps of a run are cut into chunks. A step is cut bit by bit, ahead of those who work on its chunks, each time from
 * where the last cut ended: its chunks and how far they go are written in one transaction, so that nothing is cut twice or left out.
 */
public final class Cuts {
    private final Handle handle;

    Cuts(Handle handle) {
        this.handle = handle;
    }

    /** What a done chunk took: about how many source rows it covers, and for how many seconds it was worked on. */
    public record Timing(long rows, double seconds) {}

    /** Notes estimates of a step's rows, and of the rows of all steps that have to wait for it: together they decide whose turn it is. */
    public void weigh(long run, int step, long rows, long waiting) {
        handle.createUpdate("""
                        update whimbrel.step set rows_left = :rows, rows_waiting = :waiting
                        where run_id = :run and step_no = :step
                        """)
                .bind("run", run)
                .bind("step", step)
                .bind("rows", rows)
                .bind("waiting", waiting)
                .execute();
    }

    /**
     * The step that is next to be cut further, unless {@code enough} chunks wait for a worker already: among those that wait for no
     * other, the one with the most rows left. It is locked, so that one worker at a time cuts it; others find the next one.
     */
    public Optional<Cutting> lock(long run, int enough) {
        return handle.createQuery("""
                        select s.* from whimbrel.step s
                        where s.run_id = :run and not s.cut_whole
                          and not exists (select from whimbrel.step d where d.run_id = s.run_id
                                          and d.step_no = any(s.depends_on) and d.state <> 'DONE')
                          and (select count(*) from (select from whimbrel.chunk c
                               where c.run_id = :run and c.state = 'PENDING' limit :enough) waiting) < :enough
                        order by s.rows_left + s.rows_waiting desc, s.step_no limit 1 for no key update skip locked
                        """)
                .bind("run", run)
                .bind("enough", enough)
                .map((rows, context) -> new Cutting(
                        Steps.STEP.map(rows, context),
                        StoredKey.decode(Chunks.array(rows.getArray("cut_to"))),
                        rows.getInt("chunks"),
                        rows.getInt("chunk_rows"),
                        rows.getLong("rows_left")))
                .findOne();
    }

    /** The latest chunks of a step that were done at the first go, the newest first, without those that have no upper bound. */
    public List<Timing> timings(long run, int step, int most) {
        return handle.createQuery("""
                        select expected_rows, extract(epoch from finished_at - started_at)::float8 as seconds
                        from whimbrel.chunk
                        where run_id = :run and step_no = :step and state = 'DONE' and attempts = 1
                          and upper_key is not null and expected_rows > 0
                        order by chunk_no desc limit :most
                        """)
                .bind("run", run)
                .bind("step", step)
                .bind("most", most)
                .map((rows, context) -> new Timing(rows.getLong("expected_rows"), rows.getDouble("seconds")))
                .list();
    }

    /**
     * Records the next chunks of a step that this transaction has locked, and makes it READY. A range without upper bound is the
     * step's last.
     *
     * @param size the number of rows that the ranges were given at most
     */
    public void add(long run, Cutting step, List<KeyRange> ranges, int size) {
        insert(run, step, ranges);
        KeyRange last = ranges.get(ranges.size() - 1);
        long rows =
                ranges.stream().mapToLong(range -> Math.max(0, range.rows())).sum();
        handle.createUpdate("""
                        update whimbrel.step set state = 'READY', cut_to = :to::text[], cut_whole = :whole,
                          chunks = chunks + :chunks, chunk_rows = :size, rows_left = :left
                        where run_id = :run and step_no = :step
                        """)
                .bind("run", run)
                .bind("step", step.step().number())
                .bind("to", StoredKey.encode(last.upTo()))
                .bind("whole", last.upTo() == null)
                .bind("chunks", ranges.size())
                .bind("size", size)
                .bind("left", last.upTo() == null ? 0 : Math.max(0, step.rowsLeft() - rows))
                .execute();
    }

    private void insert(long run, Cutting step, List<KeyRange> ranges) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into whimbrel.chunk (run_id, step_no, chunk_no, lower_key, upper_key, expected_rows)
                values (:run, :step, :chunk, :lower::text[], :upper::text[], :rows)
                """);
        int chunk = step.chunks();
        for (KeyRange range : ranges) {
            batch.bind("run", run)
                    .bind("step", step.step().number())
                    .bind("chunk", ++chunk)
                    .bind("lower", StoredKey.encode(range.after()))
                    .bind("upper", StoredKey.encode(range.upTo()))
                    .bind("rows", range.rows())
                    .add();
        }
        batch.execute();
    }
}
