package dev.whimbrel.engine.evidence;

import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.control.proof.Matter;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.project.Comparison;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import dev.whimbrel.engine.verify.Background;
import dev.whimbrel.engine.verify.Memory;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what earlier verifications found, as far as it still holds. */
public final class Recorded {
    private final ControlSession control;
    private final Project project;

    public Recorded(ControlSession control, Project project) {
        this.control = control;
        this.project = project;
    }

    /** The one of this number as it was then. */
    public Optional<VerifyOutcome> of(long number) {
        return control.prove(proof -> proof.verifications().find(number))
                .filter(found -> found.project().equals(project.name())
                        && found.environment().equals(project.environment()))
                .map(this::outcome);
    }

    /** The newest as far as it still holds; of a comparison, or of the mapping where none is named. */
    public Optional<VerifyOutcome> newest(@Nullable String comparison) {
        Matter matter = new Matter(project.name(), project.environment(), comparison == null ? "" : comparison);
        return control.prove(proof -> proof.verifications().list(matter, 1)).stream()
                .findFirst()
                .map(this::outcome)
                .map(this::asOfNow);
    }

    private VerifyOutcome outcome(Verification found) {
        Background background = found.comparison().isEmpty() ? Background.of(project) : Background.NONE;
        return Memory.outcome(control, found.id(), Memory.EXAMPLES, background);
    }

    /** Nothing is told as matching that was compared before what decides it changed, or before rows were moved. */
    private VerifyOutcome asOfNow(VerifyOutcome outcome) {
        String comparison = outcome.verification().comparison();
        if (!outcome.verification().mappingHash().equals(hash(comparison))) {
            return outcome.outdated(
                    tenant -> true,
                    comparison.isEmpty() ? "the mapping has changed since" : "the comparison has changed since");
        }
        return control.with(ledger -> ledger.runs().list(project.name(), project.environment(), 1)).stream()
                .filter(run -> isLater(run, outcome.verification()))
                .findFirst()
                .map(run -> outcome.outdated(
                        tenant -> run.tenants().isEmpty()
                                || run.tenants().contains(tenant)
                                || tenant.equals(TenantId.SHARED.text()),
                        "run " + run.id() + " may have moved rows since"))
                .orElse(outcome);
    }

    private String hash(String comparison) {
        return comparison.isEmpty()
                ? project.comparedHash()
                : project.comparison(comparison).map(Comparison::hash).orElse("");
    }

    private static boolean isLater(Run run, Verification verification) {
        Instant finished = run.finishedAt();
        return finished == null || finished.isAfter(verification.startedAt());
    }
}
