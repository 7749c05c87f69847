package dev.whimbrel.app.cli.progress;

import dev.whimbrel.app.cli.report.Causes;
import dev.whimbrel.app.cli.report.proof.MomentWords;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.KeptMoment;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.selftest.Tested;
import dev.whimbrel.engine.verify.VerifyListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of each table how far it is, and as soon as that is known how it compares. */
public final class VerifyProgress implements VerifyListener, AutoCloseable {
    private static final long PLAIN_MILLIS = 5_000;
    private static final long LIVE_MILLIS = 250;

    private final PrintStream to;
    private final PrintStream err;
    private final boolean goesOn;
    private final boolean live;
    private final Causes causes;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, task -> {
        Thread thread = new Thread(task, "whimbrel-progress");
        thread.setDaemon(true);
        return thread;
    });

    private final Map<String, Tested> selfTests = new LinkedHashMap<>();
    private String flow = "";
    private long rows;
    private long begun;
    private LongSupplier read = () -> 0;
    private @Nullable StopNotice notice;

    /** @param causes of failures of single tables, as far as they are to be told */
    public VerifyProgress(Screen screen, Causes causes) {
        this(screen, causes, true);
    }

    /** @param goesOn whether the same command goes on with one that was interrupted, or begins it anew */
    VerifyProgress(Screen screen, Causes causes, boolean goesOn) {
        this.goesOn = goesOn;
        this.err = screen.errors();
        this.causes = causes;
        this.to = screen.progress();
        this.live = screen.isLive() && !screen.isJson();
        long every = live ? LIVE_MILLIS : PLAIN_MILLIS;
        timer.scheduleAtFixedRate(this::tick, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void opened(Verification verification, boolean resumed) {
        to.println("Verification " + verification.id()
                + (resumed ? " goes on with the tables that are left." : " begins."));
        notice = new StopNotice(() -> stopped(verification.id()), err);
    }

    private String stopped(long verification) {
        return "Stopped in the middle of verification " + verification + "; "
                + (goesOn
                        ? "the same command goes on with the tables that are left. What it found of those that are done: `whimbrel report "
                                + verification + "`."
                        : "the same command begins it anew.");
    }

    @Override
    public synchronized void moment(KeptMoment moment) {
        to.println("  " + MomentWords.of(moment));
    }

    @Override
    public synchronized void flow(String name, long expected, LongSupplier sofar) {
        flow = name;
        rows = expected;
        read = sofar;
        begun = System.nanoTime();
    }

    @Override
    public synchronized void selfTested(String name, Tested tested) {
        selfTests.put(name, tested);
        to.println((live ? "\r\u001b[K" : "") + "  " + name + ": self-test with " + Words.count(tested.rows(), "row")
                + ", " + Words.count(tested.found()) + " of " + Words.count(tested.planted(), "mutation") + " found");
    }

    /** What attacks on the comparisons came to, by flow. */
    public synchronized Map<String, Tested> selfTests() {
        return new LinkedHashMap<>(selfTests);
    }

    private synchronized void tick() {
        if (!flow.isEmpty()) {
            to.print((live ? "\r" : "") + line() + (live ? "\u001b[K" : System.lineSeparator()));
            to.flush();
        }
    }

    /** A flow of which many rows differ is read twice, hence the bound. */
    private String line() {
        long now = read.getAsLong();
        StringBuilder line = new StringBuilder("  " + flow + ": " + Words.count(now, "row") + " of both sides read");
        if (rows > 0) {
            double share = Math.min(0.99, (double) now / rows);
            line.append(", ").append((int) (share * 100)).append("%");
            long left = (long) ((System.nanoTime() - begun) * (1 - share) / Math.max(share, 0.001));
            if (share > 0.02 && share < 0.99) {
                line.append(", about ")
                        .append(Words.span(Duration.ofNanos(left)))
                        .append(" left");
            }
        }
        return line.toString();
    }

    @Override
    public synchronized void way(String name, String way) {
        to.println((live ? "\r\u001b[K" : "") + "  " + name + ": " + way);
    }

    @Override
    public synchronized void failed(String name, Fault fault) {
        to.println((live ? "\r\u001b[K" : "") + "  " + name + ": error " + fault.code() + ": " + fault.getMessage());
        to.println("    next: " + fault.next());
        causes.print(fault, to);
    }

    @Override
    public synchronized void judged(String name, List<TableResult> results) {
        flow = "";
        to.println((live ? "\r\u001b[K" : "") + "  " + name + ": " + words(results));
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
    public synchronized void close() {
        timer.shutdownNow();
        if (notice != null) {
            notice.close();
            notice = null;
        }
        to.flush();
    }
}
