package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A mapped row on its way into the target: what is known of it grows from station to station. */
final class Candidate {
    final TenantId owner;
    /** Values of the flow's writes, in their order. */
    final @Nullable Object[] values;
    /** Masked values of the source row, for issues; made only when the row has a fault. */
    final Sample sample;
    /** Other source rows that this one stands for. */
    List<Member> members = List.of();

    @Nullable
    Identity before;

    @Nullable
    Key targetKey;

    /** What the rules of the target's columns say of the values, where that was asked ahead; see {@link Ahead}. */
    @Nullable
    List<FieldFault> found;

    /** The digest of the values, where it was worked out ahead. */
    @Nullable
    Digest digest;

    /** The key as it was read; null where only its text is known. */
    private final @Nullable Key key;
    /** Its canonical text, made when it is first asked for: a row that lands at once needs none. */
    private @Nullable String keyText;

    private final @Nullable Key @Nullable [] references;
    private List<FieldFault> faults;

    Candidate(
            Key key,
            TenantId owner,
            @Nullable Object[] values,
            @Nullable Key @Nullable [] references,
            List<FieldFault> faults,
            Sample sample) {
        this(key, null, owner, values, references, faults, sample);
    }

    /** A row of which only the canonical text of its key is known. */
    Candidate(
            String keyText,
            TenantId owner,
            @Nullable Object[] values,
            @Nullable Key @Nullable [] references,
            List<FieldFault> faults,
            Sample sample) {
        this(null, keyText, owner, values, references, faults, sample);
    }

    private Candidate(
            @Nullable Key key,
            @Nullable String keyText,
            TenantId owner,
            @Nullable Object[] values,
            @Nullable Key @Nullable [] references,
            List<FieldFault> faults,
            Sample sample) {
        this.key = key;
        this.keyText = keyText;
        this.owner = owner;
        this.values = values;
        this.references = references;
        this.faults = faults;
        this.sample = sample;
    }

    /** The same row under another key. */
    Candidate under(String otherKey) {
        return new Candidate(null, otherKey, owner, values, references, faults, sample);
    }

    /** Canonical text of the source row's key. */
    String sourceKey() {
        String text = keyText;
        if (text == null) {
            text = Objects.requireNonNull(key).text();
            keyText = text;
        }
        return text;
    }

    /** The source key as a whole number, or null where it is none or has several parts. */
    @Nullable
    Long wholeKey() {
        return key != null && key.parts().size() == 1 && key.parts().get(0) instanceof Long number ? number : null;
    }

    /** The source key that a write refers to; null for none. */
    @Nullable
    Key reference(int slot) {
        return references == null ? null : references[slot];
    }

    /** For each write that is a reference: the source key it refers to; null for none. */
    @Nullable
    Key[] references() {
        return references == null ? new Key[values.length] : references;
    }

    List<FieldFault> faults() {
        return faults;
    }

    void fault(String code, List<String> columns, String detail) {
        fault(new FieldFault(code, columns, detail));
    }

    void fault(FieldFault fault) {
        faults = new ArrayList<>(faults);
        faults.add(fault);
    }

    /** A fault that says more than those found before. */
    void firstFault(FieldFault fault) {
        faults = new ArrayList<>(faults);
        faults.add(0, fault);
    }

    void dropFaults(String code) {
        faults = faults.stream().filter(fault -> !fault.code().equals(code)).toList();
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
