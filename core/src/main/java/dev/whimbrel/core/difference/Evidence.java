package dev.whimbrel.core.difference;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check of one tenant and table brought, all that a verdict rests on.
 *
 * @param finished whether the check came to its end
 * @param failure the code of what went wrong in the check itself, null where nothing did
 * @param absent whether the table was not there at all on one side
 * @param counted whether rows counted independently of the comparison, on each side, are as many as it saw
 * @param compared columns that were compared
 * @param leftOut columns that were not, each with the reason
 * @param blind columns in which the check is known to miss differences
 * @param outdated whether anything changed since on which it rests
 */
public record Evidence(
        Equation rows,
        boolean finished,
        @Nullable String failure,
        boolean absent,
        boolean counted,
        List<String> compared,
        Map<String, String> leftOut,
        List<String> blind,
        boolean outdated) {
    public Evidence {
        compared = List.copyOf(compared);
        leftOut = Map.copyOf(leftOut);
        blind = List.copyOf(blind);
    }

    /** Of a check that finished, went well, compared {@code columns} and left none out. */
    public static Evidence of(Equation rows, List<String> columns) {
        return new Evidence(rows, true, null, false, true, columns, Map.of(), List.of(), false);
    }
}
