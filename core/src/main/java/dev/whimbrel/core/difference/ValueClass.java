package dev.whimbrel.core.difference;

/** What sort of difference two values of one column show: expected against actual. The first class that fits counts. */
public enum ValueClass {
    /** The same value, written otherwise; counted and no difference. */
    REPRESENTATION("V0"),
    NULL_TO_VALUE("V1"),
    VALUE_TO_NULL("V2"),
    /** Null on one side, an empty text, list or object on the other. */
    NULL_OR_EMPTY("V3"),
    /** Values of different families, or JSON of different types. */
    TYPE("V4"),
    /** Equals the value of an earlier version of the source row. */
    STALE("V11"),
    /** The values of several columns of the row changed places. */
    SWAPPED("V12"),
    /** Equals what the column holds when nothing is written. */
    DEFAULTED("V13"),
    /** Blanks at an end. */
    TEXT_PADDING("V5"),
    /** Blanks, line ends or other white space within. */
    TEXT_WHITESPACE("V5"),
    TEXT_CASE("V5"),
    /** Marks on letters. */
    TEXT_ACCENT("V5"),
    /** One text in two Unicode normal forms, NFC, NFD, NFKC or NFKD. */
    TEXT_NORMALIZATION("V5"),
    /** The beginning of the expected text. */
    TEXT_TRUNCATION("V5"),
    /** UTF-8 taken for a code page of one byte, or the other way round. */
    TEXT_MOJIBAKE("V5"),
    /** Equal once rounded or cut to the scale of the shorter. */
    NUMBER_ROUNDING("V6"),
    NUMBER_SIGN("V6"),
    /** Ten, a hundred, ... times as much, or a part. */
    NUMBER_FACTOR("V6"),
    /** Equal modulo 2^8, 2^16, 2^32. */
    NUMBER_OVERFLOW("V6"),
    /** Equal at the precision of a float, or nearly so. */
    NUMBER_NOISE("V6"),
    /** Equal once fractions of a second are cut. */
    TIME_PRECISION("V7"),
    /** A constant number of quarter-hours apart, up to 26 hours. */
    TIME_OFFSET("V7"),
    /** The same day, midnight on one side. */
    TIME_DATE_ONLY("V7"),
    /** A date that stands for none, such as 1900-01-01 or 9999-12-31. */
    TIME_SENTINEL("V7"),
    /** Each expected value always stands against the same actual one: a code that was mapped. Seen over a whole table only. */
    MAPPING("V8"),
    /** As {@link #MAPPING}, one to one, in a column declared to hold ids. */
    RENAMED_ID("V9"),
    /** A list whose elements come in another order. */
    COLLECTION_ORDER("V10"),
    /** A list whose elements come more or less often. */
    COLLECTION_MULTIPLICITY("V10"),
    /** An element or member differs. */
    COLLECTION_ELEMENT("V10"),
    /** Anything else. */
    CONTENT("V14");

    private final String code;

    ValueClass(String code) {
        this.code = code;
    }

    /** Its family's number in the taxonomy. */
    public String code() {
        return code;
    }
}
