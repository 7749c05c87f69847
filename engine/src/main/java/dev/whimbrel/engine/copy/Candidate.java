package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mapped row on its way into the target: what is known of it grows from station to station. */
final class Candidate {
    final String sourceKey;
    final TenantId owner;
    /** Values of the flow's writes, in their order. */
    final @Nullable Object[] values;
    /** For each write that is a reference: the source key it refers to; null for none. */
    final @Nullable Key[] references;
    /** Masked values of the source row, for issues; made only when the row has a fault. */
    final Sample sample;

    final List<FieldFault> faults = new ArrayList<>(0);
    /** Other source rows that this one stands for. */
    List<Member> members = List.of();

    @Nullable
    Identity before;

    @Nullable
    Key targetKey;

    Candidate(
            String sourceKey,
            TenantId owner,
            @Nullable Object[] values,
            @Nullable Key @Nullable [] references,
            List<FieldFault> faults,
            Sample sample) {
        this.sourceKey = sourceKey;
        this.owner = owner;
        this.values = values;
        this.references = references == null ? new Key[values.length] : references;
        this.sample = sample;
        this.faults.addAll(faults);
    }

    void fault(String code, List<String> columns, String detail) {
        faults.add(new FieldFault(code, columns, detail));
    }

    boolean isGood() {
        return faults.isEmpty();
    }

    /** Whether an earlier run put this row into the target. */
    boolean landedBefore() {
        return before != null && before.outcome() == Identity.Outcome.WRITTEN && before.targetKey() != null;
    }

    /** A row of the same group that does not become a row of its own: it is merged or, as a duplicate, excluded. */
    record Member(String sourceKey, TenantId owner, Identity.Outcome outcome, String rule) {}

    /** Masked values of a row, made on demand. */
    @FunctionalInterface
    interface Sample {
        String of(List<String> targetColumns);
    }
}
