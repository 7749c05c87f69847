package dev.whimbrel.bench.result;

/** What a figure counts. */
public enum Measure {
    /** Rows in a second; more is better. */
    RATE,
    /** Milliseconds; less is better. */
    LATENCY
}
