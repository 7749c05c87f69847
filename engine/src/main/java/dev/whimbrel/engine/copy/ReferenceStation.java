package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.value.Key;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Replaces references by the new keys of the rows they refer to: one set-wise look-up in the identity map per reference. */
final class ReferenceStation implements Station {
    private final FlowWork flow;
    private final List<FlowWork.Reference> references;
    private final Landing landing;
    private final ToIntFunction<String> flowNumbers;

    ReferenceStation(
            FlowWork flow, List<FlowWork.Reference> references, Landing landing, ToIntFunction<String> flowNumbers) {
        this.flow = flow;
        this.references = references;
        this.landing = landing;
        this.flowNumbers = flowNumbers;
    }

    @Override
    public void pass(List<Candidate> rows) {
        for (FlowWork.Reference reference : references) {
            TreeSet<String> wanted = new TreeSet<>();
            for (Candidate row : rows) {
                Key key = row.reference(reference.slot());
                if (key != null) {
                    wanted.add(key.text());
                }
            }
            if (!wanted.isEmpty()) {
                Map<String, Identity> found = landing.identities(flowNumbers.applyAsInt(reference.flow()), wanted);
                rows.forEach(row -> set(row, reference, found));
            }
        }
    }

    private void set(Candidate row, FlowWork.Reference reference, Map<String, Identity> found) {
        Key key = row.reference(reference.slot());
        if (key == null) {
            return;
        }
        Identity identity = found.get(key.text());
        String target = identity == null ? null : identity.targetKey();
        if (target == null) {
            row.fault("REFERENCE_MISSING", List.of(reference.column().name()), why(reference, identity));
        } else {
            row.values[reference.slot()] = TextValue.of(reference.column().type(), target);
        }
    }

    private String why(FlowWork.Reference reference, @Nullable Identity identity) {
        String whom = flow.name().equals(reference.flow()) ? "its own flow" : "flow " + reference.flow();
        if (identity == null) {
            return "no row of " + whom + " has this source key";
        }
        return "the row of " + whom + " did not land (" + identity.outcome() + ")";
    }
}
