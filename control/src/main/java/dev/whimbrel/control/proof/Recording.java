package dev.whimbrel.control.proof;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a flow's findings are kept.
 *
 * @param shownKey makes of a row's key what may be shown of it: the key itself only where it is not masked
 * @param cap how many findings of each pattern, tenant and status are kept; those that come first are. All are counted.
 * @param waived what somebody has accepted of them
 * @param input what was read of the source; null where that is not known
 * @param fates what became of the rows of an earlier verification
 */
public record Recording(
        UnaryOperator<String> shownKey,
        long cap,
        Waived waived,
        @Nullable FlowInput input,
        List<Fate> fates) {
    /** Enough to look into a cause. */
    public static final long DEFAULT_CAP = 1_000;

    /** Stands for the key of a row that has none. Its token is another one in each verification. */
    public static final String NO_KEY = "(row without key)";

    public Recording {
        fates = List.copyOf(fates);
        if (cap < 0) {
            throw new IllegalArgumentException("A cap cannot be negative");
        }
    }

    public Recording(UnaryOperator<String> shownKey) {
        this(shownKey, DEFAULT_CAP, Waived.NONE, null, List.of());
    }

    /** The same with what was accepted. */
    public Recording with(Waived accepted) {
        return new Recording(shownKey, cap, accepted, input, fates);
    }

    /** The same with another cap. */
    public Recording keeping(long most) {
        return new Recording(shownKey, most, waived, input, fates);
    }

    /** The same with what was read, and what became of the rows of an earlier verification. */
    public Recording of(@Nullable FlowInput read, List<Fate> became) {
        return new Recording(shownKey, cap, waived, read, became);
    }
}
