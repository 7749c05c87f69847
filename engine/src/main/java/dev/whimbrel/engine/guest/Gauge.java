package dev.whimbrel.engine.guest;

import dev.whimbrel.control.ledger.Pacing.State;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Signal;

/**
 * Judges one signal. It takes two readings in a row above the limit to be strained, and three clearly below to be healthy again,
 * so that it does not flutter. Not to be read takes one.
 */
final class Gauge {
    private static final int RISE = 2;
    private static final int FALL = 3;
    private static final double CLEARLY = 0.8;

    private final String side;
    private final Signal signal;
    private final Samples last = new Samples(3);
    private State state = State.HEALTHY;
    private int above;
    private int below;

    Gauge(String side, Signal signal) {
        this.side = side;
        this.signal = signal;
    }

    Verdict judge(Reading reading, double limit) {
        if (reading instanceof Reading.Measured measured) {
            last.add(measured.value());
            // A single slow answer is nobody's load.
            double value = signal == Signal.CANARY ? last.median() : measured.value();
            weigh(value, limit);
            return new Verdict(side, signal, state, value, limit, "");
        }
        state = State.UNREADABLE;
        above = 0;
        below = 0;
        return new Verdict(side, signal, state, Double.NaN, limit, ((Reading.Failed) reading).why());
    }

    private void weigh(double value, double limit) {
        above = value > limit ? above + 1 : 0;
        below = value <= limit * CLEARLY ? below + 1 : 0;
        if (state == State.UNREADABLE) {
            state = value > limit ? State.STRAINED : State.HEALTHY;
        } else if (above >= RISE) {
            state = State.STRAINED;
        } else if (below >= FALL) {
            state = State.HEALTHY;
        }
    }
}
