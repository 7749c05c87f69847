package dev.whimbrel.control.proof;

import java.time.Instant;

/**
 * A moment at which tables are looked at for the first time. What differs is looked at again as it is then.
 *
 * @param expected whether the expected side was kept; one that cannot be is read as it is whenever it is a table's turn
 * @param actual the same of the other side
 * @param why it was taken
 */
public record KeptMoment(Instant at, boolean expected, boolean actual, Why why) {
    /** Why a moment was taken. */
    public enum Why {
        /** The verification began. */
        BEGUN,
        /** It went on after it was interrupted: a moment ends with the process that keeps it. */
        INTERRUPTED,
        /** A server kept the one before no longer. */
        LOST
    }
}
