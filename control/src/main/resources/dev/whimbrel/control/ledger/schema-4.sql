-- Indexes, keys and foreign keys that were put aside while their table is filled. A row is written in the transaction that takes the
-- thing away and deleted in the one that makes it again.
create table whimbrel.shelf (
  shelf_id     bigint generated always as identity primary key,
  run_id       bigint not null references whimbrel.run,
  step_no      integer,
  table_schema text,
  table_name   text not null,
  name         text not null,
  kind         text not null check (kind in ('PRIMARY_KEY', 'UNIQUE', 'INDEX', 'FOREIGN_KEY')),
  columns      text[] not null,
  ref_schema   text,
  ref_table    text,
  ref_columns  text[],
  ref_key      text,
  definition   text not null,
  statements   text[] not null,
  space        text,
  failure      text,
  put_aside_at timestamptz not null default now(),
  unique (table_schema, table_name, name)
);
