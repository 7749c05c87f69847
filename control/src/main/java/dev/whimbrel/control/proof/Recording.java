package dev.whimbrel.control.proof;

import java.util.function.UnaryOperator;

/**
 * How a flow's findings are kept.
 *
 * @param shownKey makes of a row's key what may be shown of it: the key itself only where it is not masked
 * @param cap how many findings of each pattern, tenant and status are kept; those that come first are. All are counted.
 * @param waived what somebody has accepted of them
 */
public record Recording(UnaryOperator<String> shownKey, long cap, Waived waived) {
    /** Enough to look into a cause. */
    public static final long DEFAULT_CAP = 1_000;

    public Recording {
        if (cap < 0) {
            throw new IllegalArgumentException("A cap cannot be negative");
        }
    }

    public Recording(UnaryOperator<String> shownKey) {
        this(shownKey, DEFAULT_CAP, Waived.NONE);
    }

    /** The same with what was accepted. */
    public Recording with(Waived accepted) {
        return new Recording(shownKey, cap, accepted);
    }

    /** The same with another cap. */
    public Recording keeping(long most) {
        return new Recording(shownKey, most, waived);
    }
}
