package dev.whimbrel.connectors.jdbc.postgres;

/** The statements that read the catalogue, for PostgreSQL 12 and later. */
final class CatalogueSql {
    /** Tables, partitioned ones as one, and views; those of the search path first, in its order. */
    static final String TABLES = """
            select c.oid, n.nspname, c.relname,
                   case when c.relkind = 'p'
                        then (select coalesce(sum(greatest(l.reltuples, 0)), 0) from pg_partition_tree(c.oid) p
                              join pg_class l on l.oid = p.relid where p.isleaf)
                        else c.reltuples end::bigint as rows,
                   case when c.relkind = 'p'
                        then (select coalesce(sum(pg_table_size(p.relid)), 0) from pg_partition_tree(c.oid) p where p.isleaf)
                        when c.relkind in ('r', 'm') then pg_table_size(c.oid)
                        else -1 end::bigint as bytes
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
              and n.nspname not in ('pg_catalog', 'information_schema', 'whimbrel')
              and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp\\_%'
              and not exists (select from pg_depend d
                              where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            order by coalesce(array_position(current_schemas(false), n.nspname), 1000), n.nspname, c.relname
            """;

    /** Columns of the tables with these ids; a domain is followed down to its base type. */
    static final String COLUMNS = """
            with recursive chain(domain, type, modifier, required) as (
              select oid, typbasetype, typtypmod, typnotnull from pg_type where typtype = 'd'
              union all
              select c.domain, t.typbasetype,
                     case when c.modifier >= 0 then c.modifier else t.typtypmod end, c.required or t.typnotnull
              from chain c join pg_type t on t.oid = c.type where t.typtype = 'd'
            ), bases as (
              select c.* from chain c join pg_type t on t.oid = c.type where t.typtype <> 'd'
            )
            select a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod) as declared,
                   b.domain is not null as in_domain,
                   format_type(t.oid, coalesce(b.modifier, a.atttypmod)) as based,
                   t.oid as type, t.typname, t.typnamespace = 'pg_catalog'::regnamespace as built_in,
                   t.typtype = 'e' as enumeration, quote_ident(m.nspname) || '.' || quote_ident(t.typname) as type_sql,
                   coalesce(b.modifier, a.atttypmod) as modifier,
                   not (a.attnotnull or coalesce(b.required, false)) as nullable,
                   a.attidentity <> '' as identity, a.attidentity = 'a' as always, a.attgenerated <> '' as computed,
                   case when a.atthasdef and a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as filling
            from pg_attribute a
            left join bases b on b.domain = a.atttypid
            join pg_type t on t.oid = coalesce(b.type, a.atttypid)
            join pg_namespace m on m.oid = t.typnamespace
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = any(?::oid[]) and a.attnum > 0 and not a.attisdropped
            order by a.attrelid, a.attnum
            """;

    static final String LABELS = "select enumtypid, enumlabel from pg_enum order by enumtypid, enumsortorder";

    /** Unique indexes, whether or not a constraint stands behind them. */
    static final String UNIQUE = """
            select i.indrelid, c.relname, i.indisprimary and not i.indisexclusion as main,
                   i.indexprs is null and i.indpred is null and not i.indisexclusion
                     and not coalesce((to_jsonb(i.*) ->> 'indnullsnotdistinct')::boolean, false) as plain,
                   array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(att, n)
                         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.att
                         where k.n <= i.indnkeyatts order by k.n) as columns
            from pg_index i join pg_class c on c.oid = i.indexrelid
            where i.indrelid = any(?::oid[]) and i.indisunique and i.indisvalid
            order by i.indrelid, c.relname
            """;

    static final String CONSTRAINTS = """
            select o.conrelid, o.conname, o.contype = 'f' as reference,
                   n.nspname, t.relname,
                   array(select a.attname::text from unnest(o.conkey) with ordinality k(att, n)
                         join pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.att order by k.n) as columns,
                   array(select a.attname::text from unnest(o.confkey) with ordinality k(att, n)
                         join pg_attribute a on a.attrelid = o.confrelid and a.attnum = k.att order by k.n) as others,
                   case when o.contype = 'c' then pg_get_expr(o.conbin, o.conrelid) end as condition
            from pg_constraint o
            left join pg_class t on t.oid = o.confrelid
            left join pg_namespace n on n.oid = t.relnamespace
            where o.conrelid = any(?::oid[]) and o.contype in ('f', 'c') and o.conparentid = 0
            order by o.conrelid, o.conname
            """;

    private CatalogueSql() {}
}
