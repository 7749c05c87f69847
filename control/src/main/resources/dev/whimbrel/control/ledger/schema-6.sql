-- A row of each process's own, which it locks and commits many times a second to feel what a commit takes. A lock writes to the
-- server's log as an update does, but leaves no dead row behind.
create table whimbrel.touch (
  worker_id integer primary key
);
