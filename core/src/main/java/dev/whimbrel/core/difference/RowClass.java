package dev.whimbrel.core.difference;

/** How a row of one side stands to the rows of the other. The first class that fits counts. */
public enum RowClass {
    /** The same key, or the same content, under another tenant: always critical. */
    WRONG_TENANT("D1"),
    /** A missing and an extra row of equal content, which no other row has: the same row under another key. */
    REKEYED("D2"),
    /** The key stands on both sides, but not as often. */
    MULTIPLICITY("D3"),
    /** A group has not as many rows as the rule that made it implies. */
    CARDINALITY("D4"),
    /** Expected and absent. */
    MISSING("D5"),
    /** There and not expected. */
    EXTRA("D6"),
    /** On both sides, with different values. */
    CHANGED("D7"),
    /** On both sides, but what it refers to is there on one side only. */
    ORPHAN("D8");

    private final String code;

    RowClass(String code) {
        this.code = code;
    }

    /** Its number in the taxonomy. */
    public String code() {
        return code;
    }
}
