package dev.whimbrel.control.ledger;

import dev.whimbrel.core.fault.Fault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Runs and the worker processes on them. */
public final class Runs {
    /** First key of the advisory locks by which a living worker is known; the second is its id. */
    static final int WORKER_LOCK = 0x5748;

    private static final String SELECT = """
            select r.*, m.hash from whimbrel.run r join whimbrel.mapping_version m using (mapping_id)
            """;
    private static final String LIVE = """
            exists (select from whimbrel.worker w join pg_locks l on l.locktype = 'advisory' and l.granted
                      and l.classid = 22344 and l.objid = w.worker_id::oid and l.objsubid = 2
                      and l.database = (select oid from pg_database where datname = current_database())
                    where w.run_id = r.run_id)
            """;
    private static final RowMapper<Run> RUN = (rows, context) -> new Run(
            rows.getLong("run_id"),
            rows.getString("project"),
            rows.getString("environment"),
            rows.getInt("mapping_id"),
            rows.getString("hash"),
            Arrays.asList((String[]) rows.getArray("tenants").getArray()),
            Run.State.valueOf(rows.getString("state")),
            rows.getString("reason"),
            rows.getString("source_fingerprint"),
            rows.getString("target_fingerprint"),
            rows.getTimestamp("started_at").toInstant(),
            rows.getTimestamp("finished_at") == null
                    ? null
                    : rows.getTimestamp("finished_at").toInstant(),
            repair(rows));

    private static @Nullable Repair repair(ResultSet rows) throws SQLException {
        Long verification = rows.getObject("repairs", Long.class);
        return verification == null
                ? null
                : new Repair(verification, rows.getString("repair_reason"), List.of((String[])
                        rows.getArray("repair_patterns").getArray()));
    }

    private final Handle handle;

    Runs(Handle handle) {
        this.handle = handle;
    }

    /** A run that was opened, and whether it was there before. */
    public record Opened(Run run, boolean resumed, List<Run> abandoned) {}

    /**
     * Joins the unfinished run that was asked for with the same words, or else starts one. Unfinished runs with other words are
     * abandoned, unless one has a living worker: then nothing is changed and the fault {@code RUN_ACTIVE} says so. A repair and an
     * ordinary run never stand beside each other, nor does one replace the other. Must be called in a transaction that has just called {@link Installation#install()}, whose lock lets one process in at a time.
     */
    public Opened open(RunRequest request) {
        List<Run> open = unfinished(request.project(), request.environment());
        Optional<Run> same = same(open, request);
        List<Run> others =
                open.stream().filter(run -> !same.equals(Optional.of(run))).toList();
        for (Run other : others) {
            if (isLive(other.id())) {
                throw Fault.user(
                        "RUN_ACTIVE",
                        "Cannot start: run " + other.id() + " of project " + request.project() + " is being worked on"
                                + " with another mapping or other tenants",
                        "Wait until it ends, or stop it with Ctrl-C where it runs; see `whimbrel status`.");
            }
            String before = other.reason() == null ? "" : "; before that: " + other.reason();
            finish(other.id(), Run.State.ABANDONED, "replaced by a run with another mapping or other tenants" + before);
        }
        if (same.isPresent()) {
            long id = same.orElseThrow().id();
            state(id, Run.State.RUNNING, null);
            return new Opened(find(id).orElseThrow(), true, others);
        }
        return new Opened(insert(request), false, others);
    }

    /**
     * The unfinished run that was asked for with the same words, if there is one; a fault where one of the other kind is unfinished, be it
     * a repair or not.
     */
    public Optional<Run> unfinished(RunRequest request) {
        return same(unfinished(request.project(), request.environment()), request);
    }

    private List<Run> unfinished(String project, String environment) {
        return handle.createQuery(SELECT
                        + "where r.project = :project and environment = :environment"
                        + " and state in ('RUNNING', 'HELD') order by run_id desc")
                .bind("project", project)
                .bind("environment", environment)
                .map(RUN)
                .list();
    }

    private static Optional<Run> same(List<Run> open, RunRequest request) {
        open.stream()
                .filter(run -> (run.repair() == null) != (request.repair() == null))
                .findFirst()
                .ifPresent(other -> {
                    throw ofOtherKind(other);
                });
        return open.stream().filter(request::isFor).findFirst();
    }

    private static Fault ofOtherKind(Run other) {
        if (other.repair() == null) {
            return Fault.user(
                    "RUN_UNFINISHED",
                    "Cannot repair: run " + other.id() + " of project " + other.project() + " is not finished",
                    "Finish it first: `whimbrel run` for the same tenants goes on with it, and for others replaces it. See"
                            + " `whimbrel status`.");
        }
        return Fault.user(
                "REPAIR_UNFINISHED",
                "Cannot start: run " + other.id() + " of project " + other.project()
                        + " is a repair that is not finished",
                "Finish it first: the same `whimbrel repair --execute` for tenants "
                        + String.join(", ", other.tenants())
                        + " goes on with it, and one for another reason replaces it. See `whimbrel status`.");
    }

    /** Gives up unfinished repairs on which nobody works, where nothing is left for them to do. */
    public void endRepairs(String project, String environment) {
        unfinished(project, environment).stream()
                .filter(run -> run.repair() != null && !isLive(run.id()))
                .forEach(run -> finish(run.id(), Run.State.ABANDONED, "a later verification found nothing to repair"));
    }

    private Run insert(RunRequest request) {
        Repair repair = request.repair();
        long id = handle.createQuery("""
                        insert into whimbrel.run
                          (project, environment, mapping_id, tenants, state, source_fingerprint, target_fingerprint,
                           repairs, repair_reason, repair_patterns)
                        values (:project, :environment, :mapping, :tenants, 'RUNNING', :source, :target, :repairs, :why,
                          :patterns)
                        returning run_id
                        """)
                .bind("project", request.project())
                .bind("environment", request.environment())
                .bind("mapping", mapping(request.project(), request.mappingHash()))
                .bindArray("tenants", String.class, request.tenants())
                .bind("source", request.sourceFingerprint())
                .bind("target", request.targetFingerprint())
                .bindByType("repairs", repair == null ? null : repair.verification(), Long.class)
                .bindByType("why", repair == null ? null : repair.reason(), String.class)
                .bindArray("patterns", String.class, repair == null ? List.of() : repair.patterns())
                .mapTo(Long.class)
                .one();
        return find(id).orElseThrow();
    }

    private int mapping(String project, String hash) {
        handle.createUpdate("insert into whimbrel.mapping_version (project, hash) values (:project, :hash)"
                        + " on conflict do nothing")
                .bind("project", project)
                .bind("hash", hash)
                .execute();
        return handle.createQuery(
                        "select mapping_id from whimbrel.mapping_version where project = :project and hash = :hash")
                .bind("project", project)
                .bind("hash", hash)
                .mapTo(Integer.class)
                .one();
    }

    /** The hash of a mapping version. */
    public Optional<String> mappingHash(int mapping) {
        return handle.createQuery("select hash from whimbrel.mapping_version where mapping_id = :mapping")
                .bind("mapping", mapping)
                .mapTo(String.class)
                .findOne();
    }

    /** Registers a worker process; {@link #holdLock} keeps it known as living. */
    public int register(long run, String host, long pid) {
        return handle.createQuery(
                        "insert into whimbrel.worker (run_id, host, pid) values (:run, :host, :pid) returning worker_id")
                .bind("run", run)
                .bind("host", host)
                .bind("pid", pid)
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Marks the worker as living for as long as this connection stays open; does nothing where it does so already. Where an
     * earlier connection, lost to us but not yet to the server, still holds the lock, it is to be tried again later.
     */
    public void holdLock(int worker) {
        handle.createQuery("""
                        select pg_try_advisory_lock(:class, :worker) where not exists (
                          select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
                            and classid = :class::oid and objid = :worker::oid and objsubid = 2)
                        """)
                .bind("class", WORKER_LOCK)
                .bind("worker", worker)
                .mapTo(Boolean.class)
                .findOne();
    }

    public boolean isLive(long run) {
        return handle.createQuery("select " + LIVE + " from whimbrel.run r where run_id = :run")
                .bind("run", run)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    /** The run's living processes, in the order in which they joined. */
    public List<Integer> living(long run) {
        return handle.createQuery("select worker_id from whimbrel.worker where run_id = :run and worker_id in "
                        + Chunks.LIVING + " order by 1")
                .bind("run", run)
                .mapTo(Integer.class)
                .list();
    }

    public Optional<Run> find(long id) {
        return handle.createQuery(SELECT + "where run_id = :id")
                .bind("id", id)
                .map(RUN)
                .findOne();
    }

    /** The newest runs of a project and environment first. */
    public List<Run> list(String project, String environment, int limit) {
        Query query = handle.createQuery(
                SELECT + "where r.project = :project and environment = :environment order by run_id desc limit :limit");
        return query.bind("project", project)
                .bind("environment", environment)
                .bind("limit", limit)
                .map(RUN)
                .list();
    }

    /**
     * The tenants that earlier runs have moved rows of, finished or not, other than those given
     */
    public List<String> movedTenants(String project, String environment, List<String> except) {
        return handle.createQuery("""
                        select distinct c.tenant from whimbrel.chunk_count c join whimbrel.run r using (run_id)
                        where r.project = :project and r.environment = :environment
                          and c.tenant not in ('*', '?') and not (c.tenant = any(:except))
                          and c.inserted + c.updated + c.unchanged + c.merged > 0
                        order by 1
                        """)
                .bind("project", project)
                .bind("environment", environment)
                .bindArray("except", String.class, except)
                .mapTo(String.class)
                .list();
    }

    /**
     * Sets the state of a run that is open; one that has ended stays as it is. Where nothing changes, the row is not touched: whoever
     * joins a run need not wait for those that complete a chunk of it.
     */
    public void state(long run, Run.State state, @Nullable String reason) {
        handle.createUpdate("""
                        update whimbrel.run set state = :state, reason = :reason,
                          finished_at = case when :state in ('RUNNING', 'HELD') then null else now() end
                        where run_id = :run and state in ('RUNNING', 'HELD')
                          and (state, reason) is distinct from (:state, :reason::text)
                        """)
                .bind("state", state.name())
                .bind("reason", reason)
                .bind("run", run)
                .execute();
    }

    /** Ends a run. None ends as done while something that it put aside has not been made again. */
    public void finish(long run, Run.State state, @Nullable String reason) {
        if (state != Run.State.ABANDONED && !new Shelf(handle).of(run).isEmpty()) {
            throw Fault.internal(
                    "SHELF_NOT_EMPTY",
                    "Cannot end run " + run + ": indexes or keys that it put aside do not stand again",
                    null);
        }
        state(run, state, reason);
    }
}
