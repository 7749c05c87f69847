-- What a verification read, so that a later one can tell whether its input is the same. No value is kept: a token of the sum of the
-- digests of each tenant's rows, in parts by the rows' keys, eight bytes each, so that a row that changes makes one part another one.
create table whimbrel.verification_input (
  verification_id bigint not null,
  flow            text collate "C" not null,
  columns         text[] not null,
  primary key (verification_id, flow),
  foreign key (verification_id, flow) references whimbrel.verification_flow
);

create table whimbrel.verification_input_sum (
  verification_id bigint not null,
  flow            text collate "C" not null,
  tenant          text collate "C" not null,
  row_count       bigint not null,
  tokens          bytea not null,
  primary key (verification_id, flow, tenant),
  foreign key (verification_id, flow) references whimbrel.verification_input
);

-- Rows under a pattern, far more of them than findings are kept, by which they are known again: 17 bytes each, token of the row, token
-- of its input (0 where it has none), and whether it kept still.
create table whimbrel.affected (
  verification_id bigint not null references whimbrel.verification,
  flow            text collate "C" not null,
  pattern_no      integer not null,
  tenant          text collate "C" not null,
  part            integer not null,
  row_count       integer not null,
  rows            bytea not null,
  primary key (verification_id, flow, pattern_no, tenant, part)
);

-- The earlier verification against which one is held, and what became of its rows: by pattern and tenant. Fates that begin with NEWLY
-- are of patterns of the later one.
alter table whimbrel.verification add column against bigint references whimbrel.verification;

create table whimbrel.verification_fate (
  verification_id bigint not null references whimbrel.verification,
  pattern_no      integer not null references whimbrel.pattern,
  tenant          text collate "C" not null,
  fate            text not null check (fate in ('RESOLVED', 'UNRESOLVED', 'LEFT_OUT', 'VANISHED', 'UNCLEAR', 'NEWLY_BROKEN',
                    'NEWLY_UNCLEAR')),
  reason          text not null,
  row_count       bigint not null check (row_count > 0),
  primary key (verification_id, pattern_no, tenant, fate, reason)
);
