package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity.Outcome;
import dev.whimbrel.control.ledger.StagedRow;
import dev.whimbrel.core.mapping.MappedRow;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run makes of the rows of a group, for whoever wants to know it without a run. */
public final class Grouping {
    private final FlowWork flow;
    private final Groups groups;

    /** @param flow one with a grouping */
    public Grouping(FlowWork flow) {
        this.flow = flow;
        this.groups = new Groups(flow);
    }

    /** A mapped row without faults, under the key of its group. */
    public StagedRow staged(MappedRow row) {
        @Nullable Key @Nullable [] references = row.references();
        return StagedForm.staged(
                row.owner(),
                row.key().text(),
                row.values(),
                references == null ? new Key[flow.flow().writes().size()] : references,
                row);
    }

    /** The one row that the rows of a group become; {@code rows} are all of one tenant and group key. */
    public Resolved resolve(List<StagedRow> rows) {
        Candidate row = groups.resolve(rows);
        List<Follower> followers = row.members.stream()
                .map(member -> new Follower(member.owner(), member.outcome() == Outcome.MERGED))
                .toList();
        return new Resolved(
                row.sourceKey(),
                row.owner,
                row.values,
                row.references(),
                row.isGood() ? "" : row.faults().get(0).code(),
                followers);
    }

    /**
     * The row of a group.
     *
     * @param values by write; null where there is a reference
     * @param references by write
     * @param fault code of why the group cannot be made one; empty where it can
     * @param followers the other rows of the group
     */
    public record Resolved(
            String sourceKey,
            TenantId owner,
            @Nullable Object[] values,
            @Nullable Key[] references,
            String fault,
            List<Follower> followers) {
        public Resolved {
            followers = List.copyOf(followers);
        }
    }

    /** A row that does not become one of its own: it is merged, or else left out as a duplicate. */
    public record Follower(TenantId owner, boolean merged) {}
}
