package dev.whimbrel.core.fault;

import java.util.List;

/** All problems of a project file or mapping at once. */
public final class ProblemsFound extends Fault {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemsFound(List<Problem> problems) {
        super(
                Kind.USER,
                problems.size() == 1 ? problems.get(0).code() : "PROBLEMS_FOUND",
                "Cannot go on: " + problems.size() + (problems.size() == 1 ? " problem" : " problems") + " found",
                "Mend each problem at the place named, then try again.");
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
