-- Who asked to see a row in the clear, and what became of it. No value of a row stands here.
create table whimbrel.reveal (
  reveal_id     bigint generated always as identity primary key,
  asked_at      timestamptz not null default clock_timestamp(),
  database_user text not null default session_user,
  os_user       text not null,
  project       text not null,
  environment   text not null,
  role          text,
  flow          text,
  shown_key     text,
  token         text not null,
  reason        text not null,
  columns       text[] not null,
  seconds       integer not null,
  to_pipe       boolean not null,
  outcome       text not null
);
create index reveal_project on whimbrel.reveal (project, reveal_id desc);

create function whimbrel.reveal_stays() returns trigger language plpgsql as
  'begin raise exception ''whimbrel.reveal is only added to''; end';
create trigger reveal_stays before update or delete or truncate on whimbrel.reveal
  for each statement execute function whimbrel.reveal_stays();
