package dev.whimbrel.core.mapping;

import dev.whimbrel.core.difference.Tolerance;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the rows of a flow are compared, where not every column is compared exactly. It changes nothing of what lands.
 *
 * @param surrogates target columns whose numbers the new system draws anew, so that nothing is compared of them but whether there is one
 * @param ids target columns of ids that the new system may have renamed one to one: a difference that is just that is told as that
 * @param tolerances by target column, how far values may lie apart
 */
public record Comparing(List<String> surrogates, Set<String> ids, Map<String, Tolerance> tolerances) {
    /** Every column exactly. */
    public static final Comparing EXACT = new Comparing(List.of(), Set.of(), Map.of());

    public Comparing {
        surrogates = List.copyOf(surrogates);
        ids = Set.copyOf(ids);
        tolerances = Map.copyOf(tolerances);
    }
}
