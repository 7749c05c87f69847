package dev.whimbrel.core.difference;

/**
 * A verdict, and why it is that.
 *
 * @param reason in words and numbers, without any value
 */
public record Judged(Verdict verdict, String reason) {}
