package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose a table's rows are cannot be found; with the reason, or without it where it was said before. */
final class Unresolved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Problem problem;

    Unresolved(@Nullable Problem problem) {
        super(problem == null ? "" : problem.message(), null, false, false);
        this.problem = problem;
    }

    static Unresolved saidAlready() {
        return new Unresolved(null);
    }

    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}
