package dev.whimbrel.engine.repair;

/** Why a row that differs is not repaired. */
public enum Why {
    /** The mapping cannot make the row, or it could not land: the cause says why. */
    NOT_MADE,
    /** No run has met it. */
    NEVER_MOVED,
    /** No source row is behind it; nothing is ever deleted. */
    EXTRA,
    /** It is there more or less often than once. */
    MULTIPLE,
    /** It stands under another key. */
    REKEYED,
    /** It never kept still. */
    HOT,
    /** It stands for a group of source rows. */
    GROUPED,
    /** Its key may come twice in the source. */
    UNGUARDED,
    /** A number in it was drawn anew since: to write the row would undo that. */
    DRAWN_ANEW,
    /** Several tenants share it. */
    SHARED,
    /** It stands under this tenant, and is another's who is not looked at. */
    STRANGER,
    /** A run has to leave it: it was another tenant's when it landed, is shared, or landed under another key. */
    REFUSED,
    /** Somebody has accepted rows of this pattern. */
    ACCEPTED,
    /** A law says so, of no single row. */
    LAW
}
