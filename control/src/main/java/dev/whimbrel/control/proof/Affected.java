package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of one flow that differed in a verification, as far as they are kept, to be known again. */
public final class Affected {
    private final Map<Long, List<Row>> rows;
    private final List<Group> groups;
    private final Set<String> incomplete = new HashSet<>();

    Affected(Map<Long, List<Row>> rows, List<Group> groups) {
        this.rows = new HashMap<>(rows);
        this.groups = List.copyOf(groups);
        groups.stream().filter(group -> group.left() > 0).forEach(group -> incomplete.add(group.tenant()));
    }

    /** Of a flow in which nothing differed, or that was not looked at. */
    public static final Affected NONE = new Affected(Map.of(), List.of());

    /**
     * One row.
     *
     * @param token of the row, see {@link InputTokens#row}
     * @param input token of its input; 0 where it has none
     * @param still whether it kept still, so that it was known to differ
     */
    public record Row(Pattern pattern, String tenant, long token, long input, boolean still) {}

    /**
     * The rows of one pattern and tenant.
     *
     * @param left how many of them are not kept
     */
    public record Group(Pattern pattern, String tenant, long left) {}

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    public boolean has(long token) {
        return rows.containsKey(token);
    }

    /** All of this token; a key may come more than once. */
    public List<Row> of(long token) {
        return rows.getOrDefault(token, List.of());
    }

    public Collection<List<Row>> rows() {
        return rows.values();
    }

    public List<Group> groups() {
        return groups;
    }

    /** Whether all rows of a tenant that differed are kept; then any other did not differ. */
    public boolean isComplete(String tenant) {
        return !incomplete.contains(tenant);
    }

    /** Whether all rows of all tenants that differed are kept. */
    public boolean isComplete() {
        return incomplete.isEmpty();
    }
}
