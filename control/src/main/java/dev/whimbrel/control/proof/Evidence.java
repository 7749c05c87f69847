package dev.whimbrel.control.proof;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
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

    private final Handle handle;

    Evidence(Handle handle) {
        this.handle = handle;
    }

    /**
     * Writes the findings of a verification that are kept as CSV (RFC 4180, with a header): a line for each column that differs, or
     * one for a row that differs as a whole. Needs autocommit off, to stream. The writer is neither flushed nor closed.
     */
    public void exportCsv(long id, Writer out) throws IOException {
        Csv csv = new Csv(out);
        csv.line(COLUMNS);
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
            }
        }
    }

    /**
     * Deletes the findings of a project's verifications that ended more than {@code days} ago and are not among the newest
     * {@code count} finished ones of their environment.
     *
     * @return how many findings were deleted
     */
    public long prune(String project, int days, int count) {
        return handle.createQuery("""
                        with aged as (
                          update whimbrel.verification v set findings_deleted_at = now()
                          where project = :project and findings_deleted_at is null
                            and finished_at < now() - make_interval(days => :days)
                            and (select count(*) from whimbrel.verification n
                                 where n.project = v.project and n.environment = v.environment and n.comparison = v.comparison and n.state = 'FINISHED'
                                   and n.verification_id > v.verification_id) >= :count
                          returning verification_id),
                        gone as (
                          delete from whimbrel.finding f using aged where f.verification_id = aged.verification_id
                          returning 1)
                        select count(*) from gone
                        """)
                .bind("project", project)
                .bind("days", days)
                .bind("count", count)
                .mapTo(Long.class)
                .one();
    }
}
