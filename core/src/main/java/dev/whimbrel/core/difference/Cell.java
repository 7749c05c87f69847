package dev.whimbrel.core.difference;

/**
 * One column in which a row differs, with nothing in it that shows a value.
 *
 * @param mask what the difference is where that can be said without a value, such as {@code +1h}, {@code ×100}, {@code 30/34};
 *     empty where it cannot
 * @param expected the shape of the expected value, or the value itself where the column is public
 * @param actual the same of the actual one
 */
public record Cell(String column, ValueClass valueClass, String mask, String expected, String actual) {}
