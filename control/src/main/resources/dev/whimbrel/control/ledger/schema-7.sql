-- What verifications found. No value of a row is kept here: keys as they may be shown and as tokens, values as shapes, unless their
-- column is public.
create table whimbrel.verification (
  verification_id     bigint generated always as identity primary key,
  project             text not null,
  environment         text not null,
  mapping_hash        text not null,
  tenants             text[] not null,
  state               text not null check (state in ('RUNNING', 'FINISHED', 'FAILED', 'ABANDONED')),
  reason              text,
  started_at          timestamptz not null default now(),
  finished_at         timestamptz,
  findings_deleted_at timestamptz
);
create index verification_project on whimbrel.verification (project, environment, verification_id desc);

-- There is never more than one to go on with.
create unique index verification_running on whimbrel.verification (project, environment) where state = 'RUNNING';

-- Flows whose result is recorded whole: an interrupted verification goes on with the others.
create table whimbrel.verification_flow (
  verification_id bigint not null references whimbrel.verification,
  flow            text collate "C" not null,
  finished_at     timestamptz not null default clock_timestamp(),
  primary key (verification_id, flow)
);

create table whimbrel.verification_result (
  verification_id bigint not null,
  flow            text collate "C" not null,
  tenant          text collate "C" not null,
  target_table    text not null,
  source          bigint not null,
  excluded        bigint not null,
  merged          bigint not null,
  expected        bigint not null,
  actual          bigint not null,
  equal           bigint not null,
  changed         bigint not null,
  missing         bigint not null,
  extra           bigint not null,
  in_flight       bigint not null,
  hot             bigint not null,
  waived          bigint not null,
  representation  bigint not null,
  verdict         text not null check (verdict in ('FULL_MATCH', 'MATCH_WITH_WAIVERS', 'DIFFERENCES', 'UNTESTED', 'PARTIAL',
                    'STALE', 'INCOMPARABLE')),
  reason          text not null,
  primary key (verification_id, flow, tenant),
  foreign key (verification_id, flow) references whimbrel.verification_flow
);

create table whimbrel.verification_tenant (
  verification_id bigint not null references whimbrel.verification,
  tenant          text collate "C" not null,
  verdict         text not null check (verdict in ('FULL_MATCH', 'MATCH_WITH_WAIVERS', 'DIFFERENCES', 'UNTESTED', 'PARTIAL',
                    'STALE', 'INCOMPARABLE')),
  primary key (verification_id, tenant)
);

-- What findings of one cause have in common. The number is for our own tables only; the id is the same everywhere.
create table whimbrel.pattern (
  pattern_no         integer generated always as identity primary key,
  project            text not null,
  environment        text not null,
  pattern_id         text collate "C" not null,
  flow               text collate "C" not null,
  row_class          text not null,
  columns            text[] not null,
  classes            text[] not null,
  masks              text[] not null,
  cause              text not null,
  first_verification bigint references whimbrel.verification,
  last_verification  bigint references whimbrel.verification,
  unique (project, environment, pattern_id)
);

-- Always whole, however few of the findings are kept.
create table whimbrel.pattern_count (
  verification_id bigint not null references whimbrel.verification,
  pattern_no      integer not null references whimbrel.pattern,
  tenant          text collate "C" not null,
  in_flight       bigint not null,
  stable          bigint not null,
  hot             bigint not null,
  waived          bigint not null,
  primary key (verification_id, pattern_no, tenant)
);

-- Its key is the order in which examples are shown. masks, expected and actual have one element for each of the pattern's columns.
-- Only pattern counts refer to patterns by a foreign key: checking it for each finding would cost more than writing the finding.
create table whimbrel.finding (
  verification_id bigint not null,
  pattern_no      integer not null,
  weight          integer not null,
  finding_no      bigint not null,
  tenant          text collate "C" not null,
  token           text collate "C" not null,
  shown_key       text not null,
  status          text not null check (status in ('IN_FLIGHT', 'STABLE', 'HOT')),
  masks           text[] not null,
  expected        text[] not null,
  actual          text[] not null,
  primary key (verification_id, pattern_no, weight, finding_no)
);

-- Findings for people: one row for each column that differs, or one without a column where whole rows differ.
create view whimbrel.difference as
  select f.verification_id, v.project, v.environment, p.pattern_id, p.flow, p.row_class, p.cause, f.pattern_no, f.weight, f.finding_no,
    f.tenant, f.shown_key, f.token, f.status, c.cell_no, c.column_name, c.value_class, c.mask, c.expected, c.actual
  from whimbrel.finding f
    join whimbrel.verification v using (verification_id)
    join whimbrel.pattern p using (pattern_no)
    left join lateral unnest(p.columns, p.classes, f.masks, f.expected, f.actual)
      with ordinality c (column_name, value_class, mask, expected, actual, cell_no) on true;

-- Differences that somebody has accepted.
create table whimbrel.waiver (
  waiver_id  bigint generated always as identity primary key,
  project    text not null,
  flow       text not null,
  tenant     text,
  row_class  text not null,
  columns    text[] not null,
  classes    text[] not null,
  reason     text not null,
  approver   text not null,
  expires_on date not null,
  cap_rows   bigint not null check (cap_rows > 0),
  added_at   timestamptz not null default now(),
  closed_at  timestamptz
);

-- With these keys rows and values are made into tokens, one key for each project for ever.
create table whimbrel.token_key (
  project text primary key,
  key     bytea not null check (octet_length(key) = 32),
  made_at timestamptz not null default now()
);
