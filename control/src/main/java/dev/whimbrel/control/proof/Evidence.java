package dev.whimbrel.control.proof;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;

/** Findings as evidence: written out for other tools, and deleted when they are old. Counts and verdicts are kept for ever. */
public final class Evidence {
    private static final int FETCH = 2_000;

    /** Columns of the file, which are those of the view. */
    private static final List<String> COLUMNS = List.of(
            "verification_id",
            "project",
            "environment",
            "pattern_id",
            "flow",
            "row_class",
            "cause",
            "finding_no",
            "tenant",
            "shown_key",
            "token",
            "status",
            "cell_no",
            "column_name",
            "value_class",
            "mask",
            "expected",
            "actual");

    private static final String AGED = """
            project = :project and findings_deleted_at is null and finished_at < now() - make_interval(days => :days)
            and (select count(*) from whimbrel.verification n
                 where n.project = v.project and n.environment = v.environment and n.comparison = v.comparison
                   and n.state = 'FINISHED' and n.verification_id > v.verification_id) >= :count
            """;

    private final Handle handle;

    Evidence(Handle handle) {
        this.handle = handle;
    }

    /**
     * Writes the findings of a verification that are kept as CSV (RFC 4180, with a header): a line for each column that differs, or
     * one for a row that differs as a whole. Needs autocommit off, to stream. The writer is neither flushed nor closed.
     */
    public Exported exportCsv(long id, Writer out) throws IOException {
        Csv csv = new Csv(out);
        csv.line(COLUMNS);
        long count = 0;
        try (ResultIterator<List<String>> lines = handle.createQuery("select " + String.join(", ", COLUMNS)
                        + " from whimbrel.difference where verification_id = :id"
                        + " order by pattern_no, weight, finding_no, cell_no")
                .bind("id", id)
                .setFetchSize(FETCH)
                .map((rows, context) -> {
                    List<String> line = new ArrayList<>(COLUMNS.size());
                    for (int i = 1; i <= COLUMNS.size(); i++) {
                        String text = rows.getString(i);
                        line.add(text == null ? "" : text);
                    }
                    return line;
                })
                .iterator()) {
            while (lines.hasNext()) {
                csv.line(lines.next());
                count++;
            }
        }
        return new Exported(count, kept(id));
    }

    /** Lines without the header, and the rows that they are of. */
    public record Exported(long lines, long rows) {}

    private long kept(long id) {
        return handle.createQuery("select count(*) from whimbrel.finding where verification_id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .one();
    }

    /** Rows that differed in a verification, kept or not. */
    public long found(long id) {
        return handle.createQuery("select coalesce(sum(stable + hot), 0) from whimbrel.pattern_count"
                        + " where verification_id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .one();
    }

    /**
     * Deletes the findings of a project's verifications that ended more than {@code days} ago and are not among the newest
     * {@code count} finished ones of their environment.
     *
     * @return how many findings were deleted
     */
    public long prune(String project, int days, int count) {
        return handle.createQuery("with aged as (update whimbrel.verification v set findings_deleted_at = now() where "
                        + AGED + """
                         returning verification_id),
                        gone as (
                          delete from whimbrel.finding f using aged where f.verification_id = aged.verification_id
                          returning 1),
                        forgotten as (
                          delete from whimbrel.affected a using aged where a.verification_id = aged.verification_id)
                        select count(*) from gone
                        """)
                .bind("project", project)
                .bind("days", days)
                .bind("count", count)
                .mapTo(Long.class)
                .one();
    }

    /** What {@link #prune} would delete: findings by verification, the oldest first. */
    public Map<Long, Long> aged(String project, int days, int count) {
        Map<Long, Long> aged = new LinkedHashMap<>();
        handle.createQuery("select v.verification_id, (select count(*) from whimbrel.finding f"
                        + " where f.verification_id = v.verification_id) from whimbrel.verification v where " + AGED
                        + " order by 1")
                .bind("project", project)
                .bind("days", days)
                .bind("count", count)
                .map((rows, context) -> Map.entry(rows.getLong(1), rows.getLong(2)))
                .forEach(entry -> aged.put(entry.getKey(), entry.getValue()));
        return aged;
    }
}
