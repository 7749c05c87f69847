package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.ValueClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Patterns as one verification found them, beside the one before and the first. */
final class Summaries {
    /**
     * The verification before is, for each flow, the last finished one of the same tenants that looked at that flow, and at no fewer rows of
     * it: against others rows would seem to come and go. Rows that were only in flight do not count.
     */
    private static final String SELECT = """
            with before as (
              select f.flow, max(b.verification_id) as verification_id
              from whimbrel.verification v
                join whimbrel.verification b on b.project = v.project and b.environment = v.environment and b.comparison = v.comparison
                  and b.tenants = v.tenants and b.verification_id < v.verification_id and b.state = 'FINISHED'
                  and b.touched_by is not distinct from v.touched_by
                join whimbrel.verification_flow f on f.verification_id = b.verification_id
                  and (b.parts = '{}' or f.flow = any (b.parts))
              where v.verification_id = :id group by f.flow),
            found as (
              select verification_id, pattern_no, count(*) filter (where tenant not in ('*', '?')) as tenants,
                coalesce(sum(stable + hot) filter (where tenant in ('*', '?')), 0) as others,
                sum(stable + hot) as row_count, sum(waived) as waived
              from whimbrel.pattern_count where stable + hot > 0
                and (verification_id = :id or verification_id in (select verification_id from before))
              group by verification_id, pattern_no)
            select p.*, n.tenants, n.others, n.row_count, n.waived, first.started_at as first_seen, last.started_at as last_seen,
              case when before.verification_id is null then -1 else coalesce(o.row_count, 0) end as row_count_before
            from found n
              join whimbrel.pattern p using (pattern_no)
              join whimbrel.verification first on first.verification_id = p.first_verification
              join whimbrel.verification last on last.verification_id = p.last_verification
              left join before on before.flow = p.flow
              left join found o on o.verification_id = before.verification_id and o.pattern_no = n.pattern_no
            where n.verification_id = :id
            order by n.tenants desc, n.row_count desc, p.pattern_id
            """;

    private final Handle handle;

    Summaries(Handle handle) {
        this.handle = handle;
    }

    List<PatternSummary> of(long id, int examples) {
        Map<String, List<ShownFinding>> best = best(id, examples);
        return handle.createQuery(SELECT)
                .bind("id", id)
                .map((rows, context) -> summary(rows, best.getOrDefault(rows.getString("pattern_id"), List.of())))
                .list();
    }

    /** Examples of all patterns by their ids. */
    private Map<String, List<ShownFinding>> best(long id, int examples) {
        List<Integer> numbers = handle.createQuery(
                        "select distinct pattern_no from whimbrel.pattern_count where verification_id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .list();
        return new Findings(handle)
                .best(id, numbers, examples).stream().collect(Collectors.groupingBy(ShownFinding::pattern));
    }

    private static PatternSummary summary(ResultSet row, List<ShownFinding> examples) throws SQLException {
        return new PatternSummary(
                row.getString("pattern_id"),
                pattern(row),
                row.getLong("tenants"),
                row.getLong("row_count"),
                row.getLong("others"),
                row.getLong("waived"),
                row.getLong("row_count_before"),
                row.getLong("first_verification"),
                row.getTimestamp("first_seen").toInstant(),
                row.getLong("last_verification"),
                row.getTimestamp("last_seen").toInstant(),
                examples);
    }

    static Pattern pattern(ResultSet row) throws SQLException {
        return new Pattern(
                row.getString("flow"),
                RowClass.valueOf(row.getString("row_class")),
                Texts.list(row, "columns"),
                Texts.list(row, "classes").stream().map(ValueClass::valueOf).toList(),
                Texts.list(row, "masks"),
                row.getString("cause"));
    }
}
