-- The old system of a field-service company with twelve branches, as it grew: MariaDB, mixed naming, and only half of the
-- foreign keys declared. Only `site` knows its branch; `reading` is five joins away from it.

create table branch (
  branch_id int not null primary key,
  NAME varchar(60) not null,
  region enum('NORD','OST','SUED','WEST') not null,
  opened date,
  fax varchar(30)
);

create table site (
  site_id int unsigned not null primary key,
  branch_id int not null,
  siteName varchar(100) not null,
  street varchar(100),
  zip char(5),
  town varchar(60),
  area_m2 decimal(10,2),
  active tinyint(1) not null default 1,
  features set('LIFT','PARKING','SOLAR','CHP') not null default '',
  map_sheet varchar(10),
  constraint site_branch foreign key (branch_id) references branch (branch_id)
);

create table building (
  building_id int unsigned not null primary key,
  site_id int unsigned not null,
  label varchar(20) not null,
  built_year year,
  floors tinyint unsigned not null,
  heating char(1) not null,
  attributes longtext,
  constraint building_site foreign key (site_id) references site (site_id)
);

create table unit (
  unit_id int unsigned not null primary key,
  building_id int unsigned not null,
  parent_unit_id int unsigned,
  unit_no varchar(20) not null,
  usage_kind enum('FLAT','SHOP','GARAGE','OFFICE') not null,
  area decimal(8,2),
  occupied enum('J','N') not null default 'J',
  constraint unit_building foreign key (building_id) references building (building_id),
  constraint unit_parent foreign key (parent_unit_id) references unit (unit_id)
);

create table installation (
  inst_code varchar(12) not null,
  inst_seq int not null,
  unit_id int unsigned not null,
  medium char(1) not null,
  installed date not null,
  room varchar(40),
  primary key (inst_code, inst_seq),
  constraint installation_unit foreign key (unit_id) references unit (unit_id)
);

create table meter (
  meter_guid char(36) character set ascii not null primary key,
  inst_code varchar(12) not null,
  inst_seq int not null,
  serial_no varchar(24) collate utf8mb4_bin not null unique,
  digits tinyint unsigned not null,
  factor decimal(12,4) not null default 1,
  calibrated_until year,
  in_use bit(1) not null default b'1',
  constraint meter_installation foreign key (inst_code, inst_seq) references installation (inst_code, inst_seq)
);

-- meter_guid and read_by have no foreign keys: rows of meters and technicians that are gone were never cleaned up.
create table reading (
  reading_id bigint not null primary key,
  meter_guid char(36) character set ascii not null,
  read_at datetime not null,
  reading_value decimal(14,3) not null,
  estimated tinyint(1) not null default 0,
  read_by int,
  note varchar(200),
  key reading_meter (meter_guid),
  key reading_technician (read_by)
);

create table client (
  client_no int not null primary key,
  client_kind enum('P','C') not null,
  CLIENT_NAME varchar(160) not null,
  email varchar(160),
  phone varchar(40),
  mobile varchar(40),
  fax varchar(40),
  vat_no varchar(20),
  client_since date,
  credit_limit_cents bigint not null default 0,
  vip tinyint(1) not null default 0,
  main_contract_id int
);

create table contract (
  contract_id int not null primary key,
  client_no int not null,
  unit_id int unsigned not null,
  status_code char(2) not null,
  price_code varchar(8) not null,
  monthly_cents int unsigned not null,
  start_date date not null,
  end_date date,
  changed_at timestamp not null default current_timestamp,
  constraint contract_client foreign key (client_no) references client (client_no),
  constraint contract_unit foreign key (unit_id) references unit (unit_id)
);

alter table client
  add constraint client_main_contract foreign key (main_contract_id) references contract (contract_id);

create table technician (
  tech_id int not null primary key,
  home_site_id int unsigned not null,
  manager_id int,
  personnel_no varchar(12) not null,
  full_name varchar(80) not null,
  email varchar(120),
  skills set('GAS','WATER','POWER','HEAT') not null default '',
  verified tinyint(1) not null default 0,
  changed_at datetime not null,
  constraint technician_site foreign key (home_site_id) references site (site_id),
  constraint technician_manager foreign key (manager_id) references technician (tech_id)
);

create table price_code (
  code varchar(8) not null primary key,
  label varchar(80) not null,
  price_net decimal(10,4) not null,
  vat_rate decimal(4,2) not null,
  valid_from date not null,
  screen_color char(6)
);

-- One row for each person and list. site_id has no foreign key.
create table list_recipient (
  list_code varchar(16) not null,
  line_no int not null,
  site_id int unsigned not null,
  email varchar(160),
  full_name varchar(120),
  phone varchar(40),
  opted_out enum('Y','N') not null default 'N',
  origin enum('CRM','WEB','IMPORT') not null,
  customer_no varchar(12),
  changed_at datetime not null,
  primary key (list_code, line_no),
  key recipient_site (site_id)
);

-- contractId has no foreign key.
create table document (
  docId int not null primary key,
  contractId int not null,
  docKind varchar(20) not null,
  title varchar(120),
  createdOn datetime not null,
  meta longtext,
  pages smallint unsigned not null default 1,
  checksum varbinary(32),
  scanner_id varchar(10),
  key document_contract (contractId)
);

create table print_queue (
  job_id int not null primary key,
  payload text,
  queued_at datetime not null
);
