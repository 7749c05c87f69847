-- One line for each table: the rows of the live branches and what they share with others, and the MD5 of all their bytes as text,
-- in the order of their keys. BRANCHES stands for the live branches' old numbers. live_party holds the keys of the parties that
-- stood when the first fingerprint was taken. A row changed, lost or added gives another line.
with branch as (select branch_id from crm.branch where legacy_id in (BRANCHES)),
  location as (select l.* from crm.location l join branch using (branch_id)),
  building as (select b.* from crm.building b where location_id in (select location_id from location)),
  unit as (select u.* from crm.unit u where building_id in (select building_id from building)),
  installation as (select i.* from service.installation i where unit_id in (select unit_id from unit)),
  device as (select d.* from service.device d where installation_id in (select installation_id from installation)),
  agreement as (select a.* from service.agreement a where unit_id in (select unit_id from unit)),
  recipient as (select r.* from crm.recipient r join branch using (branch_id)),
  line (name, key, content) as (
    select 'crm.branch', b.branch_id::text, b::text from crm.branch b join branch using (branch_id)
    union all select 'crm.location', l.location_id::text, l::text from crm.location l join location using (location_id)
    union all select 'crm.building', b.building_id::text, b::text from crm.building b join building using (building_id)
    union all select 'crm.unit', u.unit_id::text, u::text from crm.unit u join unit using (unit_id)
    union all select 'service.installation', i.installation_id::text, i::text
      from service.installation i join installation using (installation_id)
    union all select 'service.device', d.device_id::text, d::text from service.device d join device using (device_id)
    union all select 'service.engineer', e.engineer_id::text, e::text
      from service.engineer e where location_id in (select location_id from location)
    union all select 'service.measurement', m.measurement_id::text, m::text
      from service.measurement m where device_id in (select device_id from device)
    union all select 'service.agreement', a.agreement_id::text, a::text
      from service.agreement a join agreement using (agreement_id)
    union all select 'crm.document', d.document_id::text, d::text
      from crm.document d where agreement_id in (select agreement_id from agreement)
    union all select 'crm.recipient', r.recipient_id::text, r::text from crm.recipient r join recipient using (recipient_id)
    union all select 'crm.mailing_membership', m.membership_id::text, m::text
      from crm.mailing_membership m where recipient_id in (select recipient_id from recipient)
    union all select 'crm.party', p.party_id::text, p::text from crm.party p join live_party using (party_id)
    union all select 'crm.contact', c.contact_id::text, c::text from crm.contact c join live_party using (party_id)
    union all select 'service.price', p.price_id::text, p::text from service.price p
    union all select 'service.tariff', t.tariff_id::text, t::text from service.tariff t)
select name, count(*), md5(string_agg(content, E'\n' order by key collate "C")) from line group by name order by name
