package dev.whimbrel.connectors.jdbc.postgres;

/**
 * The statements that read indexes and foreign keys with what it takes to make them again, for PostgreSQL 12 and later. Columns
 * that only later versions have are read through their row's JSON form.
 */
final class FixtureSql {
    /** What stands against altering a table {@code %1$s} at all. */
    private static final String TABLE_OBSTACLE = """
            when %1$s.relkind <> 'r' or %1$s.relispartition then 'its table is partitioned or a partition'
            when %1$s.relpersistence = 't' then 'its table is temporary'
            when exists (select from pg_inherits h where %1$s.oid in (h.inhrelid, h.inhparent))
              then 'its table inherits or is inherited from'
            when row_security_active(%1$s.oid) then 'row security may hide rows of its table'
            """;

    /** The tables by their quoted names. */
    private static final String WANTED = "(select to_regclass(w.name)::oid from unnest(?::text[]) w(name))";

    /** Indexes, with the constraint that stands behind one where there is any. */
    static final String INDEXES =
            """
            select n.nspname, t.relname, c.relname as name, i.indisprimary as main, i.indisunique as uniq,
                   o.oid is not null as constrained, m.amname as method,
                   pg_get_indexdef(c.oid) as definition, s.spcname as space, i.indisclustered as clustered,
                   pg_get_expr(i.indexprs, i.indrelid) as expressions, pg_get_expr(i.indpred, i.indrelid) as condition,
                   obj_description(c.oid, 'pg_class') as note, obj_description(o.oid, 'pg_constraint') as key_note,
                   array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(att, n)
                         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.att
                         where k.n <= i.indnkeyatts order by k.n) as columns,
                   array(select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum > 0
                           and (a.attnum = any(i.indkey::int2[])
                                or exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                                             and d.refclassid = 'pg_class'::regclass and d.refobjid = i.indrelid
                                             and d.refobjsubid = a.attnum)) order by a.attnum) as holds,
                   array(select p.opcname::text from unnest(i.indclass::oid[]) u(id) join pg_opclass p on p.oid = u.id)
                     as classes,
                   array(select a.attnum || ' ' || a.attstattarget from pg_attribute a
                         where a.attrelid = c.oid and a.attstattarget >= 0 order by a.attnum) as targets,
                   case
                   """ + TABLE_OBSTACLE.formatted("t") + """
                     when not pg_has_role(t.relowner, 'USAGE') then 'the target''s user does not own its table'
                     when not has_schema_privilege(t.relnamespace, 'CREATE')
                       then 'the target''s user may not create anything in its schema'
                     when c.reltablespace <> 0 and not has_tablespace_privilege(c.reltablespace, 'CREATE')
                       then 'the target''s user may not create anything in its tablespace'
                     when not (i.indisvalid and i.indisready and i.indislive) then 'it is not valid'
                     when i.indisexclusion or o.contype = 'x' or coalesce((to_jsonb(o.*) ->> 'conperiod')::boolean, false)
                       then 'only the target can tell which rows exclude each other'
                     when o.condeferrable then 'it is deferrable'
                     when coalesce((to_jsonb(i.*) ->> 'indnullsnotdistinct')::boolean, false)
                       then 'it treats nulls as equal'
                     when i.indisreplident then 'it is the table''s replica identity'
                     when i.indisprimary and exists (select from pg_publication_tables p
                                                     where p.schemaname = n.nspname and p.tablename = t.relname)
                       then 'a publication of the table needs it'
                     when exists (select from pg_depend d where d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid
                                    and not (d.classid = 'pg_constraint'::regclass
                                             and d.objid in (select f.oid from pg_constraint f where f.contype = 'f')))
                       or exists (select from pg_depend d where d.refclassid = 'pg_constraint'::regclass
                                    and d.refobjid = o.oid
                                    and not (d.classid = 'pg_class'::regclass and d.objid = c.oid))
                       then 'other objects depend on it'
                     when exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                                    and d.deptype in ('e', 'x'))
                       or exists (select from pg_depend d where d.classid = 'pg_constraint'::regclass
                                    and d.objid = o.oid and d.deptype in ('e', 'x'))
                       then 'it belongs to an extension'
                     when exists (select from pg_attribute a where a.attrelid = c.oid and a.attoptions is not null)
                       then 'its columns have options of their own'
                     when i.indisunique and (i.indexprs is not null or i.indpred is not null)
                       then 'only the target can tell which rows it keeps out'
                     when i.indisunique and (m.amname <> 'btree'
                            or exists (select from unnest(i.indclass::oid[]) u(id) join pg_opclass p on p.oid = u.id
                                       where not p.opcdefault or p.opcname = 'bpchar_ops'
                                         or p.opcnamespace <> 'pg_catalog'::regnamespace)
                            or exists (select from unnest(i.indcollation::oid[]) u(id) join pg_collation l on l.oid = u.id
                                       where not l.collisdeterministic))
                       then 'it takes different values for equal'
                   end as obstacle
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_am m on m.oid = c.relam
            join pg_class t on t.oid = i.indrelid
            join pg_namespace n on n.oid = t.relnamespace
            left join pg_tablespace s on s.oid = c.reltablespace
            left join pg_constraint o on o.conindid = c.oid and o.conrelid = t.oid and o.contype in ('p', 'u', 'x')
            where i.indrelid in """ + " " + WANTED + " order by n.nspname, t.relname, c.relname";

    /** Foreign keys from and to the tables. */
    static final String REFERENCES =
            """
            select n.nspname, t.relname, o.conname as name, q.nspname as other_schema, r.relname as other,
                   x.relname as needed, pg_get_constraintdef(o.oid) as definition,
                   obj_description(o.oid, 'pg_constraint') as note,
                   array(select a.attname::text from unnest(o.conkey) with ordinality k(att, n)
                         join pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.att order by k.n) as columns,
                   array(select a.attname::text from unnest(o.confkey) with ordinality k(att, n)
                         join pg_attribute a on a.attrelid = o.confrelid and a.attnum = k.att order by k.n) as others,
                   case
                   """ + TABLE_OBSTACLE.formatted("t") + TABLE_OBSTACLE.formatted("r").replace("its table", "the other table")
                    + """
                     when o.conparentid <> 0 then 'it is part of another'
                     when not pg_has_role(t.relowner, 'USAGE') then 'the target''s user does not own its table'
                     when not has_table_privilege(r.oid, 'REFERENCES') and not pg_has_role(r.relowner, 'USAGE')
                       then 'the target''s user may not refer to the other table'
                     when exists (select from pg_trigger g where g.tgconstraint = o.oid and g.tgenabled <> 'O')
                       then 'its triggers are not as they usually are'
                     when exists (select from pg_depend d where d.refclassid = 'pg_constraint'::regclass
                                    and d.refobjid = o.oid and d.classid <> 'pg_trigger'::regclass)
                       then 'other objects depend on it'
                     when exists (select from pg_depend d where d.classid = 'pg_constraint'::regclass
                                    and d.objid = o.oid and d.deptype in ('e', 'x'))
                       then 'it belongs to an extension'
                   end as obstacle
            from pg_constraint o
            join pg_class t on t.oid = o.conrelid
            join pg_namespace n on n.oid = t.relnamespace
            join pg_class r on r.oid = o.confrelid
            join pg_namespace q on q.oid = r.relnamespace
            join pg_class x on x.oid = o.conindid
            where o.contype = 'f' and (o.conrelid in """ + " " + WANTED + " or o.confrelid in " + WANTED + """
            ) order by n.nspname, t.relname, o.conname
            """;

    /** Whether an index of a table stands, is valid and is just as this definition says. */
    static final String INDEX_STANDS = """
            select exists (select from pg_index i join pg_class c on c.oid = i.indexrelid
                           where i.indrelid = to_regclass(?) and c.relname = ? and i.indisvalid
                             and pg_get_indexdef(c.oid) = ?
                             and (not ? or exists (select from pg_constraint o where o.conindid = c.oid
                                                     and o.contype in ('p', 'u'))))
            """;

    static final String REFERENCE_STANDS = """
            select exists (select from pg_constraint o where o.conrelid = to_regclass(?) and o.conname = ?
                             and o.contype = 'f' and pg_get_constraintdef(o.oid) = ?)
            """;

    private FixtureSql() {}
}
