package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Identity.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets a group go on as the target row that it was, though the row that stood for it is gone from the source. It inherits only
 * what nobody else can claim: that row does not come in this run, is not held, and all others that followed it are in the group.
 */
final class Heirs {
    private final FlowWork flow;
    private final Landing landing;
    private final Recorder recorder;

    Heirs(FlowWork flow, Landing landing, Recorder recorder) {
        this.flow = flow;
        this.landing = landing;
        this.recorder = recorder;
    }

    /** Sets what stood before for groups that inherit; {@code found} are the identities of all rows and members. */
    void settle(List<Candidate> rows, Map<String, Identity> found) {
        Map<Candidate, String> wishes = new HashMap<>();
        for (Candidate row : rows) {
            if (row.isGood() && !row.landedBefore()) {
                Set<String> targets = followed(row, found);
                if (targets.size() == 1) {
                    wishes.put(row, targets.iterator().next());
                }
            }
        }
        if (wishes.isEmpty()) {
            return;
        }
        Map<String, List<Identity>> claims = new HashMap<>();
        Set<String> owners = new TreeSet<>();
        for (Identity claim : landing.identitiesByTarget(flow.flowNo(), new TreeSet<>(wishes.values()))) {
            claims.computeIfAbsent(Objects.requireNonNull(claim.targetKey()), key -> new ArrayList<>())
                    .add(claim);
            if (claim.outcome() == Outcome.WRITTEN) {
                owners.add(claim.sourceKey());
            }
        }
        Set<String> present = new HashSet<>(landing.staged(flow.flowNo(), owners));
        present.addAll(landing.withOtherIssues(flow.flowNo(), owners, List.of()));
        wishes.forEach((row, target) -> inherit(row, claims.getOrDefault(target, List.of()), present));
    }

    private static Set<String> followed(Candidate row, Map<String, Identity> found) {
        Set<String> targets = new HashSet<>();
        for (String key : keys(row)) {
            Identity identity = found.get(key);
            if (identity != null && identity.targetKey() != null && identity.outcome() != Outcome.QUARANTINED) {
                targets.add(identity.targetKey());
            }
        }
        return targets;
    }

    private static Set<String> keys(Candidate row) {
        Set<String> keys = new HashSet<>();
        keys.add(row.sourceKey);
        row.members.forEach(member -> keys.add(member.sourceKey()));
        return keys;
    }

    private void inherit(Candidate row, List<Identity> claims, Set<String> present) {
        Set<String> own = keys(row);
        Identity owner = null;
        for (Identity claim : claims) {
            if (claim.outcome() == Outcome.WRITTEN) {
                if (owner != null || present.contains(claim.sourceKey())) {
                    return;
                }
                owner = claim;
            } else if (!own.contains(claim.sourceKey())) {
                return;
            }
        }
        if (owner != null) {
            row.before = owner.as(row.sourceKey);
            recorder.retire(owner, row.sourceKey);
        }
    }
}
