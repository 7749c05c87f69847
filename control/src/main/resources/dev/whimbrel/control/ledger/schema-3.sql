-- The manual brake on all runs of a project in an environment; no row where nothing is set.
create table whimbrel.brake (
  project         text not null,
  environment     text not null,
  rows_per_second bigint check (rows_per_second > 0),
  workers         integer check (workers > 0),
  throttled_by    text,
  throttled_at    timestamptz,
  paused_by       text,
  paused_at       timestamptz,
  pause_reason    text,
  primary key (project, environment)
);

-- What each process allows itself just now, and why. Written about once a second, hence the room for updates in place.
create table whimbrel.pacing (
  worker_id       integer primary key references whimbrel.worker,
  told_at         timestamptz not null,
  workers         integer not null,
  rows_per_second double precision,
  because         text not null check (because in
                    ('FREE', 'RECOVERING', 'STRAINED', 'UNREADABLE', 'THROTTLED', 'PAUSED', 'CLOSED')),
  reason          text not null,
  sides           text[] not null,
  signals         text[] not null,
  states          text[] not null,
  readings        double precision[] not null,
  limits          double precision[] not null
) with (fillfactor = 50);
