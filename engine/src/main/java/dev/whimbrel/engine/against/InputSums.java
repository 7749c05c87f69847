package dev.whimbrel.engine.against;

import dev.whimbrel.control.proof.FlowInput;
import dev.whimbrel.control.proof.InputTokens;
import dev.whimbrel.core.compare.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up the digests of what was read, by tenant and part; the order does not count. */
public final class InputSums {
    private final InputTokens tokens;
    private final Map<String, Of> tenants = new TreeMap<>();

    public InputSums(InputTokens tokens) {
        this.tokens = tokens;
    }

    private static final class Of {
        private final @Nullable Digest[] parts = new Digest[FlowInput.PARTS];
        private long rows;
    }

    /** @param key canonical text of the row's key */
    public void add(String tenant, String key, Digest row) {
        Of own = tenants.get(tenant);
        if (own == null) {
            own = new Of();
            tenants.put(tenant, own);
        }
        int part = FlowInput.part(key);
        Digest sum = own.parts[part];
        own.parts[part] = sum == null ? row : sum.plus(row);
        own.rows++;
    }

    /** @param columns that entered the digests, in order */
    public FlowInput of(List<String> columns) {
        Map<String, FlowInput.Sum> sums = new TreeMap<>();
        tenants.forEach((tenant, own) -> {
            List<Long> parts = new ArrayList<>(FlowInput.PARTS);
            for (Digest part : own.parts) {
                parts.add(part == null ? 0 : tokens.sum(tenant, part));
            }
            sums.put(tenant, new FlowInput.Sum(own.rows, parts));
        });
        return new FlowInput(columns, sums);
    }
}
