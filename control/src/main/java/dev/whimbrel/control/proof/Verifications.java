package dev.whimbrel.control.proof;

import dev.whimbrel.control.proof.Verification.State;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Verifications: begun or gone on with by one process at a time, recorded flow by flow, and read. A flow's result is recorded in one
 * transaction of the caller's, so that one that is killed goes on with the flows that are missing.
 */
public final class Verifications {
    /** First key of the advisory locks by which it is known that a process is at work; the second is of the verification's number. */
    private static final int LOCK = 0x5756;

    /** Advisory lock under which one process at a time begins a verification. */
    private static final long OPENING = 0x5768_696d_5072_6f66L;

    private static final RowMapper<Verification> VERIFICATION = (rows, context) -> new Verification(
            rows.getLong("verification_id"),
            rows.getString("project"),
            rows.getString("environment"),
            rows.getString("comparison"),
            rows.getString("mapping_hash"),
            Texts.list(rows, "tenants"),
            State.valueOf(rows.getString("state")),
            rows.getString("reason"),
            rows.getTimestamp("started_at").toInstant(),
            rows.getTimestamp("finished_at") == null
                    ? null
                    : rows.getTimestamp("finished_at").toInstant(),
            rows.getObject("against", Long.class),
            new Extent(Texts.list(rows, "parts"), rows.getObject("touched_by", Long.class)));

    private final Handle handle;

    Verifications(Handle handle) {
        this.handle = handle;
    }

    /**
     * A verification that was opened.
     *
     * @param continued whether it was interrupted before
     * @param abandoned the interrupted one that it replaces, if any
     */
    public record Opened(
            Verification verification,
            boolean continued,
            @Nullable Verification abandoned) {}

    /** Opens one of all tables, held against no other; see {@link #open(Matter, Wanted)}. */
    public Opened open(Matter matter, String mappingHash, List<String> tenants) {
        return open(matter, new Wanted(mappingHash, tenants, Extent.ALL, null, false));
    }

    /**
     * Goes on with the interrupted verification that is as is wanted, or begins one in place of any other. Where a living
     * process works on it, nothing is changed and the fault {@code VERIFICATION_ACTIVE} says so. Others wait until the caller's
     * transaction ends. From then on the verification is this session's: the connection is to stay open until the verification
     * has ended.
     */
    public Opened open(Matter matter, Wanted wanted) {
        handle.createQuery("select pg_advisory_xact_lock(:lock) is null")
                .bind("lock", OPENING)
                .mapTo(Boolean.class)
                .one();
        Optional<Verification> running = running(matter);
        running.filter(found -> !hold(found.id())).ifPresent(found -> {
            throw active(found);
        });
        if (running.filter(wanted::isSame).isPresent()) {
            return new Opened(running.orElseThrow(), true, null);
        }
        running.ifPresent(
                found -> end(
                        found.id(),
                        State.ABANDONED,
                        wanted.afresh()
                                ? "replaced by one that begins anew"
                                : "replaced by a verification with another mapping, other tenants or other tables, or against another"));
        return new Opened(insert(matter, wanted), false, running.orElse(null));
    }

    private Optional<Verification> running(Matter matter) {
        return handle.createQuery(
                        "select * from whimbrel.verification"
                                + " where project = :project and environment = :environment and comparison = :comparison and state = 'RUNNING'")
                .bindMethods(matter)
                .map(VERIFICATION)
                .findOne();
    }

    private static Fault active(Verification found) {
        return Fault.user(
                "VERIFICATION_ACTIVE",
                "Cannot verify: verification " + found.id() + " of project " + found.project()
                        + " is being worked on by another process",
                "Wait until it ends, or stop it with Ctrl-C where it runs.");
    }

    private Verification insert(Matter matter, Wanted wanted) {
        Verification begun = handle.createQuery("""
                        insert into whimbrel.verification
                          (project, environment, comparison, mapping_hash, tenants, state, against, parts, touched_by)
                        values (:project, :environment, :comparison, :mapping, :tenants, 'RUNNING', :against, :parts, :touched)
                        returning *
                        """)
                .bindMethods(matter)
                .bind("mapping", wanted.mappingHash())
                .bindArray("tenants", String.class, wanted.tenants())
                .bindByType("against", wanted.against(), Long.class)
                .bindArray("parts", String.class, wanted.extent().parts())
                .bindByType("touched", wanted.extent().touchedBy(), Long.class)
                .map(VERIFICATION)
                .one();
        hold(begun.id());
        return begun;
    }

    /**
     * Makes the verification this session's for as long as the connection stays open, whatever becomes of the transaction; for a
     * process whose connection was lost. False where another session has it.
     */
    public boolean hold(long id) {
        return handle.createQuery("""
                        select case when exists (
                            select from pg_locks where locktype = 'advisory' and granted and pid = pg_backend_pid()
                              and classid = :class::oid and objid = :key::oid and objsubid = 2)
                          then true else pg_try_advisory_lock(:class, :key) end
                        """)
                .bind("class", LOCK)
                .bind("key", (int) (id & Integer.MAX_VALUE))
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether a living process works on it. */
    public boolean isLive(long id) {
        return handle.createQuery("""
                        select exists (select from pg_locks where locktype = 'advisory' and granted and objsubid = 2
                          and classid = :class::oid and objid = :key::oid
                          and database = (select oid from pg_database where datname = current_database()))
                        """)
                .bind("class", LOCK)
                .bind("key", (int) (id & Integer.MAX_VALUE))
                .mapTo(Boolean.class)
                .one();
    }

    /** Flows whose result is recorded. */
    public Set<String> finishedFlows(long id) {
        return new TreeSet<>(
                handle.createQuery("select flow from whimbrel.verification_flow where verification_id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .list());
    }

    /**
     * Records all that was found of a flow. Findings are gone through once, and kept as far as the cap allows.
     *
     * @param results one for each tenant
     * @return false where the flow was recorded before: then nothing is changed
     */
    public boolean record(long id, String flow, List<TableResult> results, Iterable<Finding> findings, Recording how) {
        Verification verification = handle.createQuery(
                        "select * from whimbrel.verification where verification_id = :id and state = 'RUNNING' for share")
                .bind("id", id)
                .map(VERIFICATION)
                .findOne()
                .orElseThrow(() -> ended(id));
        Results written = new Results(handle);
        if (!written.begin(id, flow)) {
            return false;
        }
        written.insert(id, results);
        FlowInput input = how.input();
        if (input != null) {
            new FlowInputs(handle).insert(id, flow, input);
        }
        new Recorder(handle, verification, flow, how).record(findings);
        return true;
    }

    private static Fault ended(long id) {
        return Fault.user(
                "VERIFICATION_ENDED",
                "Cannot record what verification " + id + " found: it has ended, or another one has replaced it",
                "Start the verification again; where another is at work, wait until it ends.");
    }

    /**
     * Ends a verification that is through with all its flows.
     *
     * @param verdicts of its tenants, all tables together
     */
    public void finish(long id, Map<String, Verdict> verdicts) {
        if (!end(id, State.FINISHED, null)) {
            throw ended(id);
        }
        new Fates(handle).close(id);
        PreparedBatch batch =
                handle.prepareBatch("insert into whimbrel.verification_tenant values (:id, :tenant, :verdict)");
        verdicts.forEach((tenant, verdict) -> batch.bind("id", id)
                .bind("tenant", tenant)
                .bind("verdict", verdict.name())
                .add());
        if (!verdicts.isEmpty()) {
            batch.execute();
        }
    }

    /** Ends a verification that cannot go on; one that has ended stays as it is. What it recorded stays. */
    public void fail(long id, String reason) {
        end(id, State.FAILED, reason);
    }

    private boolean end(long id, State state, @Nullable String reason) {
        return handle.createUpdate("""
                        update whimbrel.verification set state = :state, reason = :reason, finished_at = clock_timestamp()
                        where verification_id = :id and state = 'RUNNING'
                        """)
                        .bind("state", state.name())
                        .bindByType("reason", reason, String.class)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    public Optional<Verification> find(long id) {
        return handle.createQuery("select * from whimbrel.verification where verification_id = :id")
                .bind("id", id)
                .map(VERIFICATION)
                .findOne();
    }

    /** The newest verifications of a matter first. */
    public List<Verification> list(Matter matter, int limit) {
        return handle.createQuery(
                        "select * from whimbrel.verification where project = :project"
                                + " and environment = :environment and comparison = :comparison order by verification_id desc limit :limit")
                .bindMethods(matter)
                .bind("limit", limit)
                .map(VERIFICATION)
                .list();
    }

    /** Of a matter, from one on: those that are finished and those that are asked for; the oldest first. */
    List<Verification> since(Matter matter, long first, Collection<Long> asked) {
        return handle.createQuery("""
                        select * from whimbrel.verification where project = :project and environment = :environment
                          and comparison = :comparison and verification_id >= :first
                          and (state = 'FINISHED' or verification_id = any(:asked)) order by verification_id
                        """)
                .bindMethods(matter)
                .bind("first", first)
                .bindArray("asked", Long.class, List.copyOf(asked))
                .map(VERIFICATION)
                .list();
    }

    /**
     * One row through the verifications in which it was found and those that followed; empty where no finding of it is kept.
     *
     * @param at whose project and environment are meant; its tokens are of the mapping and of comparisons alike
     * @param most verifications, the newest
     */
    public Optional<Followed> follow(Matter at, String token, int most) {
        return new Following(handle).of(at, token, most);
    }

    /** Environments of a project in which a finding of this token is kept. */
    public List<String> environments(String project, String token) {
        return new Following(handle).environments(project, token);
    }

    /** Writes down the moment at which the flows that follow are looked at for the first time. */
    public void add(long id, KeptMoment moment) {
        handle.createUpdate("""
                        insert into whimbrel.verification_moment
                        select :id, count(*) + 1, :at, :expected, :actual, :why
                        from whimbrel.verification_moment where verification_id = :id
                        """)
                .bind("id", id)
                .bindMethods(moment)
                .bind("why", moment.why().name())
                .execute();
    }

    /** The moments at which flows were looked at for the first time, in their order. */
    public List<KeptMoment> moments(long id) {
        return handle.createQuery(
                        "select * from whimbrel.verification_moment where verification_id = :id order by moment_no")
                .bind("id", id)
                .map((rows, context) -> new KeptMoment(
                        rows.getTimestamp("taken_at").toInstant(),
                        rows.getBoolean("expected_kept"),
                        rows.getBoolean("actual_kept"),
                        KeptMoment.Why.valueOf(rows.getString("why"))))
                .list();
    }

    /** What was found, by flow and tenant, in the order of their names. */
    public List<TableResult> results(long id) {
        return new Results(handle).of(id);
    }

    /**
     * The patterns under which rows differ at the end, those of the most tenants first, then those of the most rows.
     *
     * @param examples so many rows for each, at most
     */
    public List<PatternSummary> patterns(long id, int examples) {
        return new Summaries(handle).of(id, examples);
    }

    /** All findings of one flow, counted. */
    public Tally tally(long id, String flow) {
        Tally tally = new Tally(flow);
        handle.createQuery(
                        "select p.*, c.tenant, c.in_flight, c.stable, c.hot from whimbrel.pattern_count c"
                                + " join whimbrel.pattern p using (pattern_no) where c.verification_id = :id and p.flow = :flow")
                .bind("id", id)
                .bind("flow", flow)
                .map((rows, context) -> {
                    tally.add(
                            Summaries.pattern(rows),
                            rows.getString("tenant"),
                            rows.getLong("in_flight"),
                            rows.getLong("stable"),
                            rows.getLong("hot"));
                    return true;
                })
                .list();
        return tally;
    }

    /** What was read of a flow's source, as far as that was kept. */
    public FlowInput input(long id, String flow) {
        return new FlowInputs(handle).find(id, flow);
    }

    /** Whether anything of what was read was kept. */
    public boolean keptInput(long id) {
        return new FlowInputs(handle).any(id);
    }

    /** The rows of a flow that differed, to be known again. */
    public Affected affected(long id, String flow) {
        return new AffectedRows(handle).of(id, flow);
    }

    /** What became of the rows of the verification against which one is held, which it has to be. */
    public Changes changes(Verification verification) {
        long against = Objects.requireNonNull(verification.against());
        Fates fates = new Fates(handle);
        return new Changes(
                against,
                fates.of(verification.id()),
                fates.ids(verification.id()),
                new FlowInputs(handle).compared(verification, against));
    }

    /** Ids of all patterns that were ever found in a matter's project and environment. */
    public Set<String> knownPatterns(Matter matter) {
        return new TreeSet<>(handle.createQuery(
                        "select pattern_id from whimbrel.pattern where project = :project and environment = :environment")
                .bind("project", matter.project())
                .bind("environment", matter.environment())
                .mapTo(String.class)
                .list());
    }

    /** Rows under a pattern that were kept, the simplest first. */
    public List<ShownFinding> findings(long id, String pattern, int limit) {
        return new Findings(handle).of(id, pattern, limit);
    }

    /** How the tenants of the newest finished verifications stood, the oldest of these first. */
    public List<Standing> standings(Matter matter, int limit) {
        return new Standings(handle).of(matter, limit);
    }
}
