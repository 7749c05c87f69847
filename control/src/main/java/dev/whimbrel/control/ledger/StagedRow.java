package dev.whimbrel.control.ledger;

/** A mapped row that waits for the rest of its group; the payload is the engine's own form of it. */
public record StagedRow(String tenant, String groupKey, String sourceKey, byte[] payload) {}
