package dev.whimbrel.core.difference;

/** Whether a difference lasts. */
public enum Status {
    /** Gone when it was looked at again: a change on its way. */
    IN_FLIGHT,
    /** Both sides kept still and still differ. */
    STABLE,
    /** The row never kept still for long enough to judge it. */
    HOT
}
