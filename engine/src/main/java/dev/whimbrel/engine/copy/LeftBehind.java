package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Identity.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds groups whose rows followed another row that is gone from the source. Its target row still holds their values; whether they
 * should take it over or become a row of their own is for a person to say, and until then everything stays as it was.
 */
final class LeftBehind {
    static final String CODE = "REPRESENTATIVE_GONE";

    private final FlowWork flow;
    private final Landing landing;

    LeftBehind(FlowWork flow, Landing landing) {
        this.flow = flow;
        this.landing = landing;
    }

    /** Gives such groups a fault; {@code found} are the identities of all rows and members. */
    void find(List<Candidate> rows, Map<String, Identity> found) {
        Map<Candidate, Set<String>> followed = new HashMap<>();
        Set<String> targets = new TreeSet<>();
        for (Candidate row : rows) {
            if (row.isGood() && !row.landedBefore()) {
                Set<String> own = followed(row, found);
                followed.put(row, own);
                targets.addAll(own);
            }
        }
        if (targets.isEmpty()) {
            return;
        }
        Map<String, Identity> owners = new HashMap<>();
        for (Identity claim : landing.identitiesByTarget(flow.flowNo(), targets)) {
            if (claim.outcome() == Outcome.WRITTEN) {
                owners.put(Objects.requireNonNull(claim.targetKey()), claim);
            }
        }
        Set<String> present = landing.staged(
                flow.flowNo(), owners.values().stream().map(Identity::sourceKey).toList());
        followed.forEach(
                (row, own) -> own.stream()
                        .map(owners::get)
                        .filter(owner -> owner != null
                                && owner.tenant().equals(row.owner.text())
                                && !present.contains(owner.sourceKey()))
                        .findFirst()
                        .ifPresent(
                                owner -> row.fault(
                                        CODE,
                                        List.of(),
                                        "the row that stood for its group does not come from the source any more; its target row stays")));
    }

    private static Set<String> followed(Candidate row, Map<String, Identity> found) {
        Set<String> targets = new HashSet<>();
        Set<String> keys = new HashSet<>();
        keys.add(row.sourceKey());
        row.members.forEach(member -> keys.add(member.sourceKey()));
        for (String key : keys) {
            Identity identity = found.get(key);
            if (identity != null && identity.targetKey() != null && identity.outcome() != Outcome.QUARANTINED) {
                targets.add(identity.targetKey());
            }
        }
        return targets;
    }
}
