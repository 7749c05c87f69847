package dev.whimbrel.control.proof;

import dev.whimbrel.control.proof.Followed.Day;
import dev.whimbrel.control.proof.Followed.Outcome;
import dev.whimbrel.control.proof.Followed.Sight;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Follows one row through verifications: where it was found, and of the others what may be said of it. */
final class Following {
    /** Its findings, the newest first, by the index on tokens. */
    private static final String FOUND = """
            select f.verification_id, v.comparison, f.tenant, f.shown_key, f.status, f.row_token, p.*
            from whimbrel.finding f
              join whimbrel.verification v using (verification_id)
              join whimbrel.pattern p using (pattern_no)
            where f.token = :token and v.project = :project and v.environment = :environment
            order by f.verification_id desc, f.weight, f.finding_no
            """;

    /** All that a verification found of a flow and tenant, and how much of it is kept: as findings, and as tokens of those that last. */
    private static final String STANDS = """
            select v.verification_id, v.findings_deleted_at is not null as deleted,
              exists (select from whimbrel.verification_flow f
                where f.verification_id = v.verification_id and f.flow = :flow) as recorded,
              (select r.verdict from whimbrel.verification_result r
                where r.verification_id = v.verification_id and r.flow = :flow and r.tenant = :tenant) as verdict,
              exists (select from whimbrel.verification_result r
                where r.verification_id = v.verification_id and r.flow = :flow and r.verdict = 'INCOMPARABLE') as incomparable,
              n.found, n.lasting,
              case when n.found = 0 then 0 else (
                select count(*) from whimbrel.finding f join whimbrel.pattern p using (pattern_no)
                where f.verification_id = v.verification_id and f.tenant = :tenant and p.flow = :flow) end as kept,
              (select coalesce(sum(a.row_count), 0) from whimbrel.affected a
                where a.verification_id = v.verification_id and a.flow = :flow and a.tenant = :tenant) as known
            from whimbrel.verification v
              cross join lateral (
                select coalesce(sum(c.in_flight + c.stable + c.hot), 0) as found, coalesce(sum(c.stable + c.hot), 0) as lasting
                from whimbrel.pattern_count c join whimbrel.pattern p using (pattern_no)
                where c.verification_id = v.verification_id and c.tenant = :tenant and p.flow = :flow) n
            where v.verification_id = any(:ids)
            """;

    private final Handle handle;

    Following(Handle handle) {
        this.handle = handle;
    }

    /** A finding that carries the token. */
    private record Hit(
            long verification,
            String comparison,
            String flow,
            String tenant,
            String key,
            @Nullable Long row,
            Sight sight) {}

    /** What stands of a verification's flow and tenant. */
    private record Stand(
            boolean deleted,
            boolean recorded,
            @Nullable Verdict verdict,
            boolean incomparable,
            long found,
            long lasting,
            long kept,
            long known) {}

    Optional<Followed> of(Matter at, String token, int most) {
        List<Hit> hits = hits(at, token);
        if (hits.isEmpty()) {
            return Optional.empty();
        }
        Hit last = hits.get(0);
        Map<Long, List<Sight>> sights = new HashMap<>();
        hits.forEach(hit -> sights.computeIfAbsent(hit.verification(), no -> new ArrayList<>())
                .add(hit.sight()));
        Matter matter = new Matter(at.project(), at.environment(), last.comparison());
        List<Verification> all = new Verifications(handle)
                .since(matter, hits.get(hits.size() - 1).verification(), sights.keySet());
        List<Verification> shown = all.subList(Math.max(0, all.size() - most), all.size());
        List<Day> days = days(shown, last, row(hits), sights);
        return Optional.of(new Followed(
                token, last.flow(), table(last), last.tenant(), last.key(), days, all.size() - shown.size()));
    }

    private List<Hit> hits(Matter at, String token) {
        return handle.createQuery(FOUND)
                .bind("token", token)
                .bind("project", at.project())
                .bind("environment", at.environment())
                .map((rows, context) -> new Hit(
                        rows.getLong("verification_id"),
                        rows.getString("comparison"),
                        rows.getString("flow"),
                        rows.getString("tenant"),
                        rows.getString("shown_key"),
                        rows.getObject("row_token", Long.class),
                        new Sight(
                                rows.getString("pattern_id"),
                                Summaries.pattern(rows),
                                rows.getString("tenant"),
                                Status.valueOf(rows.getString("status")))))
                .list();
    }

    /** By which it is known among the rows that differed; null where no finding of it says that. */
    private static @Nullable Long row(List<Hit> hits) {
        return hits.stream().map(Hit::row).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private String table(Hit hit) {
        return handle.createQuery("select target_table from whimbrel.verification_result"
                        + " where verification_id = :id and flow = :flow limit 1")
                .bind("id", hit.verification())
                .bind("flow", hit.flow())
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    private List<Day> days(List<Verification> shown, Hit last, @Nullable Long row, Map<Long, List<Sight>> sights) {
        List<Long> ids = shown.stream().map(Verification::id).toList();
        Map<Long, Stand> stands = stands(ids, last);
        Map<Long, List<Sight>> affected =
                row == null ? Map.of() : new AffectedRows(handle).sights(ids, last.flow(), row);
        return shown.stream()
                .map(verification -> {
                    Stand stand = Objects.requireNonNull(stands.get(verification.id()));
                    List<Sight> found = sights.getOrDefault(verification.id(), List.of());
                    List<Sight> more = affected.getOrDefault(verification.id(), List.of());
                    Outcome outcome = found.isEmpty()
                            ? absent(verification, stand, last, row != null, !more.isEmpty())
                            : Outcome.DIFFERED;
                    return new Day(
                            verification,
                            outcome,
                            stand.verdict(),
                            outcome == Outcome.NOT_KEPT ? stand.found() - stand.kept() : 0,
                            outcome == Outcome.DIFFERED_NOT_KEPT ? more : found);
                })
                .toList();
    }

    private Map<Long, Stand> stands(List<Long> ids, Hit last) {
        Map<Long, Stand> stands = new HashMap<>();
        handle.createQuery(STANDS)
                .bindArray("ids", Long.class, ids)
                .bind("flow", last.flow())
                .bind("tenant", last.tenant())
                .map((rows, context) -> stands.put(rows.getLong("verification_id"), stand(rows)))
                .list();
        return stands;
    }

    private static Stand stand(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return new Stand(
                row.getBoolean("deleted"),
                row.getBoolean("recorded"),
                verdict == null ? null : Verdict.valueOf(verdict),
                row.getBoolean("incomparable"),
                row.getLong("found"),
                row.getLong("lasting"),
                row.getLong("kept"),
                row.getLong("known"));
    }

    /**
     * Of a verification without a finding of the row.
     *
     * @param marked whether it could be known among the rows that differed
     * @param met whether it is among these
     */
    private static Outcome absent(Verification verification, Stand stand, Hit last, boolean marked, boolean met) {
        Verdict verdict = stand.verdict();
        if (met) {
            return Outcome.DIFFERED_NOT_KEPT;
        }
        if (last.key().equals(Recording.NO_KEY)) {
            return Outcome.NOT_KNOWN_AGAIN;
        }
        if (!stand.recorded() || verdict == null && !verification.covers(last.tenant())) {
            return Outcome.NOT_VERIFIED;
        }
        if (verdict == null ? stand.incomparable() : verdict == Verdict.INCOMPARABLE) {
            return Outcome.INCOMPARABLE;
        }
        // What was only on its way was the same at the second look.
        boolean told = stand.kept() >= stand.found() || marked && stand.known() >= stand.lasting();
        if (told || stand.lasting() == 0) {
            return Outcome.NOT_DIFFERENT;
        }
        return stand.deleted() ? Outcome.DELETED : Outcome.NOT_KEPT;
    }

    /** Where in a project the token was found. */
    List<String> environments(String project, String token) {
        return handle.createQuery("select distinct v.environment from whimbrel.finding f"
                        + " join whimbrel.verification v using (verification_id)"
                        + " where f.token = :token and v.project = :project order by 1")
                .bind("token", token)
                .bind("project", project)
                .mapTo(String.class)
                .list();
    }
}
