-- Which of these scripts have run.
create table whimbrel.schema_version (
  version      integer primary key,
  installed_at timestamptz not null default now()
);

-- Whether the target table was empty when the run began and no other flow of the run writes to it.
alter table whimbrel.step add column vacant boolean not null default false;
