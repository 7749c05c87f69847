-- One row through the days: findings are found by their token, and in what is kept of far more rows by the token that stands for them
-- there (see affected). What was kept before has none of the latter.
alter table whimbrel.finding add column row_token bigint;
create index finding_token on whimbrel.finding (token);
