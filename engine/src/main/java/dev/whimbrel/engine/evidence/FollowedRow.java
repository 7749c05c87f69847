package dev.whimbrel.engine.evidence;

import dev.whimbrel.control.proof.Followed;
import dev.whimbrel.control.proof.Matter;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.project.Comparison;
import dev.whimbrel.engine.project.Law;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Follows a row through verifications by the token that reports and evidence show. What somebody typed is never repeated. */
public final class FollowedRow {
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{16}");

    private final Project project;

    public FollowedRow(Project project) {
        this.project = project;
    }

    /**
     * The verifications in which the row was found, and those that followed.
     *
     * @param most verifications, the newest
     */
    public Followed of(String typed, int most) {
        String token = token(typed);
        try (ControlSession control = ControlSession.ofLedger(project.target())) {
            return control.prove(proof -> {
                Matter at = new Matter(project.name(), project.environment());
                Followed found = proof.verifications()
                        .follow(at, token, most)
                        .orElseThrow(() -> unknown(proof.verifications().environments(project.name(), token)));
                return showsKeys(found.flow()) ? found : found.withoutKey();
            });
        }
    }

    private static String token(String typed) {
        String token = typed.strip().toLowerCase(Locale.ROOT);
        if (!TOKEN.matcher(token).matches()) {
            throw Fault.user(
                    "TOKEN_MALFORMED",
                    "Cannot follow: a token is 16 hex digits, and this is "
                            + (token.matches("[0-9a-f]*")
                                    ? token.length() + " of them"
                                    : "not: it has other characters"),
                    "Copy a whole token from `whimbrel report`, a file of `whimbrel evidence` or the view whimbrel.difference.");
        }
        return token;
    }

    private Fault unknown(List<String> environments) {
        return Fault.user(
                "TOKEN_UNKNOWN",
                "Cannot follow: no finding of this token is kept in environment " + project.environment(),
                environments.isEmpty()
                        ? "Findings beyond those that are kept, and deleted ones (`whimbrel prune`), are known by no token."
                        : "It is known in " + String.join(", ", environments) + ": name one with --env.");
    }

    /** Whether the project file as it is now lets keys of a flow be seen; of one that it does not know nobody can say that. */
    private boolean showsKeys(String flow) {
        return project.flow(flow).map(known -> !known.maskKey()).orElse(false)
                || project.laws().stream().map(Law::part).anyMatch(flow::equals)
                || project.comparisons().stream().anyMatch(comparison -> showsKeys(comparison, flow));
    }

    private static boolean showsKeys(Comparison comparison, String part) {
        String prefix = comparison.part("");
        if (!part.startsWith(prefix)) {
            return false;
        }
        Comparison.Twin said = comparison.tables().get(part.substring(prefix.length()));
        return said == null ? comparison.tables().isEmpty() : !said.maskKey();
    }
}
