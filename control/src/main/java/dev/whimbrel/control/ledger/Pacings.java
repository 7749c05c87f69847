package dev.whimbrel.control.ledger;

import dev.whimbrel.control.ledger.Pacing.Vital;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the processes of a run say of their pace. */
public final class Pacings {
    private final Handle handle;

    Pacings(Handle handle) {
        this.handle = handle;
    }

    /** Replaces what the process said before. Losing this in a crash loses nothing, so the commit need not reach the disk. */
    public void tell(int worker, Pacing pacing) {
        handle.execute("set local synchronous_commit = off");
        handle.createUpdate("""
                        insert into whimbrel.pacing values (:worker, clock_timestamp(), :workers, :rows, :because, :reason,
                          :sides, :signals, :states, :readings, :limits)
                        on conflict (worker_id) do update set told_at = excluded.told_at, workers = excluded.workers,
                          rows_per_second = excluded.rows_per_second, because = excluded.because,
                          reason = excluded.reason, sides = excluded.sides, signals = excluded.signals,
                          states = excluded.states, readings = excluded.readings, limits = excluded.limits
                        """)
                .bind("worker", worker)
                .bind("workers", pacing.workers())
                .bindByType("rows", finite(pacing.rowsPerSecond()), Double.class)
                .bind("because", pacing.because().name())
                .bind("reason", pacing.reason())
                .bindArray("sides", String.class, texts(pacing, Vital::side))
                .bindArray("signals", String.class, texts(pacing, Vital::signal))
                .bindArray("states", String.class, texts(pacing, vital -> vital.state()
                        .name()))
                .bindArray(
                        "readings",
                        Double.class,
                        pacing.vitals().stream().map(Vital::reading).toList())
                .bindArray(
                        "limits",
                        Double.class,
                        pacing.vitals().stream().map(Vital::limit).toList())
                .execute();
    }

    private static @Nullable Double finite(double value) {
        return Double.isInfinite(value) ? null : value;
    }

    private static List<String> texts(Pacing pacing, Function<Vital, String> part) {
        return pacing.vitals().stream().map(part).toList();
    }

    /** What the living processes of a run told last, in the order in which they joined. */
    public List<Pacing.Told> of(long run) {
        return handle.createQuery("""
                        select p.*, w.host, w.pid,
                          greatest(0, extract(epoch from clock_timestamp() - p.told_at)) as age
                        from whimbrel.pacing p join whimbrel.worker w using (worker_id)
                        where w.run_id = :run and w.worker_id in %s order by worker_id
                        """.formatted(Chunks.LIVING))
                .bind("run", run)
                .map((rows, context) -> new Pacing.Told(
                        rows.getInt("worker_id"),
                        rows.getString("host"),
                        rows.getLong("pid"),
                        Duration.ofMillis((long) (1000 * rows.getDouble("age"))),
                        pacing(rows)))
                .list();
    }

    private static Pacing pacing(ResultSet row) throws SQLException {
        double rate = row.getDouble("rows_per_second");
        boolean free = row.wasNull();
        String[] sides = (String[]) row.getArray("sides").getArray();
        String[] signals = (String[]) row.getArray("signals").getArray();
        String[] states = (String[]) row.getArray("states").getArray();
        Double[] readings = (Double[]) row.getArray("readings").getArray();
        Double[] limits = (Double[]) row.getArray("limits").getArray();
        List<Vital> vitals = new ArrayList<>();
        for (int i = 0; i < sides.length; i++) {
            vitals.add(new Vital(sides[i], signals[i], Pacing.State.valueOf(states[i]), readings[i], limits[i]));
        }
        return new Pacing(
                row.getInt("workers"),
                free ? Double.POSITIVE_INFINITY : rate,
                Pacing.Because.valueOf(row.getString("because")),
                row.getString("reason"),
                vitals);
    }
}
