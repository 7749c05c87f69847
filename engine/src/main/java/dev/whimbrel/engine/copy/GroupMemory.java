package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Identity.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs made of a group: the row that one of its members landed as. Which member stands for the group may have
 * changed since; the target row stays the same.
 */
final class GroupMemory {
    private GroupMemory() {}

    static @Nullable Identity of(Candidate row, Map<String, Identity> found) {
        List<Identity> landed = new ArrayList<>();
        add(landed, found.get(row.sourceKey()));
        row.members.forEach(member -> add(landed, found.get(member.sourceKey())));
        if (landed.isEmpty()) {
            return found.get(row.sourceKey());
        }
        long targets = landed.stream().map(Identity::targetKey).distinct().count();
        if (targets > 1) {
            row.fault("GROUP_SPANS_TARGETS", List.of(), "the rows of this group landed as " + targets + " rows before");
        }
        Identity standing = landed.get(0);
        return standing.as(row.sourceKey());
    }

    /** A row that was merged or excluded says nothing: the row that it followed may have left this group. */
    private static void add(List<Identity> landed, @Nullable Identity identity) {
        if (identity != null && identity.targetKey() != null && identity.outcome() == Outcome.WRITTEN) {
            landed.add(identity);
        }
    }
}
