package dev.whimbrel.engine.repair;

import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.value.TenantId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a run can put right that goes over their source rows once more.
 *
 * @param flow null for a law
 * @param guarded whether the flow's key cannot come twice in the source
 */
record RepairRule(@Nullable CompiledFlow flow, boolean guarded) {
    /** Issues of rows that no run writes over, a repair neither. */
    private static final Set<String> REFUSED = Set.of("OWNER_CHANGED", "SHARED_DIFFERS", "KEY_CHANGED");

    /**
     * Why a row has to stay as it is; empty where it can be repaired.
     *
     * @param landed whether the identity map has it as a row that stands in the target
     */
    Optional<Why> why(Finding finding, boolean landed) {
        return Optional.ofNullable(flow == null ? Why.LAW : ofRow(flow, finding, landed));
    }

    private @Nullable Why ofRow(CompiledFlow its, Finding finding, boolean landed) {
        if (finding.rowClass() == RowClass.EXTRA) {
            return Why.EXTRA;
        }
        if (its.grouping().isPresent()) {
            return Why.GROUPED;
        }
        if (!guarded) {
            return Why.UNGUARDED;
        }
        if (!its.flow().comparing().surrogates().isEmpty()) {
            return Why.DRAWN_ANEW;
        }
        if (finding.status() != Status.STABLE) {
            return Why.HOT;
        }
        if (finding.tenant().equals(TenantId.SHARED.text())) {
            return Why.SHARED;
        }
        return switch (finding.rowClass()) {
            case MISSING -> finding.cause().isEmpty() ? landed ? null : Why.NEVER_MOVED : Why.NOT_MADE;
            case CHANGED, ORPHAN, WRONG_TENANT -> standing(finding);
            case REKEYED -> Why.REKEYED;
            case MULTIPLICITY, CARDINALITY -> Why.MULTIPLE;
            case EXTRA -> Why.EXTRA;
        };
    }

    /** Of a row on both sides it is known in which columns they differ, unless the mapping can make none of it, or it is a stranger's. */
    private static @Nullable Why standing(Finding finding) {
        if (finding.cells().isEmpty()) {
            return finding.rowClass() == RowClass.WRONG_TENANT ? Why.STRANGER : Why.NOT_MADE;
        }
        return REFUSED.contains(finding.cause()) ? Why.REFUSED : null;
    }

    /** Whether it has to be known if a row landed. */
    static boolean asksWhetherLanded(Finding finding) {
        return finding.rowClass() == RowClass.MISSING && finding.cause().isEmpty();
    }
}
