package dev.whimbrel.engine.guest;

import dev.whimbrel.control.ledger.Pacing.State;
import dev.whimbrel.control.ledger.Pacing.Vital;
import dev.whimbrel.core.port.Signal;
import java.util.Locale;

/**
 * How one signal of one side is judged.
 *
 * @param why the reason why it cannot be read; empty where it can
 * @param isNews whether it was felt since the pace changed last
 */
record Verdict(String side, Signal signal, State state, double value, double limit, String why, boolean isNews) {
    Verdict(String side, Signal signal, State state, double value, double limit, String why) {
        this(side, signal, state, value, limit, why, true);
    }

    /** Whether it is above its limit just now; one that was lately is strained for a while longer. */
    boolean isAbove() {
        return isNews && value > limit;
    }

    /** By how much it is above its limit: what is worst is named. */
    double strain() {
        return limit > 0 ? value / limit : value + 1;
    }

    String said() {
        String name = side + " " + signal.word();
        return state == State.UNREADABLE
                ? name + " cannot be read: " + why
                : name + " " + number(value) + ", limit " + number(limit);
    }

    private String number(double number) {
        String digits = number >= 100 || number == Math.rint(number) ? "%,.0f" : "%.1f";
        String unit = signal.unit().isEmpty() ? "" : " " + signal.unit();
        return String.format(Locale.ROOT, digits, number) + unit;
    }

    Vital vital() {
        return new Vital(side, signal.word(), state, value, limit);
    }
}
