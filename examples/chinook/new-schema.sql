-- A music shop, redesigned: genres and media are words of the track, names are one column, and each sale knows its agent's customer.

create schema shop;

create table shop.agent (
  agent_id integer generated always as identity primary key,
  legacy_id integer not null unique,
  name varchar(60) not null,
  title varchar(30),
  manager_name varchar(60),
  email varchar(60),
  phone varchar(24),
  hired_on date
);

create table shop.customer (
  customer_id integer generated always as identity primary key,
  legacy_id integer not null unique,
  agent_id integer not null references shop.agent,
  name varchar(80) not null,
  company varchar(80),
  email varchar(60) not null unique,
  phone varchar(24),
  street varchar(70),
  city varchar(40),
  region varchar(40),
  country varchar(40) not null,
  postal_code varchar(10)
);
create index on shop.customer (agent_id);

create table shop.artist (
  artist_id integer generated always as identity primary key,
  legacy_id integer not null unique,
  name varchar(120)
);

create table shop.album (
  album_id integer generated always as identity primary key,
  legacy_id integer not null unique,
  artist_id integer not null references shop.artist,
  title varchar(160) not null
);
create index on shop.album (artist_id);

create table shop.track (
  track_id integer generated always as identity primary key,
  legacy_id integer not null unique,
  album_id integer references shop.album,
  title varchar(200) not null,
  composer varchar(220),
  genre varchar(40),
  medium varchar(40) not null,
  milliseconds integer not null check (milliseconds > 0),
  bytes bigint,
  price numeric(10,2) not null check (price >= 0)
);
create index on shop.track (album_id);

create table shop.playlist (
  playlist_id integer generated always as identity primary key,
  legacy_id integer not null unique,
  name varchar(120) not null
);

create table shop.playlist_entry (
  legacy_key text primary key,
  playlist_id integer not null references shop.playlist,
  track_id integer not null references shop.track,
  unique (playlist_id, track_id)
);
create index on shop.playlist_entry (track_id);

create table shop.sale (
  sale_id integer generated always as identity primary key,
  legacy_id integer not null unique,
  customer_id integer not null references shop.customer,
  sold_on date not null,
  total numeric(12,2) not null check (total >= 0),
  country varchar(40),
  address varchar(240)
);
create index on shop.sale (customer_id);

create table shop.sale_line (
  sale_line_id integer generated always as identity primary key,
  legacy_id integer not null unique,
  sale_id integer not null references shop.sale,
  track_id integer not null references shop.track,
  quantity smallint not null check (quantity > 0),
  unit_price numeric(10,2) not null,
  amount numeric(12,2) not null
);
create index on shop.sale_line (sale_id);
create index on shop.sale_line (track_id);
