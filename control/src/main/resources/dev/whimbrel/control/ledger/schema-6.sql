-- A row of each process's own, which it locks and commits many times a second to feel what a commit takes. A lock writes to the
-- server's log as an update does, but leaves no dead row behind, of which an old snapshot would keep thousands.
create table whimbrel.touch (
  worker_id integer primary key
);

-- Such a commit, and the milliseconds that it took by the server's own clock: what the way there takes, and whether the process itself
-- is short of time, does not count.
create procedure whimbrel.touch(worker integer, inout took double precision) language plpgsql as '
declare
  began timestamptz := clock_timestamp();
begin
  perform from whimbrel.touch where worker_id = worker for update;
  commit;
  took := 1000 * extract(epoch from clock_timestamp() - began);
end
';
