package dev.whimbrel.core.difference;

/**
 * A verdict and why it is what it is.
 *
 * @param reason a phrase without any value
 */
public record Judged(Verdict verdict, String reason) {}
