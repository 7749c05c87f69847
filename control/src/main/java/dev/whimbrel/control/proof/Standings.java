package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.value.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * How tenants stood over the days. Only those that a verification looked at are counted in it, and no rows of everybody or of nobody known,
 * which are recorded beside them.
 */
final class Standings {
    private static final String NEWEST = """
            select verification_id, finished_at from whimbrel.verification
            where project = :project and environment = :environment and comparison = :comparison and state = 'FINISHED'
            order by verification_id desc limit :limit
            """;

    private static final List<String> OTHERS = List.of(TenantId.SHARED.text(), TenantId.UNKNOWN.text());

    private final Handle handle;

    Standings(Handle handle) {
        this.handle = handle;
    }

    List<Standing> of(Matter matter, int limit) {
        Map<Long, Map<Verdict, Long>> counts = counts(matter, limit);
        List<Standing> standings = new ArrayList<>();
        ends(matter, limit)
                .forEach((id, end) -> standings.add(new Standing(id, end, counts.getOrDefault(id, Map.of()))));
        return standings;
    }

    private Map<Long, Instant> ends(Matter matter, int limit) {
        Map<Long, Instant> ends = new LinkedHashMap<>();
        handle.createQuery("select * from (" + NEWEST + ") newest order by verification_id")
                .bindMethods(matter)
                .bind("limit", limit)
                .map((rows, context) ->
                        Map.entry(rows.getLong(1), rows.getTimestamp(2).toInstant()))
                .forEach(entry -> ends.put(entry.getKey(), entry.getValue()));
        return ends;
    }

    private Map<Long, Map<Verdict, Long>> counts(Matter matter, int limit) {
        Map<Long, Map<Verdict, Long>> counts = new LinkedHashMap<>();
        handle.createQuery(
                        "select verification_id, verdict, count(*) from (" + NEWEST + ") newest"
                                + " join whimbrel.verification_tenant using (verification_id) where tenant not in (<others>) group by 1, 2")
                .bindList("others", OTHERS)
                .bindMethods(matter)
                .bind("limit", limit)
                .map((rows, context) -> new Count(rows.getLong(1), Verdict.valueOf(rows.getString(2)), rows.getLong(3)))
                .forEach(count -> counts.computeIfAbsent(count.id(), no -> new EnumMap<>(Verdict.class))
                        .put(count.verdict(), count.tenants()));
        return counts;
    }

    private record Count(long id, Verdict verdict, long tenants) {}
}
