package dev.whimbrel.control.proof;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/** Findings as evidence: written out for other tools, and deleted when they are old. Counts and verdicts are kept for ever. */
public final class Evidence {
    private static final int FETCH = 2_000;

    /** Columns of what is written out, which are those of the view. */
    public static final List<Field> FIELDS = List.of(
            new Field("verification_id", true),
            new Field("project", false),
            new Field("environment", false),
            new Field("pattern_id", false),
            new Field("flow", false),
            new Field("row_class", false),
            new Field("cause", false),
            new Field("finding_no", true),
            new Field("tenant", false),
            new Field("shown_key", false),
            new Field("token", false),
            new Field("status", false),
            new Field("cell_no", true),
            new Field("column_name", false),
            new Field("value_class", false),
            new Field("mask", false),
            new Field("expected", false),
            new Field("actual", false));

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

    /** A column: of whole numbers or else of texts, and null where there is nothing to say. */
    public record Field(String name, boolean number) {}

    /** Takes findings in the order of their patterns, a line for each column that differs. */
    public interface Lines {
        /** @param values Long or String by {@link #FIELDS}; another array each time */
        void add(@Nullable Object[] values) throws IOException;
    }

    /**
     * Writes the findings of a verification that are kept as CSV (RFC 4180, with a header), null as nothing. Needs autocommit off, to
     * stream. The writer is neither flushed nor closed.
     */
    public Exported exportCsv(long id, Writer out) throws IOException {
        Csv csv = new Csv(out);
        csv.line(FIELDS.stream().map(Field::name).toList());
        return export(
                id,
                values -> csv.line(Arrays.stream(values)
                        .map(value -> Objects.toString(value, ""))
                        .toList()));
    }

    /**
     * Hands out the findings of a verification that are kept: a line for each column that differs, or one for a row that differs as
     * a whole. Needs autocommit off, to stream.
     */
    public Exported export(long id, Lines lines) throws IOException {
        String columns = FIELDS.stream().map(Field::name).collect(Collectors.joining(", "));
        long count = 0;
        try (ResultIterator<@Nullable Object[]> all = handle.createQuery("select " + columns
                        + " from whimbrel.difference where verification_id = :id"
                        + " order by pattern_no, weight, finding_no, cell_no")
                .bind("id", id)
                .setFetchSize(FETCH)
                .map((rows, context) -> line(rows))
                .iterator()) {
            while (all.hasNext()) {
                lines.add(all.next());
                count++;
            }
        }
        return new Exported(count, kept(id));
    }

    private static @Nullable Object[] line(ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[FIELDS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = FIELDS.get(i).number() ? row.getObject(i + 1, Long.class) : row.getString(i + 1);
        }
        return values;
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
