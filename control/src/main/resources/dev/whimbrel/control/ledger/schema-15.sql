-- What a waiver accepts to the last: the mask of each column, such as +1h, and the cause. Waivers of before accept any of either, as they always did.
alter table whimbrel.waiver
  add column masks text[],
  add column cause text;
