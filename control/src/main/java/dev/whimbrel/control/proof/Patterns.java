package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.Taxonomy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The patterns of one verification's project and environment: their numbers, and how many rows it found under each. */
final class Patterns {
    private final Handle handle;
    private final Verification verification;
    private final Map<Pattern, Integer> numbers = new HashMap<>();

    Patterns(Handle handle, Verification verification) {
        this.handle = handle;
        this.verification = verification;
    }

    /** The numbers of at least these patterns; those that are new get one. */
    Map<Pattern, Integer> numbers(Collection<Pattern> patterns) {
        Map<String, Pattern> unknown = new LinkedHashMap<>();
        for (Pattern pattern : new LinkedHashSet<>(patterns)) {
            if (!numbers.containsKey(pattern)) {
                unknown.put(Taxonomy.id(pattern), pattern);
            }
        }
        if (!unknown.isEmpty()) {
            insert(unknown);
            find(unknown);
        }
        return numbers;
    }

    private void insert(Map<String, Pattern> unknown) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into whimbrel.pattern (project, environment, pattern_id, flow, row_class, columns, classes, masks, cause)
                select :project, :environment, :id, :flow, :rowClass, :columns, :classes, :masks, :cause
                where not exists (select from whimbrel.pattern where project = :project and environment = :environment
                                    and pattern_id = :id)
                on conflict do nothing
                """);
        unknown.forEach((id, pattern) -> batch.bind("project", verification.project())
                .bind("environment", verification.environment())
                .bind("id", id)
                .bind("flow", pattern.flow())
                .bind("rowClass", pattern.rowClass().name())
                .bindArray("columns", String.class, pattern.columns())
                .bindArray(
                        "classes",
                        String.class,
                        pattern.classes().stream().map(Enum::name).toList())
                .bindArray("masks", String.class, pattern.masks())
                .bind("cause", pattern.cause())
                .add());
        batch.execute();
    }

    private void find(Map<String, Pattern> unknown) {
        handle.createQuery("select pattern_id, pattern_no from whimbrel.pattern where project = :project"
                        + " and environment = :environment and pattern_id = any(:ids)")
                .bind("project", verification.project())
                .bind("environment", verification.environment())
                .bindArray("ids", String.class, List.copyOf(unknown.keySet()))
                .map((rows, context) -> Map.entry(rows.getString(1), rows.getInt(2)))
                .forEach(found -> numbers.put(Objects.requireNonNull(unknown.get(found.getKey())), found.getValue()));
    }

    /** Records how many rows there are under each pattern, and that it was seen where a difference lasted. */
    void count(Tally tally, Waived waived) {
        numbers(tally.counts().keySet());
        List<Count> counts = new ArrayList<>();
        tally.counts().forEach((pattern, tenants) -> tenants.keySet()
                .forEach(tenant -> counts.add(new Count(
                        Objects.requireNonNull(numbers.get(pattern)),
                        tenant,
                        tally.of(pattern, tenant, Status.IN_FLIGHT),
                        tally.of(pattern, tenant, Status.STABLE),
                        tally.of(pattern, tenant, Status.HOT),
                        waived.of(pattern, tenant)))));
        insert(counts);
        handle.createUpdate("""
                        update whimbrel.pattern
                        set first_verification = coalesce(first_verification, :id), last_verification = :id
                        where pattern_no = any(:numbers)
                        """)
                .bind("id", verification.id())
                .bindArray(
                        "numbers",
                        Integer.class,
                        counts.stream()
                                .filter(count -> count.stable() + count.hot() > 0)
                                .map(Count::number)
                                .distinct()
                                .toList())
                .execute();
    }

    /** A row of its table. */
    private record Count(int number, String tenant, long inFlight, long stable, long hot, long waived) {}

    private void insert(List<Count> counts) {
        handle.createUpdate("""
                        insert into whimbrel.pattern_count
                          (verification_id, pattern_no, tenant, in_flight, stable, hot, waived)
                        select :id, x.* from unnest(:numbers, :tenants, :inFlight, :stable, :hot, :waived) x
                        """)
                .bind("id", verification.id())
                .bindArray(
                        "numbers",
                        Integer.class,
                        counts.stream().map(Count::number).toList())
                .bindArray(
                        "tenants",
                        String.class,
                        counts.stream().map(Count::tenant).toList())
                .bindArray(
                        "inFlight",
                        Long.class,
                        counts.stream().map(Count::inFlight).toList())
                .bindArray(
                        "stable", Long.class, counts.stream().map(Count::stable).toList())
                .bindArray("hot", Long.class, counts.stream().map(Count::hot).toList())
                .bindArray(
                        "waived", Long.class, counts.stream().map(Count::waived).toList())
                .execute();
    }
}
