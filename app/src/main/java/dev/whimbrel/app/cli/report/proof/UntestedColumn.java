package dev.whimbrel.app.cli.report.proof;

/**
 * A column of which nothing is proven although its table was compared.
 *
 * @param flow which of the mapping's flows
 * @param reason why, in words without any value, such as {@code never held a value}
 */
public record UntestedColumn(String flow, String column, String reason) {}
