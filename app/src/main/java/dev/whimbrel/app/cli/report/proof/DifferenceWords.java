package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.ValueClass;

/** Classes of differences in plain words, with the mask woven in: {@code +1h} is "time is one hour later". */
public final class DifferenceWords {
    private DifferenceWords() {}

    public static String of(RowClass rowClass) {
        return switch (rowClass) {
            case WRONG_TENANT -> "row stands under another tenant";
            case REKEYED -> "row stands under another key";
            case MULTIPLICITY -> "row is there more or less often";
            case CARDINALITY -> "group has not as many rows as its rule says";
            case MISSING -> "row is missing";
            case EXTRA -> "row is there that nobody expects";
            case CHANGED -> "row is there with other values";
            case ORPHAN -> "row refers to one that is not there";
        };
    }

    /** One sentence for a legend. */
    public static String meaning(RowClass rowClass) {
        return switch (rowClass) {
            case WRONG_TENANT ->
                "The same key, or the same content, belongs to one tenant on one side and to another one on the other. Always critical.";
            case REKEYED ->
                "One missing and one extra row have the same content, which no other row has: one row with two keys.";
            case MULTIPLICITY -> "The key is on both sides, but not as often.";
            case CARDINALITY ->
                "A row that becomes several, or several that become one, gave another number than the mapping says.";
            case MISSING ->
                "The row is expected (the mapping makes it, or the expected side of a comparison has it), and it is not there.";
            case EXTRA ->
                "The row is there, and nothing expects it: the mapping makes it of no row of the source, or the expected side has none such.";
            case CHANGED -> "The key is on both sides, and columns differ.";
            case ORPHAN -> "The row is on both sides, but what it refers to is there on one side only.";
        };
    }

    /** How a value differs; {@code mask} may be empty. */
    public static String of(ValueClass valueClass, String mask) {
        String woven = MaskWords.woven(valueClass, mask);
        if (!woven.isEmpty()) {
            return woven;
        }
        return mask.isEmpty() ? of(valueClass) : of(valueClass) + " (" + mask + ")";
    }

    public static String of(ValueClass valueClass) {
        return switch (valueClass) {
            case REPRESENTATION -> "same value, written otherwise";
            case NULL_TO_VALUE -> "value where none is expected";
            case VALUE_TO_NULL -> "value lost";
            case NULL_OR_EMPTY -> "no value and empty mixed up";
            case TYPE -> "value of another type";
            case STALE -> "value of an earlier version";
            case SWAPPED -> "values of columns changed places";
            case DEFAULTED -> "the column's default stands instead";
            case TEXT_PADDING -> "blanks at an end";
            case TEXT_WHITESPACE -> "other white space";
            case TEXT_CASE -> "capital and small letters differ";
            case TEXT_ACCENT -> "accents differ";
            case TEXT_NORMALIZATION -> "letters composed otherwise";
            case TEXT_TRUNCATION -> "text cut";
            case TEXT_MOJIBAKE -> "text garbled by a wrong encoding";
            case NUMBER_ROUNDING -> "number rounded or cut";
            case NUMBER_SIGN -> "sign turned";
            case NUMBER_FACTOR -> "number off by a power of ten";
            case NUMBER_OVERFLOW -> "number wrapped around";
            case NUMBER_NOISE -> "number off by float noise";
            case TIME_PRECISION -> "fractions of a second cut";
            case TIME_OFFSET -> "time shifted";
            case TIME_DATE_ONLY -> "time of day lost or added";
            case TIME_SENTINEL -> "a date that stands for none";
            case MAPPING -> "code mapped otherwise";
            case RENAMED_ID -> "other ids, one to one";
            case COLLECTION_ORDER -> "list in another order";
            case COLLECTION_MULTIPLICITY -> "elements more or less often";
            case COLLECTION_ELEMENT -> "an element differs";
            case CONTENT -> "other value";
        };
    }

    /** One sentence for a legend. */
    public static String meaning(ValueClass valueClass) {
        return switch (valueClass) {
            case REPRESENTATION -> "Both sides mean the same; it is counted and no difference.";
            case NULL_TO_VALUE -> "Null is expected, and a value is there.";
            case VALUE_TO_NULL -> "A value is expected, and null is there.";
            case NULL_OR_EMPTY -> "Null on one side; an empty text, list or object on the other.";
            case TYPE -> "A number against a text, say, or JSON of different types.";
            case STALE ->
                "The row stands as it was written last, and the source says something else since: the next run brings it up.";
            case SWAPPED -> "The same values, but in each other's columns.";
            case DEFAULTED -> "It equals what the column holds when nothing is written.";
            case TEXT_PADDING -> "Equal once blanks at both ends are taken away.";
            case TEXT_WHITESPACE -> "Equal but for blanks, tabs and line ends within.";
            case TEXT_CASE -> "Equal but for capital and small letters.";
            case TEXT_ACCENT -> "Equal but for marks on letters.";
            case TEXT_NORMALIZATION -> "Equal in one Unicode normal form: it looks the same and is stored otherwise.";
            case TEXT_TRUNCATION -> "Only the beginning of the expected text.";
            case TEXT_MOJIBAKE -> "UTF-8 was read as a code page of one byte, or the other way round.";
            case NUMBER_ROUNDING -> "Equal at the scale of the shorter one.";
            case NUMBER_SIGN -> "Equal but for plus and minus.";
            case NUMBER_FACTOR -> "Ten, a hundred, … times as much, or such a part.";
            case NUMBER_OVERFLOW -> "Equal but for the bits that did not fit.";
            case NUMBER_NOISE -> "Equal at the precision of a floating-point number.";
            case TIME_PRECISION -> "Equal to the second.";
            case TIME_OFFSET -> "A whole number of quarter-hours apart: most often a time zone.";
            case TIME_DATE_ONLY -> "The same day, at midnight on one side.";
            case TIME_SENTINEL -> "A date such as 1900-01-01 or 9999-12-31 on one side.";
            case MAPPING -> "Each expected value always stands against the same other one, over the whole table.";
            case RENAMED_ID -> "As a code mapped otherwise, one to one, in a column of ids.";
            case COLLECTION_ORDER -> "The same elements in another order.";
            case COLLECTION_MULTIPLICITY -> "The same elements, but not as often.";
            case COLLECTION_ELEMENT -> "An element or a member of a list or object is another.";
            case CONTENT -> "None of the other classes fits.";
        };
    }
}
