-- Whimbrel's own tables, in the target database. See docs/guide/ledger.md for what each column means.
create table whimbrel.mapping_version (
  mapping_id integer generated always as identity primary key,
  project    text not null,
  hash       text not null,
  first_seen timestamptz not null default now(),
  unique (project, hash)
);

create table whimbrel.flow (
  flow_no      smallint generated always as identity primary key,
  project      text not null,
  name         text not null,
  source_table text not null,
  target_table text not null,
  unique (project, name)
);

create table whimbrel.run (
  run_id             bigint generated always as identity primary key,
  project            text not null,
  environment        text not null,
  mapping_id         integer not null references whimbrel.mapping_version,
  tenants            text[] not null,
  state              text not null check (state in ('RUNNING', 'HELD', 'UNBALANCED', 'COMPLETE', 'ABANDONED')),
  reason             text,
  source_fingerprint text not null,
  target_fingerprint text not null,
  started_at         timestamptz not null default now(),
  finished_at        timestamptz
);
create index run_project on whimbrel.run (project, environment, run_id desc);

create table whimbrel.worker (
  worker_id  integer generated always as identity primary key,
  run_id     bigint not null references whimbrel.run,
  host       text not null,
  pid        bigint not null,
  started_at timestamptz not null default now()
);

create table whimbrel.step (
  run_id     bigint not null references whimbrel.run,
  step_no    integer not null,
  kind       text not null check (kind in ('COPY', 'STAGE', 'RESOLVE', 'LINK')),
  flow_no    smallint not null references whimbrel.flow,
  depends_on integer[] not null,
  state      text not null default 'WAITING' check (state in ('WAITING', 'READY', 'DONE')),
  fresh      boolean not null,
  primary key (run_id, step_no)
);

create table whimbrel.chunk (
  run_id         bigint not null,
  step_no        integer not null,
  chunk_no       integer not null,
  lower_key      text[],
  upper_key      text[],
  expected_rows  bigint not null,
  state          text not null default 'PENDING' check (state in ('PENDING', 'LEASED', 'DONE')),
  owner          integer,
  token          bigint not null default 0,
  lease_until    timestamptz,
  attempts       integer not null default 0,
  digest_written text,
  digest_stored  text,
  started_at     timestamptz,
  finished_at    timestamptz,
  primary key (run_id, step_no, chunk_no),
  foreign key (run_id, step_no) references whimbrel.step
);
create index chunk_open on whimbrel.chunk (run_id, step_no, chunk_no) where state <> 'DONE';

create table whimbrel.chunk_count (
  run_id      bigint not null,
  step_no     integer not null,
  chunk_no    integer not null,
  tenant      text not null,
  rows_read   bigint not null,
  inserted    bigint not null,
  updated     bigint not null,
  unchanged   bigint not null,
  merged      bigint not null,
  excluded    bigint not null,
  quarantined bigint not null,
  held        bigint not null,
  linked      bigint not null,
  primary key (run_id, step_no, chunk_no, tenant),
  foreign key (run_id, step_no, chunk_no) references whimbrel.chunk
);

-- One row for each source row and flow, for ever: where it went, or why it did not.
create table whimbrel.identity (
  flow_no      smallint not null,
  source_key   text collate "C" not null,
  target_key   text collate "C",
  tenant       text not null,
  outcome      text not null check (outcome in ('WRITTEN', 'MERGED', 'EXCLUDED', 'QUARANTINED')),
  survivor_key text,
  rule         text,
  digest       text,
  linked       text,
  mapping_id   integer not null,
  run_id       bigint not null,
  primary key (flow_no, source_key)
);
create index identity_target on whimbrel.identity (flow_no, target_key) where target_key is not null;

create table whimbrel.issue (
  flow_no     smallint not null,
  source_key  text collate "C" not null,
  code        text not null,
  columns     text[] not null,
  tenant      text not null,
  shown_key   text not null,
  detail      text not null,
  sample      text not null,
  first_run   bigint not null,
  last_run    bigint not null,
  opened_at   timestamptz not null default now(),
  closed_run  bigint,
  primary key (flow_no, source_key, code, columns)
);
create index issue_open on whimbrel.issue (flow_no, code) where closed_run is null;

create table whimbrel.stage (
  run_id     bigint not null,
  flow_no    smallint not null,
  tenant     text collate "C" not null,
  group_key  text collate "C" not null,
  source_key text collate "C" not null,
  payload    bytea not null,
  primary key (run_id, flow_no, tenant, group_key, source_key)
);
create index stage_source on whimbrel.stage (run_id, flow_no, source_key);

create table whimbrel.balance (
  run_id      bigint not null references whimbrel.run,
  flow_no     smallint not null references whimbrel.flow,
  tenant      text not null,
  source_rows bigint not null,
  rows_read   bigint not null,
  inserted    bigint not null,
  updated     bigint not null,
  unchanged   bigint not null,
  merged      bigint not null,
  excluded    bigint not null,
  quarantined bigint not null,
  held        bigint not null,
  target_rows bigint not null,
  target_expected bigint not null,
  gone        bigint not null,
  primary key (run_id, flow_no, tenant)
);
