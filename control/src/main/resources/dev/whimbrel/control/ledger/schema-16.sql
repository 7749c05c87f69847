-- Inputs of production that are kept. What was ever kept stays on record; only its bytes expire.
create table whimbrel.arrival (
  arrival_id    bigint generated always as identity primary key,
  project       text not null,
  environment   text not null,
  tenant        text not null,
  kind          text not null check (kind in ('FILES', 'TABLE', 'MESSAGES')),
  name          text not null,
  hash          text not null,
  inbox         text not null,
  received_from text not null,
  received_by   text not null,
  received_at   timestamptz not null,
  database_user text not null default session_user,
  kept_at       text not null,
  expires_at    timestamptz not null,
  removed_at    timestamptz
);
-- The same input is one arrival, however often it comes. Names may be longer than what an index takes.
create unique index arrival_once on whimbrel.arrival (project, environment, tenant, kind, hash, md5(name));

create table whimbrel.arrival_file (
  arrival_id   bigint not null references whimbrel.arrival,
  file_no      int not null,
  name         text not null,
  hash         text not null,
  size         bigint not null,
  modified_at  timestamptz not null,
  object       text not null,
  key_id       int not null,
  encoding     text not null,
  delimiter    text,
  columns      int not null,
  header       text[] not null,
  lines        bigint not null,
  records      bigint,
  uneven       bigint not null,
  primary key (arrival_id, file_no)
);
create index arrival_file_object on whimbrel.arrival_file (object);

-- What may be in the store. Written before the bytes are, so that none can be left behind there that nobody knows of.
create table whimbrel.arrival_object (
  kept_at  text not null,
  object   text not null,
  begun_at timestamptz not null,
  primary key (kept_at, object)
);

-- What was seen in an inbox when it was last looked at, since when it is as it is, and what became of it.
create table whimbrel.inbox_file (
  project     text not null,
  environment text not null,
  inbox       text not null,
  name        text not null,
  stamp       text not null,
  since       timestamptz not null,
  arrival_id  bigint references whimbrel.arrival
);
create unique index inbox_file_name on whimbrel.inbox_file (project, environment, inbox, md5(name));

-- What could not be taken; closed once it is taken, or gone.
create table whimbrel.inbox_issue (
  issue_id    bigint generated always as identity primary key,
  project     text not null,
  environment text not null,
  inbox       text not null,
  name        text not null,
  code        text not null,
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  closed_at   timestamptz
);
create unique index inbox_issue_open on whimbrel.inbox_issue (project, environment, inbox, code, md5(name)) where closed_at is null;
