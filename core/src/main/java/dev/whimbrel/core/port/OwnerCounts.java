package dev.whimbrel.core.port;

/** How many rows of a table belong to exactly one tenant, to several, to none. */
public record OwnerCounts(long one, long several, long none) {}
