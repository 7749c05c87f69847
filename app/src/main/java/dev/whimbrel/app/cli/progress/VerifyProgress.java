package dev.whimbrel.app.cli.progress;

import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.verify.VerifyListener;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Says of each table, as soon as that is known, how it compares. */
public final class VerifyProgress implements VerifyListener, AutoCloseable {
    private final PrintStream to;
    private final boolean live;

    public VerifyProgress(Screen screen) {
        this.to = screen.progress();
        this.live = screen.isLive() && !screen.isJson();
    }

    @Override
    public void opened(Verification verification, boolean resumed) {
        to.println("Verification " + verification.id()
                + (resumed ? " goes on with the tables that are left." : " begins."));
    }

    @Override
    public void flow(String flow, long rows) {
        if (live) {
            to.print("  " + flow + " … " + (rows < 0 ? "" : "about " + Words.count(rows, "row") + " of both sides"));
            to.flush();
        }
    }

    @Override
    public void failed(String flow, Fault fault) {
        to.println((live ? "\r\u001b[K" : "") + "  " + flow + ": error " + fault.code() + ": " + fault.getMessage());
        to.println("    next: " + fault.next());
    }

    @Override
    public void judged(String flow, List<TableResult> results) {
        to.println((live ? "\r\u001b[K" : "") + "  " + flow + ": " + words(results));
        to.flush();
    }

    /** A check that failed found nothing equal and nothing different: it says why. */
    private static String words(List<TableResult> results) {
        Equation rows = results.stream().map(TableResult::rows).reduce(Equation.ZERO, Equation::plus);
        String failures = results.stream()
                .filter(result -> result.verdict() == Verdict.INCOMPARABLE)
                .map(TableResult::reason)
                .distinct()
                .collect(Collectors.joining(", "));
        return Words.count(rows.equal(), "row") + " equal"
                + (rows.differing() == 0 ? "" : ", " + Words.count(rows.differing()) + " not")
                + (failures.isEmpty() ? "" : "; INCOMPARABLE: " + failures);
    }

    @Override
    public void close() {
        to.flush();
    }
}
