package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;

/**
 * What became of rows of one pattern and tenant since the verification against which another one is held.
 *
 * @param pattern of the earlier one; of the later one where the kind is of newly differing rows
 */
public record Fate(Pattern pattern, String tenant, Kind kind, Why why, long rows) {
    /** What became of them. */
    public enum Kind {
        /** The input is the same, and the row matches now. */
        RESOLVED,
        /** The row differs still, in the same way or in another. */
        UNRESOLVED,
        /** The input is the same, and nothing differs, but the mapping leaves the row out or merges it into another: there is no row to match. */
        LEFT_OUT,
        /** The row's input has changed or is gone, so that nothing is proven, though nothing differs now. */
        VANISHED,
        /** It cannot be told. */
        UNCLEAR,
        /** The input is the same, the row matched or differed otherwise, and differs now. */
        NEWLY_BROKEN,
        /** The row differs now, and it cannot be told whether that is new. */
        NEWLY_UNCLEAR;

        /** Whether rows of the later verification are meant. */
        public boolean isNew() {
            return this == NEWLY_BROKEN || this == NEWLY_UNCLEAR;
        }
    }

    /** Of what is not plain: why. */
    public enum Why {
        PLAIN,
        /** Differs in another way than before. */
        OTHERWISE,
        /** The row's input is another one. */
        CHANGED,
        /** The row is not read any more. */
        GONE,
        /** Rows among which it would have to be are not those that were read before. */
        INPUT_DIFFERS,
        /** The rows that it may refer to are not the same, or not known to be. */
        SURROUNDINGS,
        /** The two do not read the same columns, or nothing was kept of what was read. */
        NOT_READ,
        /** Not all rows that differed before were kept. */
        NOT_KEPT,
        /** It moved while it was looked at. */
        MOVING,
        /** It was not compared this time. */
        NOT_COMPARED
    }
}
