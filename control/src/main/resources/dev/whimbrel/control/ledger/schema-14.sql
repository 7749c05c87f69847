-- What a verification is narrowed to beside tenants: parts of its matter by their names, and rows that one run touched; none means all.
alter table whimbrel.verification
  add column parts      text[] not null default '{}',
  add column touched_by bigint references whimbrel.run;

-- The moments at which its tables were looked at for the first time. None where each was looked at whenever it was its turn.
create table whimbrel.verification_moment (
  verification_id bigint not null references whimbrel.verification,
  moment_no       int not null,
  taken_at        timestamptz not null,
  expected_kept   boolean not null,
  actual_kept     boolean not null,
  why             text not null check (why in ('BEGUN', 'INTERRUPTED', 'LOST')),
  primary key (verification_id, moment_no)
);
