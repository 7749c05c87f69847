package dev.whimbrel.connectors.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small national customer: only {@code site} knows its branch; clients are shared or owned by nobody; some links are null. */
final class BranchFixture {
    private final SourceFixture fixture;

    BranchFixture(SourceFixture fixture) {
        this.fixture = fixture;
    }

    void create(Random random) throws SQLException {
        fixture.execute(
                "create table branch (branch_id int primary key)",
                "create table site (site_id int primary key, branch_id int references branch (branch_id))",
                "create table room (room_id int primary key, site_id int references site (site_id))",
                "create table client (client_id int primary key, code varchar(10) not null unique, flag varchar(10))",
                "create table booking (booking_id int primary key, room_id int, client_id int)",
                "create table contract (client_id int not null, site_id int not null, primary key (client_id, site_id),"
                        + " constraint contract_client foreign key (client_id) references client (client_id),"
                        + " constraint contract_site foreign key (site_id) references site (site_id))",
                "create table item (item_id int primary key, booking_id int)",
                "create table note (note_id int primary key, item_id int)",
                "create view client_names as select client_id, code from client");
        fill("branch", 12, i -> new Object[] {i});
        fill("site", 40, i -> new Object[] {i, i % 10 == 0 ? null : 1 + random.nextInt(12)});
        fill("room", 120, i -> new Object[] {i, 1 + random.nextInt(40)});
        String[] flags = {"a", "A", "", null};
        fill("client", 300, i -> new Object[] {i, "c" + i, flags[i % 4]});
        fill("booking", 400, i ->
                new Object[] {i, random.nextInt(20) == 0 ? null : 1 + random.nextInt(130), 1 + random.nextInt(250)});
        fill("contract", 80, i -> new Object[] {1 + i * 3, 1 + random.nextInt(40)});
        fill("item", 600, i -> new Object[] {i, 1 + random.nextInt(420)});
        fill("note", 700, i -> new Object[] {i, 1 + random.nextInt(620)});
    }

    private void fill(String table, int rows, SourceContract.Rows maker) throws SQLException {
        List<Object[]> all = new ArrayList<>();
        for (int i = 1; i <= rows; i++) {
            all.add(maker.row(i));
        }
        fixture.insert(table, all);
    }
}
