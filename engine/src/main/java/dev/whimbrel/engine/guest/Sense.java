package dev.whimbrel.engine.guest;

import dev.whimbrel.control.ledger.Pacing.State;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Signal;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Touches one system many times a second, in a thread of its own, and judges two things against twice the quiet time: what 95 of 100
 * transactions take for somebody who is always at work, and what four of five take for those who come at any moment.
 */
final class Sense {
    /** Touches that are judged together, about two seconds while somebody is there. */
    private static final int JUDGED = 40;
    /** Fewer say nothing yet. */
    private static final int ENOUGH = 20;

    /** Of those who come at any moment. */
    private static final double PART = 0.8;
    /** The first ones are slow for reasons of our own. */
    private static final int COLD = 20;
    /** Lots of touches before the start, and the time between two of them: one that follows at once finds all still warm. */
    private static final int THOROUGHLY = 3;

    private static final long APART_MILLIS = 20;
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
    private double judged = Double.NaN;
    private String why = "";
    private boolean isNews = true;
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

    /** Whether it is worth touching often: somebody may suffer, or waits for us to see that nobody does any more. */
    synchronized boolean isUrgent() {
        return side.isBesideOthers() || state != State.HEALTHY;
    }

    /**
     * Before any row moves: what the system takes when we leave it alone. Where {@code others} are at work, that is worth a second
     * of looking. Gives up at the first failure.
     */
    void learn(boolean others) {
        int touches = COLD + Quiet.LOT * (others ? THOROUGHLY : 1);
        for (int i = 0; i < touches; i++) {
            if (!(feeler.touch() instanceof Reading.Measured measured) || others && !paused()) {
                return;
            }
            if (i >= COLD) {
                quiet.see(measured.value());
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(APART_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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

    /** What was felt so far is judged no more, since the pace has changed: it is no news until enough was felt anew. */
    synchronized void forget() {
        last.clear();
        isNews = false;
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
        if (Double.isInfinite(limit)) {
            // Whom we could hurt is there, but not what is usual for him. At the slowest bounds there are gaps to learn
            // it in.
            state = State.UNREADABLE;
            return List.of(
                    new Verdict(side.name(), signal, state, Double.NaN, limit, "its quiet time is not known yet"));
        }
        if (last.size() >= ENOUGH || state == State.UNREADABLE && last.size() > 0) {
            judged = Math.max(last.felt(), last.share(PART));
            state = judged > limit ? State.STRAINED : State.HEALTHY;
            isNews = true;
        }
        return List.of(new Verdict(side.name(), signal, state, judged, limit, "", isNews));
    }

    private double limit(Signal signal) {
        Double set = side.watch().limits().get(signal);
        if (set != null) {
            return set;
        }
        if (side.isBesideOthers()) {
            return quiet.limit();
        }
        return quiet.isKnown() ? Math.max(ALONE, quiet.limit()) : ALONE;
    }

    void close() {
        feeler.close();
    }
}
