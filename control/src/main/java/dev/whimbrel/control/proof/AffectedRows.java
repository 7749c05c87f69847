package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows that differed in verifications, in parts of some thousand: one row of the table for each would be the largest table of all. */
final class AffectedRows {
    private static final int SIZE = 2 * Long.BYTES + 1;

    private final Handle handle;

    AffectedRows(Handle handle) {
        this.handle = handle;
    }

    /** Rows of one pattern and tenant on their way into the table. */
    static final class Part {
        private final int number;
        private final ByteBuffer rows;

        Part(int number, int most) {
            this.number = number;
            this.rows = ByteBuffer.allocate(most * SIZE);
        }

        void add(long token, long input, boolean still) {
            rows.putLong(token).putLong(input).put((byte) (still ? 1 : 0));
        }

        private byte[] bytes() {
            return Arrays.copyOf(rows.array(), rows.position());
        }

        boolean isFull() {
            return !rows.hasRemaining();
        }
    }

    /** A part and what it is of. */
    record Stored(int pattern, String tenant, Part part) {}

    void insert(long id, String flow, List<Stored> parts) {
        PreparedBatch batch = handle.prepareBatch(
                "insert into whimbrel.affected values (:id, :flow, :pattern, :tenant, :part, :count, :rows)");
        for (Stored stored : parts) {
            byte[] bytes = stored.part().bytes();
            batch.bind("id", id)
                    .bind("flow", flow)
                    .bind("pattern", stored.pattern())
                    .bind("tenant", stored.tenant())
                    .bind("part", stored.part().number)
                    .bind("count", bytes.length / SIZE)
                    .bind("rows", bytes)
                    .add();
        }
        if (!parts.isEmpty()) {
            batch.execute();
        }
    }

    Affected of(long id, String flow) {
        Map<Long, List<Affected.Row>> rows = new HashMap<>();
        handle.createQuery("""
                        select p.*, a.tenant, a.rows from whimbrel.affected a join whimbrel.pattern p using (pattern_no)
                        where a.verification_id = :id and a.flow = :flow
                        """)
                .bind("id", id)
                .bind("flow", flow)
                .map((row, context) -> {
                    add(rows, Summaries.pattern(row), row.getString("tenant"), row.getBytes("rows"));
                    return true;
                })
                .list();
        return new Affected(rows, groups(id, flow));
    }

    /** How a row differed, by verification; whosever it was, for that may be what differed. */
    Map<Long, List<Followed.Sight>> sights(List<Long> ids, String flow, long token) {
        Map<Long, List<Followed.Sight>> sights = new HashMap<>();
        handle.createQuery("""
                        select a.verification_id, a.tenant, a.rows, p.* from whimbrel.affected a
                          join whimbrel.pattern p using (pattern_no)
                        where a.verification_id = any(:ids) and a.flow = :flow and position(int8send(:token) in a.rows) > 0
                        order by a.verification_id, p.pattern_id, a.tenant, a.part
                        """)
                .bindArray("ids", Long.class, ids)
                .bind("flow", flow)
                .bind("token", token)
                .map((row, context) -> {
                    Map<Long, List<Affected.Row>> rows = new HashMap<>();
                    add(rows, Summaries.pattern(row), row.getString("tenant"), row.getBytes("rows"));
                    for (Affected.Row same : rows.getOrDefault(token, List.of())) {
                        sights.computeIfAbsent(row.getLong("verification_id"), no -> new ArrayList<>())
                                .add(new Followed.Sight(
                                        row.getString("pattern_id"),
                                        same.pattern(),
                                        same.tenant(),
                                        same.still() ? Status.STABLE : Status.HOT));
                    }
                    return true;
                })
                .list();
        return sights;
    }

    private static void add(Map<Long, List<Affected.Row>> rows, Pattern pattern, String tenant, byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            Affected.Row row = new Affected.Row(pattern, tenant, from.getLong(), from.getLong(), from.get() == 1);
            rows.merge(row.token(), List.of(row), AffectedRows::both);
        }
    }

    private static List<Affected.Row> both(List<Affected.Row> some, List<Affected.Row> more) {
        List<Affected.Row> both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    private List<Affected.Group> groups(long id, String flow) {
        return handle.createQuery("""
                        select p.*, c.tenant, c.stable + c.hot - coalesce((select sum(a.row_count) from whimbrel.affected a
                          where a.verification_id = c.verification_id and a.flow = p.flow and a.pattern_no = c.pattern_no
                            and a.tenant = c.tenant), 0) as not_kept
                        from whimbrel.pattern_count c join whimbrel.pattern p using (pattern_no)
                        where c.verification_id = :id and p.flow = :flow and c.stable + c.hot > 0
                        """)
                .bind("id", id)
                .bind("flow", flow)
                .map((row, context) ->
                        new Affected.Group(Summaries.pattern(row), row.getString("tenant"), row.getLong("not_kept")))
                .list();
    }
}
