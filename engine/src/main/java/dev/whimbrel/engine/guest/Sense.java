package dev.whimbrel.engine.guest;

import dev.whimbrel.control.ledger.Pacing.State;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Signal;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Touches one system many times a second, in a thread of its own, and judges what 95 of 100 touches take. Those few seconds tell more
 * than a single look could: a foreground that is slowed one time in ten is one whose p95 is spoilt.
 */
final class Sense {
    /** Touches that are judged together, about two seconds while somebody is there. */
    private static final int JUDGED = 40;
    /** Fewer say nothing yet. */
    private static final int ENOUGH = 20;
    /** The first ones are slow for reasons of our own. */
    private static final int COLD = 20;
    /** Where there is nobody to hurt, in milliseconds. */
    private static final double ALONE = 500;

    private final Feeler feeler;
    private final Side side;
    private final Rest rest;
    private final long stale;
    private final LongSupplier nanoTime;
    private final Quiet quiet = new Quiet();
    private final Samples last = new Samples(JUDGED);
    private State state = State.HEALTHY;
    private String why = "";
    private long felt;

    /** Not to be felt for {@code stale} nanoseconds is to be unreadable. */
    Sense(Feeler feeler, Side side, Rest rest, long stale, LongSupplier nanoTime) {
        this.feeler = feeler;
        this.side = side;
        this.rest = rest;
        this.stale = stale;
        this.nanoTime = nanoTime;
        this.felt = nanoTime.getAsLong();
    }

    boolean isBesideOthers() {
        return side.isBesideOthers();
    }

    /** Before any row moves: what the system takes when we leave it alone. Gives up at the first failure. */
    void learn() {
        for (int i = 0; i < COLD + Quiet.LOT; i++) {
            if (!(feeler.touch() instanceof Reading.Measured measured)) {
                return;
            }
            if (i >= COLD) {
                quiet.see(measured.value());
            }
        }
    }

    void touch() {
        long before = rest.spell();
        Reading reading = feeler.touch();
        boolean undisturbed = before >= 0 && rest.spell() == before;
        keep(reading, undisturbed);
    }

    private synchronized void keep(Reading reading, boolean undisturbed) {
        felt = nanoTime.getAsLong();
        if (reading instanceof Reading.Measured measured) {
            why = "";
            last.add(measured.value());
            if (undisturbed) {
                quiet.see(measured.value());
            }
        } else {
            why = ((Reading.Failed) reading).why();
            last.clear();
        }
    }

    /** What was felt so far is judged no more, since the pace has changed. */
    synchronized void forget() {
        last.clear();
    }

    synchronized List<Verdict> judge() {
        Signal signal = feeler.signal();
        double limit = limit(signal);
        boolean silent = nanoTime.getAsLong() - felt > stale;
        if (silent || !why.isEmpty()) {
            state = State.UNREADABLE;
            return List.of(new Verdict(
                    side.name(), signal, state, Double.NaN, limit, why.isEmpty() ? "no answer for some seconds" : why));
        }
        double value = last.share(0.95);
        if (last.size() >= ENOUGH) {
            state = value > limit ? State.STRAINED : State.HEALTHY;
        } else if (state == State.UNREADABLE && last.size() > 0) {
            state = State.HEALTHY;
        }
        return List.of(new Verdict(side.name(), signal, state, value, limit, ""));
    }

    private double limit(Signal signal) {
        Double set = side.watch().limits().get(signal);
        if (set != null) {
            return set;
        }
        return isBesideOthers() ? quiet.limit() : Math.max(ALONE, quiet.limit());
    }

    void close() {
        feeler.close();
    }
}
