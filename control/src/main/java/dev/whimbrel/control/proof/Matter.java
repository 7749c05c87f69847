package dev.whimbrel.control.proof;

/**
 * What verifications are of; each matter has a history of its own.
 *
 * @param comparison name of the comparison of two sets of tables; empty where the target is held against what the mapping makes
 */
public record Matter(String project, String environment, String comparison) {
    /** Of the mapping. */
    public Matter(String project, String environment) {
        this(project, environment, "");
    }
}
