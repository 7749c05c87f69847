-- One row through the days: findings are found by their token, and in what is kept of far more rows by the token that stands for them
-- there (see affected). What was kept before has none of the latter.
alter table whimbrel.finding add column row_token bigint;
create index finding_token on whimbrel.finding (token);

-- The same view: columns are unfolded pattern by pattern and no longer for each finding, of which there may be millions.
create or replace view whimbrel.difference as
  select f.verification_id, v.project, v.environment, p.pattern_id, p.flow, p.row_class, p.cause, f.pattern_no, f.weight, f.finding_no,
    f.tenant, f.shown_key, f.token, f.status, c.cell_no, c.column_name, c.value_class, f.masks[c.cell_no] as mask,
    f.expected[c.cell_no] as expected, f.actual[c.cell_no] as actual
  from whimbrel.finding f
    join whimbrel.verification v using (verification_id)
    join (whimbrel.pattern p
      left join lateral unnest(p.columns, p.classes) with ordinality c (column_name, value_class, cell_no) on true) using (pattern_no);
