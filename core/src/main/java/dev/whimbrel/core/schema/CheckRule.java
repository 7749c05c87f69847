package dev.whimbrel.core.schema;

/** A CHECK constraint with the database's own text of its condition. */
public record CheckRule(String name, String condition) {}
