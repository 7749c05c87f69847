-- The new system: PostgreSQL, two schemas, other names and another shape. Two branches are live in it before the demo begins.

create schema crm;
create schema service;

create type crm.party_kind as enum ('person', 'company');
create type crm.document_kind as enum ('contract', 'invoice', 'letter', 'protocol');
create type service.medium as enum ('gas', 'water', 'electricity', 'heat');

create table crm.branch (
  branch_id integer generated always as identity primary key,
  legacy_id integer not null unique,
  name varchar(60) not null,
  region text not null check (region in ('north', 'east', 'south', 'west')),
  opened_on date
);

create table crm.location (
  location_id bigint generated always as identity primary key,
  legacy_id bigint not null unique,
  branch_id integer not null references crm.branch,
  name varchar(100) not null,
  street varchar(100),
  postal_code varchar(5),
  city varchar(60),
  area_sqm numeric(10,2) check (area_sqm >= 0),
  active boolean not null,
  features text not null,
  created_at timestamptz not null default now()
);
create index on crm.location (branch_id);

create table crm.building (
  building_id bigint generated always as identity primary key,
  legacy_id bigint not null unique,
  location_id bigint not null references crm.location,
  label varchar(20) not null,
  city varchar(60),
  built_year smallint check (built_year between 1900 and 2155),
  floors smallint not null,
  heating text not null check (heating in ('district', 'gas', 'oil', 'heat pump')),
  attributes jsonb not null default '{}'
);
create index on crm.building (location_id);

create table crm.unit (
  unit_id bigint generated always as identity primary key,
  legacy_id bigint not null unique,
  building_id bigint not null references crm.building,
  parent_id bigint references crm.unit,
  number varchar(20) not null,
  usage text not null check (usage in ('flat', 'shop', 'garage', 'office')),
  area_sqm numeric(8,2),
  occupied boolean not null
);
create index on crm.unit (building_id);

create table service.installation (
  installation_id bigint generated always as identity primary key,
  legacy_key text not null unique,
  unit_id bigint not null references crm.unit,
  code varchar(20) not null,
  medium service.medium not null,
  installed_on date not null,
  room varchar(40)
);
create index on service.installation (unit_id);

create table service.device (
  device_id uuid primary key,
  legacy_guid text not null unique,
  installation_id bigint not null references service.installation,
  serial varchar(24) not null,
  digits smallint not null check (digits between 1 and 12),
  factor numeric(8,4) not null,
  calibrated_until smallint,
  in_use boolean not null
);
create unique index device_serial on service.device (lower(serial));
create index on service.device (installation_id);

create table service.engineer (
  engineer_id bigint generated always as identity primary key,
  legacy_id integer not null unique,
  location_id bigint not null references crm.location,
  manager_id bigint references service.engineer,
  personnel_no varchar(12) not null unique,
  name varchar(80) not null,
  email varchar(120),
  skills text not null,
  verified boolean not null,
  changed_at timestamptz not null
);
create index on service.engineer (location_id);

create table service.measurement (
  measurement_id bigint generated always as identity primary key,
  legacy_id bigint not null unique,
  device_id uuid not null references service.device,
  engineer_id bigint references service.engineer,
  taken_at timestamptz not null,
  amount numeric(14,3) not null check (amount >= 0),
  estimated boolean not null,
  note varchar(200),
  origin text not null
);
create index on service.measurement (device_id);

create table service.price (
  price_id integer generated always as identity primary key,
  legacy_code text not null unique,
  label varchar(80) not null,
  net numeric(10,4) not null,
  vat_rate numeric(4,2) not null,
  valid_from date not null
);

-- Filled by the product team before the first branch moves.
create table service.tariff (
  tariff_id smallint primary key,
  old_code text not null unique,
  name text not null
);
insert into service.tariff
select n, 'T' || to_char(n, 'FM00'), 'Tariff ' || n from generate_series(1, 40) n;

create table crm.party (
  party_id bigint generated always as identity primary key,
  legacy_id integer not null unique,
  kind crm.party_kind not null,
  display_name varchar(80) not null,
  vat_no varchar(20),
  customer_since date,
  credit_limit numeric(12,2) not null,
  vip boolean not null,
  main_agreement_id bigint
);

create table crm.contact (
  contact_id bigint generated always as identity primary key,
  legacy_id integer not null unique,
  party_id bigint not null unique references crm.party,
  email varchar(160),
  phone varchar(40)
);

create table service.agreement (
  agreement_id bigint generated always as identity primary key,
  legacy_id integer not null unique,
  party_id bigint not null references crm.party,
  unit_id bigint not null references crm.unit,
  status text not null check (status in ('active', 'notice', 'ended', 'cancelled')),
  tariff_id smallint not null references service.tariff,
  price_id integer not null references service.price,
  monthly_fee numeric(10,2) not null check (monthly_fee >= 0),
  starts_on date not null,
  ends_on date,
  changed_at timestamptz not null,
  check (ends_on is null or ends_on >= starts_on)
);
create index on service.agreement (party_id);
create index on service.agreement (unit_id);

alter table crm.party add foreign key (main_agreement_id) references service.agreement;
create index on crm.party (main_agreement_id);

create table crm.document (
  document_id bigint generated always as identity primary key,
  legacy_id integer not null unique,
  agreement_id bigint not null references service.agreement,
  kind crm.document_kind not null,
  title varchar(120) not null,
  created_at timestamptz not null,
  attributes jsonb,
  pages integer not null,
  checksum bytea
);
create index on crm.document (agreement_id);

create table crm.recipient (
  recipient_id bigint generated always as identity primary key,
  legacy_key text not null,
  branch_id integer not null references crm.branch,
  email varchar(160) not null,
  name varchar(120),
  phone varchar(40),
  opted_out boolean not null,
  origin text not null,
  customer_no varchar(12),
  unique (branch_id, email)
);
create index on crm.recipient (legacy_key);

create table crm.mailing_membership (
  membership_id bigint generated always as identity primary key,
  legacy_key text not null unique,
  recipient_id bigint not null references crm.recipient,
  list_code varchar(16) not null,
  joined_at timestamptz not null,
  unique (recipient_id, list_code)
);
