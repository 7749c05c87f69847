package dev.whimbrel.engine.plan;

/** How much of the source is read to say how many rows would move. */
public enum Counting {
    /** Large tables are not counted where all tenants move: their system's own estimate does for a run, which counts at its end. */
    ESTIMATES,
    /** The rows of the tenants that would move. */
    ROWS,
    /** Besides, how many rows of every table one tenant owns, several, or none. */
    OWNERS
}
