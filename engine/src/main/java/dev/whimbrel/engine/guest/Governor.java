package dev.whimbrel.engine.guest;

import dev.whimbrel.control.ledger.Pacing.Because;
import dev.whimbrel.control.ledger.Pacing.State;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From judgement to allowance: halved while anything is strained, grown step by step once all is well, and at the slow bound while
 * anything cannot be read. Any one signal holds it, and which one is always known. It keeps no time: each {@link #tick} is one step.
 */
final class Governor {
    /** Steps between two halvings, so that the first one can show. */
    private static final int PATIENCE = 4;
    /** Steps in good health before anything grows. */
    private static final int CALM = 6;
    /** Steps between two workers more. */
    private static final int PER_WORKER = 6;

    private static final double GROWTH = 20;
    private static final double LEAST_GROWTH = 8;

    private final GuestSettings settings;
    private final int most;
    private double rate = Double.POSITIVE_INFINITY;
    private int workers;
    private double peak;
    private int sinceCut = PATIENCE;
    private int calm = CALM;
    private int unheld;
    private String last = "";

    /** {@code most} is the number of workers that this process has. */
    Governor(GuestSettings settings, int most) {
        this.settings = settings;
        this.most = most;
        this.workers = most;
    }

    /** One step. */
    Allowance tick(List<Verdict> verdicts, Throughput moved, Share share) {
        peak = Math.max(moved.rowsPerSecond(), peak * 0.9995);
        Optional<Verdict> blind =
                verdicts.stream().filter(v -> v.state() == State.UNREADABLE).findFirst();
        if (blind.isPresent()) {
            return unreadable(blind.orElseThrow(), share);
        }
        Optional<Verdict> worst = verdicts.stream()
                .filter(verdict -> verdict.state() == State.STRAINED)
                .max(Comparator.comparingDouble(Verdict::strain));
        return worst.isPresent() ? strained(worst.orElseThrow(), moved, share) : healthy(moved, share);
    }

    private Allowance unreadable(Verdict verdict, Share share) {
        rate = slowest(share);
        workers = fewest();
        calm = 0;
        unheld = 0;
        last = verdict.side() + " " + verdict.signal().word() + " could not be read";
        return allowance(Because.UNREADABLE, "slow, because the " + verdict.said(), share);
    }

    private Allowance strained(Verdict verdict, Throughput moved, Share share) {
        calm = 0;
        unheld = 0;
        last = verdict.said();
        sinceCut++;
        if (sinceCut >= PATIENCE) {
            sinceCut = 0;
            double from = Math.min(rate, Math.max(moved.rowsPerSecond(), slowest(share)));
            rate = Math.max(slowest(share), from / 2);
            workers = Math.max(fewest(), workers / 2);
        }
        return allowance(Because.STRAINED, "slowed by the " + last, share);
    }

    private Allowance healthy(Throughput moved, Share share) {
        sinceCut = PATIENCE;
        calm++;
        if (calm > CALM && !isFree(share)) {
            grow(moved, share);
        }
        return isFree(share)
                ? allowance(Because.FREE, free(), share)
                : allowance(Because.RECOVERING, "growing again, after the " + last, share);
    }

    /** By a twentieth of the best rate seen, and by a part of the slow bound at least; free again once that holds nobody back. */
    private void grow(Throughput moved, Share share) {
        if (workers < most && calm % PER_WORKER == 0) {
            workers++;
        }
        rate += Math.max(slowest(share) / LEAST_GROWTH, peak / GROWTH);
        unheld = moved.held() ? 0 : unheld + 1;
        if (workers == most && unheld >= CALM) {
            rate = Double.POSITIVE_INFINITY;
        }
    }

    private boolean isFree(Share share) {
        return workers == most && rate >= fastest(share);
    }

    private String free() {
        return Double.isInfinite(settings.fastest()) ? "nothing holds it back" : "as fast as the project file allows";
    }

    private Allowance allowance(Because because, String reason, Share share) {
        return new Allowance(workers, Math.min(rate, fastest(share)), because, reason);
    }

    private double slowest(Share share) {
        return share.ofRows(settings.slowest());
    }

    private double fastest(Share share) {
        return share.ofRows(settings.fastest());
    }

    private int fewest() {
        return Math.min(most, settings.fewest());
    }
}
