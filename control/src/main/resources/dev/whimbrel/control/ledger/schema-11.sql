-- Repairs: runs that rewrite rows which a verification found to differ, and no others. Why somebody ordered it stands with the run for
-- ever; state and reason are of how it ended, as of any run.
alter table whimbrel.run
  add column repairs         bigint references whimbrel.verification,
  add column repair_reason   text,
  add column repair_patterns text[] not null default '{}',
  add check ((repairs is null) = (repair_reason is null));

-- The rows that a repair is to rewrite. Their keys are deleted once it is complete; how many they were stays.
create table whimbrel.repair_key (
  run_id     bigint not null references whimbrel.run,
  flow_no    smallint not null references whimbrel.flow,
  key_no     bigint not null,
  source_key text collate "C",
  tenant     text not null,
  pattern_id text not null,
  primary key (run_id, flow_no, key_no)
);
