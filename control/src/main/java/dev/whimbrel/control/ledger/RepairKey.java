package dev.whimbrel.control.ledger;

/**
 * A row that is to be repaired.
 *
 * @param sourceKey canonical text of its key
 * @param pattern id of the pattern under which it was found to differ
 */
public record RepairKey(String sourceKey, String tenant, String pattern) {}
