package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.ValueClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The rows behind the patterns, as far as they are kept. */
final class Findings {
    /** Kept rows of {@code n.pattern_no}, the best examples first, by the table's key. */
    private static final String BEST = """
            select p.pattern_id, p.columns, p.classes, f.*
            from unnest(:numbers) n (pattern_no) join whimbrel.pattern p using (pattern_no)
              cross join lateral (select * from whimbrel.finding f
                                  where f.verification_id = :id and f.pattern_no = n.pattern_no
                                  order by f.weight, f.finding_no limit :limit) f
            order by f.pattern_no, f.weight, f.finding_no
            """;

    private static final RowMapper<ShownFinding> SHOWN = (rows, context) -> new ShownFinding(
            rows.getString("pattern_id"),
            rows.getString("tenant"),
            rows.getString("shown_key"),
            rows.getString("token"),
            Status.valueOf(rows.getString("status")),
            cells(rows));

    private final Handle handle;

    Findings(Handle handle) {
        this.handle = handle;
    }

    void insert(long id, List<Kept> batch, Map<Pattern, Integer> numbers) {
        handle.createUpdate("""
                        insert into whimbrel.finding (verification_id, pattern_no, weight, finding_no, tenant, token,
                          shown_key, status, masks, expected, actual, row_token)
                        select :id, x.pattern_no, x.weight, x.finding_no, x.tenant, x.token, x.shown_key, x.status,
                          x.masks::text[], x.expected::text[], x.actual::text[], x.row_token
                        from unnest(:patterns, :weights, :numbers, :tenants, :tokens, :keys, :statuses, :masks, :expected,
                            :actual, :rowTokens)
                          x (pattern_no, weight, finding_no, tenant, token, shown_key, status, masks, expected, actual,
                            row_token)
                        """)
                .bind("id", id)
                .bindArray(
                        "patterns",
                        Integer.class,
                        each(batch, kept -> Objects.requireNonNull(numbers.get(kept.pattern()))))
                .bindArray("weights", Integer.class, each(batch, Kept::weight))
                .bindArray("numbers", Long.class, each(batch, Kept::number))
                .bindArray("tenants", String.class, each(batch, Kept::tenant))
                .bindArray("tokens", String.class, each(batch, Kept::token))
                .bindArray("keys", String.class, each(batch, Kept::shownKey))
                .bindArray("statuses", String.class, each(batch, kept -> kept.status()
                        .name()))
                .bindArray("masks", String.class, each(batch, kept -> Texts.literal(kept.masks())))
                .bindArray("expected", String.class, each(batch, kept -> Texts.literal(kept.expected())))
                .bindArray("actual", String.class, each(batch, kept -> Texts.literal(kept.actual())))
                .bindArray("rowTokens", Long.class, each(batch, Kept::rowToken))
                .execute();
    }

    private static <T> List<T> each(List<Kept> batch, Function<Kept, T> part) {
        return batch.stream().map(part).toList();
    }

    /** Rows under one pattern, by its id. */
    List<ShownFinding> of(long id, String pattern, int limit) {
        List<Integer> numbers = handle.createQuery("""
                        select p.pattern_no from whimbrel.pattern p
                          join whimbrel.verification v using (project, environment)
                        where v.verification_id = :id and p.pattern_id = :pattern
                        """)
                .bind("id", id)
                .bind("pattern", pattern)
                .mapTo(Integer.class)
                .list();
        return best(id, numbers, limit);
    }

    /** For each of these patterns so many rows, at most. */
    List<ShownFinding> best(long id, Collection<Integer> numbers, int limit) {
        return handle.createQuery(BEST)
                .bind("id", id)
                .bindArray("numbers", Integer.class, List.copyOf(numbers))
                .bind("limit", limit)
                .map(SHOWN)
                .list();
    }

    private static List<Cell> cells(ResultSet row) throws SQLException {
        List<String> columns = Texts.list(row, "columns");
        List<String> classes = Texts.list(row, "classes");
        List<String> masks = Texts.list(row, "masks");
        List<String> expected = Texts.list(row, "expected");
        List<String> actual = Texts.list(row, "actual");
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(new Cell(
                    columns.get(i), ValueClass.valueOf(classes.get(i)), masks.get(i), expected.get(i), actual.get(i)));
        }
        return cells;
    }
}
