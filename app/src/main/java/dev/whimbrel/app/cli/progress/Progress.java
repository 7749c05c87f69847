package dev.whimbrel.app.cli.progress;

import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Pacing;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.engine.run.RunListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far a run is: one line that is written over on a terminal, and a line every few seconds elsewhere. The rate is of this
 * process alone.
 */
public final class Progress implements RunListener, AutoCloseable {
    private static final long PLAIN_SECONDS = 5;
    private static final int BAR = 24;

    private final PrintStream to;
    private final boolean live;
    private final int width;
    private final Work work;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, task -> {
        Thread thread = new Thread(task, "whimbrel-progress");
        thread.setDaemon(true);
        return thread;
    });

    private String doing = "";
    private String held = "";
    private String shownHeld = "";
    private long shownAt = -1;
    private boolean lineOpen;

    /** Shows the way through {@code rows} rows, -1 unknown, counted once for each step that passes over them. */
    public Progress(Screen screen, long rows) {
        this.to = screen.progress();
        this.live = screen.isLive() && !screen.isJson();
        this.width = screen.width();
        this.work = new Work(rows, System::nanoTime);
        long every = live ? 250 : PLAIN_SECONDS * 1000;
        timer.scheduleAtFixedRate(this::tick, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void opened(Run run, boolean resumed) {
        say((resumed ? "Run " + run.id() + " goes on where it was." : "Run " + run.id() + " begins."));
    }

    @Override
    public synchronized void abandoned(Run run) {
        say("Run " + run.id() + " for "
                + (run.tenants().isEmpty() ? "all tenants" : "tenants " + String.join(", ", run.tenants()))
                + " was unfinished and is closed. What it moved stays, and a later run for them recognises it.");
    }

    @Override
    public synchronized void planned(String flow, String step, int chunks, long rows) {
        work.planned(flow, step, chunks, rows);
        doing = flow + " " + step.toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized void chunk(String flow, String step, Counts counts) {
        work.done(flow, step, counts);
        doing = flow + " " + step.toLowerCase(Locale.ROOT);
    }

    /** The reason stands on the line for as long as anything holds the run back. */
    @Override
    public synchronized void paced(Pacing pacing) {
        held = pacing.because() == Pacing.Because.FREE ? "" : pacing.reason();
    }

    @Override
    public synchronized void retried(String code, String message) {
        say("Tried again after " + code + ": " + message);
    }

    private void say(String text) {
        wipe();
        to.println(text);
        to.flush();
    }

    private synchronized void tick() {
        long rows = work.rows();
        if (!live && rows == shownAt && held.equals(shownHeld)) {
            return;
        }
        shownAt = rows;
        shownHeld = held;
        if (live) {
            String line = line();
            to.print("\r" + (line.length() < width ? line : line.substring(0, width - 1)) + "\u001b[K");
            lineOpen = true;
        } else {
            to.println(line());
        }
        to.flush();
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        double share = work.share();
        if (share >= 0) {
            int full = (int) (share * BAR);
            if (live) {
                line.append('[')
                        .append("█".repeat(full))
                        .append("░".repeat(BAR - full))
                        .append("] ");
            }
            line.append(String.format(Locale.ROOT, "%3d%%  ", (int) (share * 100)));
        }
        line.append(Words.count(work.rows(), "row"))
                .append("  ")
                .append(Words.count(work.rate()))
                .append(" rows/s");
        Duration left = work.left();
        if (!left.isNegative()) {
            line.append("  about ").append(Words.span(left)).append(" left");
        }
        return line.append("  ")
                .append(doing)
                .append(held.isEmpty() ? "" : "  (" + held + ")")
                .toString();
    }

    private void wipe() {
        if (lineOpen) {
            to.print("\r\u001b[K");
            lineOpen = false;
        }
    }

    /** Ends the line in work; what comes next starts on a line of its own. */
    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            wipe();
            to.flush();
        }
    }
}
