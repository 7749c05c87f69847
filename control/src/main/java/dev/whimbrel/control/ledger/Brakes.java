package dev.whimbrel.control.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The manual brake, by project and environment. It outlives runs: it holds until somebody lifts it. */
public final class Brakes {
    private static final String KEY = " where project = :project and environment = :environment";

    private final Handle handle;

    Brakes(Handle handle) {
        this.handle = handle;
    }

    public Brake of(String project, String environment) {
        return handle.createQuery("select * from whimbrel.brake" + KEY)
                .bind("project", project)
                .bind("environment", environment)
                .map((rows, context) -> brake(rows))
                .findOne()
                .orElse(Brake.NONE);
    }

    private static Brake brake(ResultSet row) throws SQLException {
        Instant throttled = instant(row, "throttled_at");
        Instant paused = instant(row, "paused_at");
        return new Brake(
                throttled == null
                        ? null
                        : new Brake.Quota(
                                row.getObject("rows_per_second", Long.class),
                                row.getObject("workers", Integer.class),
                                row.getString("throttled_by"),
                                throttled),
                paused == null
                        ? null
                        : new Brake.Pause(row.getString("paused_by"), paused, row.getString("pause_reason")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        java.sql.Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    /** Sets a quota in place of any other; what is null is not limited. */
    public void throttle(
            String project, String environment, @Nullable Long rowsPerSecond, @Nullable Integer workers, String by) {
        handle.createUpdate("""
                        insert into whimbrel.brake
                          (project, environment, rows_per_second, workers, throttled_by, throttled_at)
                        values (:project, :environment, :rows, :workers, :by, clock_timestamp())
                        on conflict (project, environment) do update set rows_per_second = excluded.rows_per_second,
                          workers = excluded.workers, throttled_by = excluded.throttled_by,
                          throttled_at = excluded.throttled_at
                        """)
                .bind("project", project)
                .bind("environment", environment)
                .bindByType("rows", rowsPerSecond, Long.class)
                .bindByType("workers", workers, Integer.class)
                .bind("by", by)
                .execute();
    }

    /** Lifts the quota; false where there was none. */
    public boolean release(String project, String environment) {
        return lift(project, environment, "throttled", "rows_per_second = null, workers = null,");
    }

    /** Lets no process take a new chunk; says so anew where that is so already. */
    public void pause(String project, String environment, @Nullable String reason, String by) {
        handle.createUpdate("""
                        insert into whimbrel.brake (project, environment, paused_by, paused_at, pause_reason)
                        values (:project, :environment, :by, clock_timestamp(), :reason)
                        on conflict (project, environment) do update set paused_by = excluded.paused_by,
                          paused_at = excluded.paused_at, pause_reason = excluded.pause_reason
                        """)
                .bind("project", project)
                .bind("environment", environment)
                .bindByType("reason", reason, String.class)
                .bind("by", by)
                .execute();
    }

    /** Lifts the pause; false where there was none. */
    public boolean resume(String project, String environment) {
        return lift(project, environment, "paused", "pause_reason = null,");
    }

    private boolean lift(String project, String environment, String what, String more) {
        int lifted = handle.createUpdate("update whimbrel.brake set " + more + " " + what + "_by = null, " + what
                        + "_at = null" + KEY + " and " + what + "_at is not null")
                .bind("project", project)
                .bind("environment", environment)
                .execute();
        handle.createUpdate("delete from whimbrel.brake" + KEY + " and throttled_at is null and paused_at is null")
                .bind("project", project)
                .bind("environment", environment)
                .execute();
        return lifted > 0;
    }
}
