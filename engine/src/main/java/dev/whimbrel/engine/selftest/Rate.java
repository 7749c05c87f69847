package dev.whimbrel.engine.selftest;

/**
 * How many mutations of one kind were found in one column.
 *
 * @param column empty for rows as a whole
 * @param planted so many rows were mutated
 * @param found of those that were planted, rows of which the comparison said that they differ
 * @param tolerated of those that were planted, rows that lie within declared tolerances, and so are no difference
 * @param named of those that were found, rows of which it named this column, or the kind of row
 */
public record Rate(String column, Mutation mutation, long planted, long found, long tolerated, long named) {
    /** Whether any was missed. */
    public boolean isBlind() {
        return found + tolerated < planted;
    }
}
