package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import java.util.List;

/**
 * A finding as it is kept: nothing in it shows a value that may not be shown. The lists have an element for each column.
 *
 * @param rowToken of the row among those that differed, see {@link InputTokens#row}
 */
record Kept(
        Pattern pattern,
        long number,
        String tenant,
        String token,
        String shownKey,
        Status status,
        List<String> masks,
        List<String> expected,
        List<String> actual,
        long rowToken) {
    /** More than the texts of any finding are long, within reason. */
    private static final int STATUS_WEIGHT = 1_000_000;

    /** The less the better an example: rows that keep still before others, short ones before long ones. */
    int weight() {
        int rank =
                switch (status) {
                    case STABLE -> 0;
                    case HOT -> 1;
                    case IN_FLIGHT -> 2;
                };
        int length = shownKey.length() + length(expected) + length(actual);
        return rank * STATUS_WEIGHT + Math.min(length, STATUS_WEIGHT - 1);
    }

    private static int length(List<String> texts) {
        return texts.stream().mapToInt(String::length).sum();
    }
}
