package dev.whimbrel.core.value;

/**
 * Stands in a row for a source value that no Java value can stand for, such as MySQL's date 0000-00-00. It is never written:
 * using it in an expression is a fault of that row under {@code code}, unless the expression asks with {@code readable(column)}.
 *
 * @param code the row code, such as {@code ZERO_DATE}
 */
public record Unreadable(String code) {}
