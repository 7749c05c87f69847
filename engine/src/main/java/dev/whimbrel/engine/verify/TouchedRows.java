package dev.whimbrel.engine.verify;

import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rows of the flows one run touched, where only those are to be looked at. */
final class TouchedRows {
    private final ControlSession control;
    private final ConnectionProfile ledger;
    private final @Nullable Long run;

    private TouchedRows(ControlSession control, ConnectionProfile ledger, @Nullable Long run) {
        this.control = control;
        this.ledger = ledger;
        this.run = run;
    }

    /** Of a run, or of none where all rows are to be looked at. A fault where the project has no run of this number in its environment. */
    static TouchedRows of(ControlSession control, Project project, @Nullable Long run) {
        if (run != null && !isOf(control.with(ledger -> ledger.runs().find(run)), project)) {
            throw Fault.user(
                    "RUN_UNKNOWN",
                    "Cannot look at the rows that run " + run + " touched: this project has no run of that number",
                    "`whimbrel runs` lists them.");
        }
        return new TouchedRows(control, project.target(), run);
    }

    private static boolean isOf(Optional<Run> run, Project project) {
        return run.filter(found -> found.project().equals(project.name())
                        && found.environment().equals(project.environment()))
                .isPresent();
    }

    /** Whether there is no row of a flow to look at. */
    boolean areNoneOf(FlowSubject subject) {
        Long of = run;
        return of != null && (subject.number() == 0 || !touched(subject, of).any(control));
    }

    /** The keys of a flow; null where all its rows are looked at, for nobody wants less or its rows cannot be fetched one by one. */
    @Nullable
    Touched of(FlowSubject subject, VerifyListener listener) {
        Long of = run;
        if (of == null) {
            return null;
        }
        if (!subject.isFoundByKey()) {
            listener.way(
                    subject.name(),
                    "all rows are looked at, since those that run " + of + " touched cannot be fetched by their keys");
            return null;
        }
        return touched(subject, of);
    }

    private Touched touched(FlowSubject subject, long of) {
        return new Touched(ledger, subject.number(), of);
    }
}
