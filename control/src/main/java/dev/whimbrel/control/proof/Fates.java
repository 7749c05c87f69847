package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What became of the rows of earlier verifications. */
final class Fates {
    private final Handle handle;

    Fates(Handle handle) {
        this.handle = handle;
    }

    void insert(long id, List<Fate> fates, Patterns patterns) {
        if (fates.isEmpty()) {
            return;
        }
        Map<Pattern, Integer> numbers =
                patterns.numbers(fates.stream().map(Fate::pattern).toList());
        handle.createUpdate("""
                        insert into whimbrel.verification_fate
                        select :id, x.* from unnest(:patterns, :tenants, :fates, :reasons, :rows) x
                        """)
                .bind("id", id)
                .bindArray(
                        "patterns",
                        Integer.class,
                        each(fates, fate -> Objects.requireNonNull(numbers.get(fate.pattern()))))
                .bindArray("tenants", String.class, each(fates, Fate::tenant))
                .bindArray(
                        "fates", String.class, each(fates, fate -> fate.kind().name()))
                .bindArray(
                        "reasons", String.class, each(fates, fate -> fate.why().name()))
                .bindArray("rows", Long.class, each(fates, Fate::rows))
                .execute();
    }

    private static <T> List<T> each(List<Fate> fates, Function<Fate, T> part) {
        return fates.stream().map(part).toList();
    }

    /** What differed in the earlier one and was not looked at in this one is unclear. */
    void close(long id) {
        handle.createUpdate("""
                        insert into whimbrel.verification_fate
                        select v.verification_id, c.pattern_no, c.tenant, 'UNCLEAR', 'NOT_COMPARED', c.stable + c.hot
                        from whimbrel.verification v
                          join whimbrel.pattern_count c on c.verification_id = v.against and c.stable + c.hot > 0
                        where v.verification_id = :id and not exists (
                          select from whimbrel.verification_fate f where f.verification_id = v.verification_id
                            and f.pattern_no = c.pattern_no and f.tenant = c.tenant and f.fate not like 'NEWLY%')
                        """).bind("id", id).execute();
    }

    /** The ids of the patterns of which anything is told. */
    Map<Pattern, String> ids(long id) {
        Map<Pattern, String> ids = new HashMap<>();
        handle.createQuery(
                        "select distinct p.* from whimbrel.verification_fate f join whimbrel.pattern p using (pattern_no)"
                                + " where f.verification_id = :id")
                .bind("id", id)
                .map((rows, context) -> ids.put(Summaries.pattern(rows), rows.getString("pattern_id")))
                .list();
        return ids;
    }

    List<Fate> of(long id) {
        return handle.createQuery("""
                        select p.*, f.tenant, f.fate, f.reason, f.row_count
                        from whimbrel.verification_fate f join whimbrel.pattern p using (pattern_no)
                        where f.verification_id = :id order by p.pattern_id, f.tenant, f.fate, f.reason
                        """)
                .bind("id", id)
                .map((rows, context) -> new Fate(
                        Summaries.pattern(rows),
                        rows.getString("tenant"),
                        Fate.Kind.valueOf(rows.getString("fate")),
                        Fate.Why.valueOf(rows.getString("reason")),
                        rows.getLong("row_count")))
                .list();
    }
}
