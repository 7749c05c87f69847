package dev.whimbrel.core.mapping;

import dev.whimbrel.core.difference.Tolerance;
import java.util.List;
import java.util.Map;

/**
 * How the rows of a flow are compared, where not every column is compared exactly. It changes nothing of what lands.
 *
 * @param surrogates target columns whose numbers the new system draws anew, so that nothing is compared of them but whether there is one
 * @param tolerances by target column, how far values may lie apart
 */
public record Comparing(List<String> surrogates, Map<String, Tolerance> tolerances) {
    /** Every column exactly. */
    public static final Comparing EXACT = new Comparing(List.of(), Map.of());

    public Comparing {
        surrogates = List.copyOf(surrogates);
        tolerances = Map.copyOf(tolerances);
    }
}
