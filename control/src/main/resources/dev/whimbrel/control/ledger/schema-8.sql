-- A verification may be of two sets of tables instead of the mapping: then it goes by the comparison's name, and has a history of its own.
alter table whimbrel.verification add column comparison text not null default '';
drop index whimbrel.verification_project;
create index verification_project on whimbrel.verification (project, environment, comparison, verification_id desc);
drop index whimbrel.verification_running;
create unique index verification_running on whimbrel.verification (project, environment, comparison) where state = 'RUNNING';

-- That a row stands under another tenant is never accepted.
update whimbrel.waiver set closed_at = now() where row_class = 'WRONG_TENANT' and closed_at is null;
alter table whimbrel.waiver add check (row_class <> 'WRONG_TENANT' or closed_at is not null);
