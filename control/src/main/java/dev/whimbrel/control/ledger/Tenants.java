package dev.whimbrel.control.ledger;

import dev.whimbrel.core.value.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Numbers of tenants, given once and for ever, by which pages of the identity map know them. */
public final class Tenants {
    private final Handle handle;

    Tenants(Handle handle) {
        this.handle = handle;
    }

    /** Sees to it that these tenants have a number, and gives the numbers of all that have one. */
    public Map<TenantId, Integer> numbered(Collection<TenantId> tenants) {
        List<String> texts =
                tenants.stream().map(TenantId::text).distinct().sorted().toList();
        handle.createUpdate("insert into whimbrel.tenant (tenant)"
                        + " select k.tenant from unnest(:tenants) as k (tenant)"
                        + " where not exists (select from whimbrel.tenant t where t.tenant = k.tenant collate \"C\")"
                        + " order by 1 on conflict do nothing")
                .bindArray("tenants", String.class, texts)
                .execute();
        Map<TenantId, Integer> numbers = new HashMap<>();
        handle.createQuery("select tenant, tenant_no from whimbrel.tenant")
                .map((rows, context) -> Map.entry(new TenantId(rows.getString(1)), rows.getInt(2)))
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
        return numbers;
    }
}
