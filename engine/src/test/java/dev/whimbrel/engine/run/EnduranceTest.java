package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.testkit.fault.Killable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three million rows, each with six references to rows of other flows, in a JVM of 256 MB: it holds no map of keys, so what is left
 * after a collection does not grow with the rows moved. Runs under {@code -Pendurance}; it prints what it measured.
 */
@Tag("endurance")
class EnduranceTest {
    private static final int ROWS = Integer.getInteger("whimbrel.endurance.rows", 3_000_000);
    private static final int PARENTS = 50_000;
    private static final Pattern AFTER = Pattern.compile("->(\\d+)M\\((\\d+)M\\)");

    @TempDir
    Path folder;

    @Test
    void memoryStaysFlat() throws Exception {
        OldShop shop = new OldShop(folder).chunkRows(50_000).mapping(mapping());
        fill(shop);
        shop.file();
        Path log = folder.resolve("gc.log");
        long start = System.nanoTime();
        long peak = 0;
        try (Killable process = Killable.start(
                RunMain.class.getName(),
                List.of("-Xmx256m", "-Xlog:gc:file=" + log),
                List.of(folder.resolve("migration.yaml").toString()),
                shop.environment(),
                folder.resolve("output.txt"))) {
            while (!process.endsWithin(Duration.ofMillis(500))) {
                peak = Math.max(peak, process.peakResidentKilobytes());
            }
            assertThat(process.waitFor(Duration.ofMinutes(1)))
                    .as(process.output())
                    .isZero();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Integer> heap = heapAfterCollections(log);
        List<Integer> floor = floor(heap);
        int first = floor.get(4);
        int last = floor.get(9);
        System.out.printf(
                "EnduranceTest: %,d rows and %,d parents in %.1f s, %,.0f rows/s; peak RSS %,d MB; least heap after"
                        + " collections, MB, by tenths of %d collections: %s%n",
                ROWS, 6 * PARENTS, seconds, (ROWS + 6 * PARENTS) / seconds, peak / 1024, heap.size(), floor);
        assertThat(shop.freshNumber("select count(*) from shop.fact")).isEqualTo(ROWS);
        assertThat(shop.freshNumber("select count(*) from shop.fact f join shop.p3 p on p.id = f.r3"
                        + " where p.legacy_id <> 1 + (f.legacy_id * 31) % " + PARENTS))
                .isZero();
        assertThat(last).as("heap after collections, MB: %s", floor).isLessThan(first + 24);
    }

    private static String mapping() {
        StringBuilder yaml = new StringBuilder("""
                whimbrel: 1
                project: endurance
                environments:
                  test:
                    source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                    target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
                tenants: { from: { table: fact, column: tenant } }
                settings: { workers: 2, chunk_rows: %d }
                scope:
                  fact: { column: tenant }
                """);
        StringBuilder flows = new StringBuilder("flows:\n");
        StringBuilder references = new StringBuilder();
        for (int i = 1; i <= 6; i++) {
            yaml.append("  p").append(i).append(": { everyone: true }\n");
            flows.append("""
                      p#:
                        from: p#
                        to: shop.p#
                        source_key: legacy_id
                        fields: { id: { generated: sequence }, name: name }
                    """.replace("#", Integer.toString(i)));
            references.append("      r#: { ref: p#, of: r# }\n".replace("#", Integer.toString(i)));
        }
        flows.append("""
                  fact:
                    from: fact
                    to: shop.fact
                    source_key: legacy_id
                    fields:
                      id: { generated: sequence }
                      tenant: tenant
                      amount: amount
                      note: { sql: "trim(note)" }
                """);
        return yaml.append(flows).append(references).toString();
    }

    private static void fill(OldShop shop) throws Exception {
        shop.fresh("create schema shop");
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        StringBuilder targets = new StringBuilder();
        int[] factors = {7, 13, 31, 101, 1009, 10007};
        for (int i = 1; i <= 6; i++) {
            shop.old(
                    "create table p" + i + " (id int primary key, name varchar(40) not null)",
                    "insert into p" + i + " select seq, concat('name ', seq) from seq_1_to_" + PARENTS);
            shop.fresh("create table shop.p" + i + " (id bigint generated by default as identity primary key,"
                    + " legacy_id bigint not null unique, name text not null)");
            columns.append(", r").append(i).append(" int not null");
            values.append(", 1 + (seq * ").append(factors[i - 1]).append(") % ").append(PARENTS);
            targets.append(", r")
                    .append(i)
                    .append(" bigint not null references shop.p")
                    .append(i);
        }
        shop.old(
                "create table fact (id bigint primary key, tenant int not null, amount decimal(12,2), note varchar(80)"
                        + columns + ")",
                "insert into fact select seq, 1 + seq % 5, (seq % 100000) / 100, concat('  note ', seq)" + values
                        + " from seq_1_to_" + ROWS);
        shop.fresh("create table shop.fact (id bigint generated by default as identity primary key,"
                + " legacy_id bigint not null unique, tenant int not null, amount numeric(12,2), note text" + targets
                + ")");
    }

    private static List<Integer> heapAfterCollections(Path log) throws Exception {
        List<Integer> heap = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = AFTER.matcher(line);
            if (matcher.find()) {
                heap.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return heap;
    }

    /** The least heap after a collection in each tenth of the run: what is live, without garbage not yet collected. */
    private static List<Integer> floor(List<Integer> heap) {
        List<Integer> floor = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            floor.add(heap.subList(heap.size() * i / 10, heap.size() * (i + 1) / 10).stream()
                    .mapToInt(Integer::intValue)
                    .min()
                    .orElse(0));
        }
        return floor;
    }
}
