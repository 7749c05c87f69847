package dev.whimbrel.core.difference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict on one tenant and table rests on.
 *
 * @param failure code of what kept the check from its end; null where nothing did
 * @param adds whether the rows counted apart from each other add up
 * @param leftOut columns that should have been compared and were not, each with its reason
 * @param outdated what has changed since, in words; empty where nothing has
 */
public record Evidence(Equation rows, @Nullable String failure, boolean adds, List<String> leftOut, String outdated) {
    public Evidence {
        leftOut = List.copyOf(leftOut);
    }

    public static Evidence of(Equation rows) {
        return new Evidence(rows, null, true, List.of(), "");
    }

    /** Of a check that did not come to its end. */
    public static Evidence failed(String code) {
        return new Evidence(Equation.ZERO, code, true, List.of(), "");
    }
}
