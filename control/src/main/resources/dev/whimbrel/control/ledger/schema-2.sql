-- Which of these scripts have run.
create table whimbrel.schema_version (
  version      integer primary key,
  installed_at timestamptz not null default now()
);

-- Whether the target table was empty when the run began and no other flow of the run writes to it.
alter table whimbrel.step add column vacant boolean not null default false;

-- Tenants by a number, for the pages of the identity map.
create table whimbrel.tenant (
  tenant_no integer generated always as identity primary key,
  tenant    text collate "C" not null unique
);

-- The identity map has two forms: a row for each source row, and pages of up to 32 source rows that landed the first time round under
-- whole-number keys. Where both speak of a key, the row counts. Read both through the view whimbrel.identity.
alter table whimbrel.identity rename to identity_row;

create table whimbrel.identity_page (
  flow_no     smallint not null,
  low         bigint not null,
  high        bigint not null,
  mapping_id  integer not null,
  run_id      bigint not null,
  source_keys bigint[] not null,
  target_keys bigint[],
  tenant_no   integer,
  tenant_nos  integer[],
  digests     bytea not null,
  primary key (flow_no, low)
);

create view whimbrel.identity as
  select flow_no, source_key, target_key, tenant, outcome, survivor_key, rule, digest, linked, mapping_id, run_id
  from whimbrel.identity_row
  union all
  select p.flow_no, e.source_key::text collate "C", coalesce(e.target_key, e.source_key)::text collate "C", t.tenant, 'WRITTEN',
    null, null, encode(substring(p.digests from (e.n * 16 - 15)::integer for 16), 'hex'), null, p.mapping_id, p.run_id
  from whimbrel.identity_page p
    cross join lateral unnest(p.source_keys, p.target_keys, p.tenant_nos) with ordinality e (source_key, target_key, tenant_no, n)
    join whimbrel.tenant t on t.tenant_no = coalesce(p.tenant_no, e.tenant_no)
  where not exists (select from whimbrel.identity_row r
                    where r.flow_no = p.flow_no and r.source_key = e.source_key::text collate "C");
