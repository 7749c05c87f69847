package dev.whimbrel.engine.guest;

/**
 * What this process moves.
 *
 * @param held whether the allowance made it wait lately
 */
record Throughput(double rowsPerSecond, boolean held) {}
