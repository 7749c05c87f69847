-- Rows that differ in nothing but values within declared tolerances: they are among the changed ones, and no findings.
alter table whimbrel.verification_result
  add column tolerated bigint not null default 0;
