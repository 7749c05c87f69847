package dev.whimbrel.engine.compare;

import dev.whimbrel.core.value.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A row as the mapping makes it.
 *
 * @param key canonical text of the source row's key
 * @param values of the compared columns, references as the source keys that they lead to; null where the mapping cannot make the
 *     row
 * @param cause why it cannot, a code; empty where it can
 */
public record ExpectedRow(
        String key, TenantId tenant, @Nullable Object @Nullable [] values, String cause) {}
