package dev.whimbrel.app.cli.report;

import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.ValueClass;
import java.util.ArrayList;
import java.util.List;

/** What a pattern is, in plain words. */
final class DifferenceWords {
    private DifferenceWords() {}

    static String of(Pattern pattern) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < pattern.columns().size(); i++) {
            String mask = pattern.masks().get(i);
            columns.add(pattern.columns().get(i) + " " + word(pattern.classes().get(i))
                    + (mask.isEmpty() ? "" : " (" + mask + ")"));
        }
        return pattern.flow() + ": " + word(pattern.rowClass())
                + (columns.isEmpty() ? "" : ": " + String.join(", ", columns))
                + (pattern.cause().isEmpty() ? "" : "  [" + pattern.cause() + "]");
    }

    private static String word(RowClass rowClass) {
        return switch (rowClass) {
            case WRONG_TENANT -> "ANOTHER TENANT'S ROW";
            case REKEYED -> "row under another key";
            case MULTIPLICITY -> "row there more or less often";
            case CARDINALITY -> "group of another size";
            case MISSING -> "row missing";
            case EXTRA -> "row nobody expects";
            case CHANGED -> "row differs";
            case ORPHAN -> "row refers to nothing";
        };
    }

    private static String word(ValueClass valueClass) {
        return switch (valueClass) {
            case REPRESENTATION -> "is written otherwise";
            case NULL_TO_VALUE -> "has a value instead of null";
            case VALUE_TO_NULL -> "is null instead of a value";
            case NULL_OR_EMPTY -> "is empty on one side and null on the other";
            case TYPE -> "is of another type";
            case STALE -> "is of an earlier version";
            case SWAPPED -> "changed places with another column";
            case DEFAULTED -> "is the column's default";
            case TEXT_PADDING -> "has other blanks at an end";
            case TEXT_WHITESPACE -> "has other blanks within";
            case TEXT_CASE -> "has other capitals";
            case TEXT_ACCENT -> "has other accents";
            case TEXT_NORMALIZATION -> "has another Unicode form";
            case TEXT_TRUNCATION -> "is cut";
            case TEXT_MOJIBAKE -> "was read in a wrong encoding";
            case NUMBER_ROUNDING -> "is rounded";
            case NUMBER_SIGN -> "has the other sign";
            case NUMBER_FACTOR -> "is times a power of ten";
            case NUMBER_OVERFLOW -> "ran over";
            case NUMBER_NOISE -> "differs in the last digits of a float";
            case TIME_PRECISION -> "lost a part of its fraction";
            case TIME_OFFSET -> "is shifted";
            case TIME_DATE_ONLY -> "lost its time of day";
            case TIME_SENTINEL -> "is a date that stands for none";
            case MAPPING -> "is mapped to other codes";
            case RENAMED_ID -> "has other ids";
            case COLLECTION_ORDER -> "has another order";
            case COLLECTION_MULTIPLICITY -> "has elements more or less often";
            case COLLECTION_ELEMENT -> "differs in an element";
            case CONTENT -> "differs";
        };
    }
}
