package dev.whimbrel.control.proof;

import dev.whimbrel.control.proof.Fate.Kind;
import dev.whimbrel.core.difference.Pattern;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of the rows that differed in an earlier verification, and which differ newly.
 *
 * @param against the earlier one
 * @param fates by pattern and tenant
 * @param ids of the patterns, by which people name them
 * @param inputs of each flow, whether what the two read of it is the same
 */
public record Changes(long against, List<Fate> fates, Map<Pattern, String> ids, List<Input> inputs) {
    public Changes {
        fates = List.copyOf(fates);
        ids = Map.copyOf(ids);
        inputs = List.copyOf(inputs);
    }

    /**
     * How much of a flow's input is what it was.
     *
     * @param rows that were read
     * @param tenants who have or had rows in it
     * @param same those of them of whom all rows are the same
     * @param othersSame whether the rows of everybody and of nobody known are, as far as there are any
     */
    public record Input(String flow, long rows, int tenants, int same, boolean othersSame) {}

    /** Rows that met this fate. */
    public long rows(Kind kind) {
        return fates.stream()
                .filter(fate -> fate.kind() == kind)
                .mapToLong(Fate::rows)
                .sum();
    }

    /** Rows by fate of one pattern. */
    public Map<Kind, Long> of(Pattern pattern) {
        return fates.stream()
                .filter(fate -> fate.pattern().equals(pattern))
                .collect(Collectors.groupingBy(Fate::kind, Collectors.summingLong(Fate::rows)));
    }

    public String id(Pattern pattern) {
        return ids.getOrDefault(pattern, "");
    }
}
