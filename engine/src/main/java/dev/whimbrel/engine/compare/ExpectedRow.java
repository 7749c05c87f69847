package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.value.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A row as the mapping makes it.
 *
 * @param key canonical text of the source row's key
 * @param values of the compared columns, references as the source keys that they lead to; null where the mapping cannot make the
 *     row
 * @param cause why it cannot, a code; empty where it can
 * @param input digest of the source row before the mapping; zero where it is not known
 */
public record ExpectedRow(
        String key, TenantId tenant, @Nullable Object @Nullable [] values, String cause, Digest input) {
    /** One of whose input nothing is known. */
    public ExpectedRow(String key, TenantId tenant, @Nullable Object @Nullable [] values, String cause) {
        this(key, tenant, values, cause, Digest.ZERO);
    }
}
