package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Balance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CSV file with broken lines and repeated keys goes through the engine: each is told, none stops or shifts the others. */
class FileMoveTest {
    private static final String MAPPING = """
            whimbrel: 1
            project: files
            environments:
              test:
                source:
                  type: files
                  folder: "${FOLDER}"
                  files:
                    customer:
                      path: customer.csv
                      format: csv
                      delimiter: ";"
                      header: true
                      key: [id]
                      columns: [ { name: id, type: bigint }, name ]
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: ["7"] }
            scope:
              customer: { tenant: "7" }
            settings: { workers: 2, chunk_rows: %d }
            flows:
              customer:
                from: customer
                to: f.customer
                source_key: legacy_id
                fields:
                  customer_id: { generated: sequence }
                  name: name
            """;

    @TempDir
    Path folder;

    @Test
    void brokenLinesAndRepeatedKeysAreIssuesAndNothingElse() throws Exception {
        OldShop shop = new OldShop(folder).chunkRows(20);
        shop.mapping(MAPPING.replace("${FOLDER}", folder.toString()));
        shop.fresh("create schema f", """
                create table f.customer (customer_id bigint generated always as identity primary key,
                  legacy_id bigint not null unique, name text not null)""");
        write();
        Outcome first = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(first.isComplete()).as("%s", first.run()).isTrue();
        assertThat(first.balances()).allMatch(Balance::balanced);
        assertThat(shop.freshText("select string_agg(code || ' ' || n, ', ' order by code)"
                        + " from (select code, count(*) n from whimbrel.issue where closed_run is null group by 1) c"))
                .isEqualTo("KEY_TWICE 3, MALFORMED_LINE 3");
        assertThat(shop.freshNumber("select count(*) from f.customer")).isEqualTo(100);
        assertThat(shop.freshNumber("select count(*) from f.customer where name = 'Name ' || legacy_id"))
                .isEqualTo(100);
        assertThat(shop.freshText("select concat_ws(' ', sum(rows_read), sum(inserted), sum(quarantined))"
                        + " from whimbrel.balance"))
                .isEqualTo("106 100 6");
        assertThat(shop.freshNumber(
                        "select count(*) from whimbrel.issue where row(detail, sample)::text ~ 'Again|Lost'"))
                .isZero();
        String before =
                shop.freshText("select string_agg(c::text || c.xmin, ',' order by legacy_id) from f.customer c");

        Outcome second = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(second.isComplete()).as("%s", second.run()).isTrue();
        assertThat(shop.freshText("select concat_ws(' ', rows_read, unchanged, quarantined) from whimbrel.balance"
                        + " where run_id = " + second.run().id()))
                .isEqualTo("106 100 6");
        assertThat(shop.freshText("select string_agg(c::text || c.xmin, ',' order by legacy_id) from f.customer c"))
                .isEqualTo(before);
        assertThat(shop.freshNumber("select count(*) from whimbrel.issue where closed_run is null"))
                .isEqualTo(6);
    }

    @Test
    void keysThatAscendNeedNoGuardAndLoseItWithTheNextFile() throws Exception {
        OldShop shop = new OldShop(folder).chunkRows(20);
        shop.mapping(MAPPING.replace("${FOLDER}", folder.toString()));
        shop.fresh("create schema f", """
                create table f.customer (customer_id bigint generated always as identity primary key,
                  legacy_id bigint not null unique, name text not null)""");
        Path file = folder.resolve("customer.csv");
        List<String> lines = new ArrayList<>(List.of("id;name", "no number;Lost"));
        for (int i = 1; i <= 100; i++) {
            lines.add(3 * i + ";Name " + i);
        }
        Files.write(file, lines);
        Outcome first = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(first.isComplete()).as("%s", first.run()).isTrue();
        assertThat(shop.freshText("select sum(cardinality(source_keys)) from whimbrel.identity_page"))
                .isEqualTo("100");
        assertThat(shop.freshNumber("select count(*) from whimbrel.identity_row"))
                .isEqualTo(1);

        // The same key again, one renamed, one new: now every key is watched, against what the pages say.
        lines.add("6;Name 2");
        lines.set(4, "9;Renamed");
        lines.add("1;New");
        Files.write(file, lines);
        Outcome second = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(second.isComplete()).as("%s", second.run()).isTrue();
        assertThat(shop.freshText("select concat_ws(' ', sum(rows_read), sum(inserted), sum(updated), sum(unchanged),"
                        + " sum(quarantined)) from whimbrel.balance where run_id = "
                        + second.run().id()))
                .isEqualTo("103 1 1 99 2");
        assertThat(shop.freshText(
                        "select string_agg(code, ',' order by code) from whimbrel.issue where closed_run is null"))
                .isEqualTo("CAST_FAILED,KEY_TWICE");
        assertThat(shop.freshText("select count(*) || ' ' || count(distinct source_key) from whimbrel.identity"))
                .isEqualTo("103 103");

        Outcome third = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(shop.freshText("select concat_ws(' ', sum(rows_read), sum(unchanged), sum(quarantined))"
                        + " from whimbrel.balance where run_id = " + third.run().id()))
                .isEqualTo("103 101 2");
        assertThat(third.balances()).allMatch(Balance::balanced);
    }

    /** A hundred customers, among them a short line, two long ones and three keys again. */
    private void write() throws IOException {
        List<String> lines = new ArrayList<>(List.of("id;name"));
        for (int i = 1; i <= 100; i++) {
            lines.add(i + ";Name " + i);
            if (i % 30 == 0) {
                lines.add(i == 30 ? "Lost" : "9" + i + ";Lost;too;many");
            }
        }
        lines.add(8, "5;Again in the same chunk");
        // Of equal content: which of two chunks comes first is not settled.
        lines.add(70, "6;Name 6");
        lines.add("100;Again at the end");
        Files.write(folder.resolve("customer.csv"), lines);
    }
}
