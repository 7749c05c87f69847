package dev.whimbrel.control.proof;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a verification that is opened is to be; an interrupted one is gone on with only where it is the same.
 *
 * @param mappingHash of what decides what is compared
 * @param tenants whose rows it looks at; empty means all
 * @param against an earlier one that it is held against, or null
 * @param afresh to go on with none: for those who have to see every row that differs
 */
public record Wanted(
        String mappingHash,
        List<String> tenants,
        Extent extent,
        @Nullable Long against,
        boolean afresh) {
    public Wanted {
        tenants = tenants.stream().sorted().distinct().toList();
    }

    boolean isSame(Verification running) {
        return !afresh
                && running.mappingHash().equals(mappingHash)
                && running.tenants().equals(tenants)
                && running.extent().equals(extent)
                && Objects.equals(running.against(), against);
    }
}
