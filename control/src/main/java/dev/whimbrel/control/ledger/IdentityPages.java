package dev.whimbrel.control.ledger;

import dev.whimbrel.control.ledger.Balances.Standing;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The part of the identity map that is kept in pages, see {@link Pages}; rows of the other part overrule it. */
final class IdentityPages {
    private static final String INSERT = """
            insert into whimbrel.identity_page (flow_no, low, high, mapping_id, run_id, source_keys, target_keys, tenant_no,
              tenant_nos, digests)
            select ?, x.s[g.f], x.s[e.l], ?, ?, x.s[g.f:e.l], x.t[g.f:e.l],
              case when x.o[g.f] = all (x.o[g.f:e.l]) then x.o[g.f] end,
              case when x.o[g.f] = all (x.o[g.f:e.l]) then null else x.o[g.f:e.l] end,
              substring(x.d from (g.f - 1) * 16 + 1 for (e.l - g.f + 1) * 16)
            from (select ?::bigint[] as s, ?::bigint[] as t, ?::integer[] as o, ?::bytea as d, ?::integer as n) x
              cross join lateral generate_series(1, x.n, %d) g (f)
              cross join lateral (select least(g.f + %d, x.n) as l) e
            """.formatted(Pages.SIZE, Pages.SIZE - 1);

    private static final String FOUND = """
            select k.key::text as source_key, coalesce(p.target_keys[i.n], k.key)::text as target_key, t.tenant,
              encode(substring(p.digests from i.n * 16 - 15 for 16), 'hex') as digest, p.mapping_id, p.run_id
            from unnest(:keys) as k (key)
              cross join lateral (select * from whimbrel.identity_page p where p.flow_no = :flow and p.low <= k.key
                                  order by p.low desc limit 1) p
              cross join lateral (select array_position(p.source_keys, k.key) as n) i
              join whimbrel.tenant t on t.tenant_no = coalesce(p.tenant_no, p.tenant_nos[i.n])
            where i.n is not null
            """;

    /** Keys of the flow that a row of the other part speaks of, as far as a page could too. */
    private static final String OVERRULED = """
            select source_key::bigint as key from whimbrel.identity_row
            where flow_no = :flow and source_key ~ '^-?[0-9]{1,%d}$'
            """.formatted(Pages.DIGITS);

    private static final RowMapper<Identity> IDENTITY = (rows, context) -> Identity.packed(
            rows.getString("source_key"),
            rows.getString("target_key"),
            rows.getString("tenant"),
            rows.getString("digest"),
            rows.getInt("mapping_id"),
            rows.getLong("run_id"));

    private final Handle handle;

    IdentityPages(Handle handle) {
        this.handle = handle;
    }

    void insert(int flowNo, int mapping, long run, Pages pages) {
        Connection connection = handle.getConnection();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setInt(1, flowNo);
            statement.setInt(2, mapping);
            statement.setLong(3, run);
            statement.setArray(4, connection.createArrayOf("int8", pages.sources()));
            if (pages.same()) {
                statement.setNull(5, Types.ARRAY);
            } else {
                statement.setArray(5, connection.createArrayOf("int8", pages.targets()));
            }
            statement.setArray(6, connection.createArrayOf("int4", pages.tenants()));
            statement.setBytes(7, pages.digests());
            statement.setInt(8, pages.count());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** The identities of those of these source keys that are whole numbers; the caller leaves out what rows overrule. */
    List<Identity> find(int flowNo, Collection<String> sourceKeys) {
        List<Long> keys = whole(sourceKeys);
        return keys.isEmpty()
                ? List.of()
                : handle.createQuery(FOUND)
                        .bindArray("keys", Long.class, keys)
                        .bind("flow", flowNo)
                        .map(IDENTITY)
                        .list();
    }

    /** The source keys behind target keys: those that are the same on both sides, and by a pass over all pages the others. */
    List<String> sources(int flowNo, Collection<String> targetKeys) {
        List<Long> keys = whole(targetKeys);
        return keys.isEmpty()
                ? List.of()
                : handle.createQuery("""
                        select e.source_key::text from whimbrel.identity_page p
                          cross join lateral unnest(p.source_keys, p.target_keys) e (source_key, target_key)
                        where p.flow_no = :flow and p.target_keys && :keys and e.target_key = any(:keys)
                        union all
                        select k.key::text from unnest(:keys) as k (key)
                          cross join lateral (select * from whimbrel.identity_page p where p.flow_no = :flow and p.low <= k.key
                                              order by p.low desc limit 1) p
                        where p.target_keys is null and k.key = any(p.source_keys)
                        """)
                        .bindArray("keys", Long.class, keys)
                        .bind("flow", flowNo)
                        .mapTo(String.class)
                        .list();
    }

    /** Canonical texts of whole numbers, as numbers; a text such as 007 is none. */
    private static List<Long> whole(Collection<String> texts) {
        List<Long> numbers = new ArrayList<>(texts.size());
        for (String text : texts) {
            if (isWhole(text)) {
                numbers.add(Long.valueOf(text));
            }
        }
        return numbers;
    }

    private static boolean isWhole(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int digits = text.length() - start;
        if (digits < 1 || digits > Pages.DIGITS || (text.charAt(start) == '0' && text.length() > 1)) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    boolean any(int flowNo) {
        return handle.createQuery("select exists (select from whimbrel.identity_page where flow_no = :flow)")
                .bind("flow", flowNo)
                .mapTo(Boolean.class)
                .one();
    }

    /** Rows in pages by tenant, without those that the other part overrules. */
    Map<TenantId, Long> totals(int flowNo) {
        Map<TenantId, Long> totals = new LinkedHashMap<>();
        handle.createQuery("""
                        select t.tenant, sum(n)::bigint from (
                          select tenant_no as no, sum(cardinality(source_keys)) as n from whimbrel.identity_page
                          where flow_no = :flow and tenant_no is not null group by 1
                          union all
                          select u.no, count(*) from whimbrel.identity_page cross join lateral unnest(tenant_nos) u (no)
                          where flow_no = :flow and tenant_no is null group by 1
                          union all
                          select coalesce(p.tenant_no, p.tenant_nos[array_position(p.source_keys, o.key)]), -1
                          from (%s) o
                            cross join lateral (select * from whimbrel.identity_page p where p.flow_no = :flow and p.low <= o.key
                                                order by p.low desc limit 1) p
                          where o.key = any(p.source_keys)) c
                        join whimbrel.tenant t on t.tenant_no = c.no group by t.tenant having sum(n) <> 0
                        """.formatted(OVERRULED))
                .bind("flow", flowNo)
                .map((rows, context) -> Map.entry(new TenantId(rows.getString(1)), rows.getLong(2)))
                .forEach(entry -> totals.put(entry.getKey(), entry.getValue()));
        return totals;
    }

    /**
     * For rows in pages, by tenant: how many there are, and how many target rows have their keys. Where the table holds just these
     * keys and no other, which two passes show without sorting or joining, all of them are found.
     *
     * @param key the key's column
     * @param totals what {@link #totals} says
     */
    Map<TenantId, Standing> standing(int flowNo, TableName table, String key, Map<TenantId, Long> totals) {
        Map<TenantId, Standing> result = new LinkedHashMap<>();
        if (any(flowNo) && holdsJust(flowNo, table, key)) {
            totals.forEach((tenant, rows) -> result.put(tenant, new Standing(rows, rows)));
            return result;
        }
        joined(flowNo, table, key, result);
        return result;
    }

    /** Whether the keys of a table, which are unique, are those in the pages: as many, with the same sum and the same sum of hashes. */
    private boolean holdsJust(int flowNo, TableName table, String key) {
        return handle.createQuery("""
                        with overruled as materialized (%s)
                        select not exists (select from overruled) and (
                          select (count(*), sum(k), sum(hashint8extended(k, 0)))
                          from (select coalesce(e.target_key, e.source_key) as k from whimbrel.identity_page p
                                  cross join lateral unnest(p.source_keys, p.target_keys) e (source_key, target_key)
                                where p.flow_no = :flow) claimed)
                        = (select (count(*), sum(k), sum(hashint8extended(k, 0))) from (select t.%s::bigint as k from %s t) present)
                        """.formatted(OVERRULED, Names.quoted(key), Names.quoted(table)))
                .bind("flow", flowNo)
                .mapTo(Boolean.class)
                .one();
    }

    private void joined(int flowNo, TableName table, String key, Map<TenantId, Standing> result) {
        handle.createQuery("""
                        with overruled as materialized (%s)
                        select t.tenant, c.expected, c.found from (
                          select i.no, count(*) as expected, count(r.k) as found from (
                            select coalesce(p.tenant_no, e.no) as no, coalesce(e.target_key, e.source_key) as key
                            from whimbrel.identity_page p
                              cross join lateral unnest(p.source_keys, p.target_keys, p.tenant_nos) e (source_key, target_key, no)
                            where p.flow_no = :flow
                              and not exists (select from overruled o where o.key = e.source_key)) i
                            left join (select t.%s::bigint as k from %s t) r on r.k = i.key
                          group by i.no) c
                        join whimbrel.tenant t on t.tenant_no = c.no
                        """.formatted(OVERRULED, Names.quoted(key), Names.quoted(table)))
                .bind("flow", flowNo)
                .map((rows, context) -> Map.entry(
                        new TenantId(rows.getString("tenant")),
                        new Standing(rows.getLong("expected"), rows.getLong("found"))))
                .forEach(entry -> result.put(entry.getKey(), entry.getValue()));
    }
}
