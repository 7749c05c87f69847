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
    /** What is left of the rate where a signal is far above its limit, and where it is a little above. */
    private static final double FAR = 0.5;

    private static final double NEAR = 0.7;
    /** Beside others it begins at so many times the slow bound, and doubles within two seconds or so until it is felt. */
    private static final double GENTLY = 4;

    private static final double TRYING = 0.2;
    private static final double TOWARDS = 10;
    private static final double BEYOND = 1.2;
    /** Lest a site that is always loaded wonder what it waits for. */
    private static final String FLOOR = "; no slower than rows_per_second.min";

    private final GuestSettings settings;
    private final int most;
    private double rate = Double.POSITIVE_INFINITY;
    private int workers;
    private double peak;
    private int sinceCut = PATIENCE;
    private int calm = CALM;
    private int unheld;
    private boolean beside;
    private boolean cut;
    /** It holds itself back for somebody's sake only, and was never felt by him. */
    private boolean gently;
    /** The rate that was too much when it was last, or 0. */
    private double tooMuch;

    private String growing = "";
    private String slowedBy = "";

    /** {@code most} is the number of workers that this process has. */
    Governor(GuestSettings settings, int most) {
        this.settings = settings;
        this.most = most;
        this.workers = most;
    }

    /** One step; {@code others} is whether anybody else is at work. */
    Allowance tick(List<Verdict> verdicts, Throughput moved, Share share, boolean others) {
        cut = false;
        if (others && !beside && Double.isInfinite(rate)) {
            beginGently(moved, share);
        }
        beside = others;
        peak = Math.max(moved.rowsPerSecond(), peak * 0.9995);
        Optional<Verdict> blind =
                verdicts.stream().filter(v -> v.state() == State.UNREADABLE).findFirst();
        if (blind.isPresent()) {
            return unreadable(blind.orElseThrow(), share);
        }
        Optional<Verdict> worst = verdicts.stream()
                .filter(verdict -> verdict.state() == State.STRAINED)
                .max(Comparator.comparing(Verdict::isAbove).thenComparingDouble(Verdict::strain));
        return worst.isPresent() ? strained(worst.orElseThrow(), moved, share) : healthy(moved, share);
    }

    /** Whether the last step slowed the run. */
    boolean hasCut() {
        return cut;
    }

    /** Somebody is there: how much of us they bear is found out from below. */
    private void beginGently(Throughput moved, Share share) {
        rate = Math.max(GENTLY * slowest(share), moved.rowsPerSecond() / GENTLY);
        workers = fewest();
        tooMuch = 0;
        calm = CALM;
        unheld = 0;
        cut = true;
        gently = true;
        growing = "growing gently, since others are at work";
    }

    private Allowance unreadable(Verdict verdict, Share share) {
        rate = slowest(share);
        workers = fewest();
        calm = 0;
        unheld = 0;
        gently = false;
        growing = "growing again, after the " + verdict.side() + " "
                + verdict.signal().word() + " could not be read";
        return allowance(Because.UNREADABLE, "slow, because the " + verdict.said(), share);
    }

    private Allowance strained(Verdict verdict, Throughput moved, Share share) {
        calm = 0;
        unheld = 0;
        gently = false;
        if (verdict.isAbove() || slowedBy.isEmpty()) {
            slowedBy = "slowed by the " + verdict.said();
            growing = "growing again, after the " + verdict.said();
        }
        sinceCut++;
        if (sinceCut >= PATIENCE && verdict.isAbove() && !isSlowest(share)) {
            sinceCut = 0;
            double from = from(moved, share);
            tooMuch = from;
            cut = true;
            rate = Math.max(slowest(share), from * (verdict.strain() < 2 ? NEAR : FAR));
            workers = Math.max(fewest(), workers / 2);
        }
        return allowance(Because.STRAINED, slowedBy + (isSlowest(share) ? FLOOR : ""), share);
    }

    /** Whether there is nothing left to cut: to say so again would only have the feelers forget what they felt. */
    private boolean isSlowest(Share share) {
        return rate <= slowest(share) && workers <= fewest();
    }

    /** What it really does; while it is held that is what it may do, since a batch in hand or none upsets what was seen of it. */
    private double from(Throughput moved, Share share) {
        return moved.held() ? rate : Math.min(rate, Math.max(moved.rowsPerSecond(), slowest(share)));
    }

    private Allowance healthy(Throughput moved, Share share) {
        sinceCut = PATIENCE;
        slowedBy = "";
        calm++;
        if (calm > CALM && !isFree(share)) {
            grow(moved, share);
        }
        return isFree(share) ? allowance(Because.FREE, free(), share) : allowance(Because.RECOVERING, growing, share);
    }

    /** Free again once the allowance holds nobody back. */
    private void grow(Throughput moved, Share share) {
        if (workers < most && calm % PER_WORKER == 0) {
            workers++;
        }
        rate += Math.max(slowest(share) / LEAST_GROWTH, beside ? besideOthers() : alone());
        unheld = moved.held() ? 0 : unheld + 1;
        if (workers == most && unheld >= CALM) {
            rate = Double.POSITIVE_INFINITY;
        }
    }

    /** By a twentieth of the best rate; twice as fast as before where it was slow for the sake of somebody who is gone. */
    private double alone() {
        return gently ? rate : peak / GROWTH;
    }

    /** By a tenth of what was too much, towards it and a little beyond; by a fifth where nothing was, or it is past. */
    private double besideOthers() {
        return tooMuch > 0 && rate < BEYOND * tooMuch ? tooMuch / TOWARDS : rate * TRYING;
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
