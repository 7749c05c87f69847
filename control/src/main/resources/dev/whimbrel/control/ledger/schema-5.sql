-- Steps are cut into chunks bit by bit: how far, how large the next chunks are to be, and about how many rows are left to cut.
alter table whimbrel.step
  add column cut_whole    boolean not null default false,
  add column cut_to       text[],
  add column chunks       integer not null default 0,
  add column chunk_rows   integer not null default 0,
  add column rows_left    bigint not null default 0,
  add column rows_waiting bigint not null default 0;
update whimbrel.step set cut_whole = state <> 'WAITING';

-- Whose turn it is, found at once however many chunks there are: chunks without upper bound first, for they may grow.
drop index whimbrel.chunk_open;
create index chunk_pending on whimbrel.chunk (run_id, step_no, (upper_key is not null), chunk_no) where state = 'PENDING';
create index chunk_leased on whimbrel.chunk (run_id) where state = 'LEASED';
