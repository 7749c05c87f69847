package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.testkit.fault.Killable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three million rows on each side, MariaDB and PostgreSQL, and 500 planted differences of thirteen kinds: exactly these are found, each of
 * its kind, by a process with a heap of 256 MB. Before they are planted nothing is found at all. Runs under {@code -Pendurance} and
 * prints what it measured.
 */
@Tag("endurance")
class PlantedEnduranceTest {
    private static final int CUSTOMERS = 1_000_000;
    private static final int PURCHASES = 2_000_000;

    private static final int ALL = 500;

    private static final String EXTRA = "purchase EXTRA because NO_RUN_WROTE_IT";

    /** What is planted, by what it is to be called; no row is hit twice. */
    private static final Map<String, String> PLANTED = Map.ofEntries(
            Map.entry(
                    "customer CHANGED email=NULL_OR_EMPTY",
                    "update shop.customer set email = '' where legacy_id <= 350 and email is null"),
            Map.entry(
                    "customer CHANGED email=VALUE_TO_NULL",
                    "update shop.customer set email = null where legacy_id between 1001 and 1040 and email is not null"),
            Map.entry(
                    "customer CHANGED name=TEXT_PADDING",
                    "update shop.customer set name = name || ' ' where legacy_id between 2001 and 2040"),
            Map.entry(
                    "customer CHANGED name=TEXT_CASE",
                    "update shop.customer set name = upper(name) where legacy_id between 3001 and 3040"),
            Map.entry(
                    "customer CHANGED name=TEXT_NORMALIZATION",
                    "update shop.customer set name = normalize(name, NFD) where legacy_id between 4001 and 4040"),
            Map.entry(
                    "customer CHANGED name=TEXT_TRUNCATION",
                    "update shop.customer set name = left(name, -1) where legacy_id between 5001 and 5040"),
            Map.entry(
                    "purchase CHANGED bought_at=TIME_PRECISION",
                    "update shop.purchase set bought_at = date_trunc('second', bought_at)"
                            + " where legacy_id between 1001 and 1040"),
            Map.entry(
                    "purchase CHANGED bought_at=TIME_OFFSET",
                    "update shop.purchase set bought_at = bought_at + interval '1 hour'"
                            + " where legacy_id between 2001 and 2040"),
            Map.entry(
                    "purchase CHANGED amount=NUMBER_FACTOR",
                    "update shop.purchase set amount = amount * 100 where legacy_id between 3001 and 3040"),
            Map.entry(
                    "purchase CHANGED amount=NUMBER_SIGN",
                    "update shop.purchase set amount = -amount where legacy_id between 4001 and 4040"),
            Map.entry(
                    "purchase MISSING",
                    "delete from shop.purchase where legacy_id between 5001 and 5050"
                            + " and not exists (select from shop.purchase f where f.follows_id = purchase.purchase_id)"),
            // Customers of one branch change their purchases: every sum stays as it is.
            Map.entry(
                    "purchase CHANGED customer_id=CONTENT",
                    "with swapped as (select a.purchase_id a, b.purchase_id b, a.customer_id ac, b.customer_id bc"
                            + " from shop.purchase a join shop.purchase b on b.legacy_id = a.legacy_id + 40"
                            + " where a.legacy_id between 9001 and 9020)"
                            + " update shop.purchase p set customer_id = case purchase_id when a then bc else ac end"
                            + " from swapped where purchase_id in (a, b)"));

    @TempDir
    Path folder;

    @Test
    void exactlyWhatWasPlantedIsFound() throws Exception {
        OldShop shop = new OldShop(folder).chunkRows(100_000).fill(CUSTOMERS, PURCHASES);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        verify(shop, "nothing differs");
        assertThat(shop.freshNumber("select count(*) from whimbrel.finding")).isZero();
        assertThat(shop.freshText("select string_agg(distinct verdict, ' ') from whimbrel.verification_result"))
                .isEqualTo("FULL_MATCH");
        Map<String, Long> planted = plant(shop);
        verify(shop, ALL + " differ");
        Found found = new Found(shop.migration().verification(null).orElseThrow());
        assertThat(found.patterns()).isEqualTo(planted);
        assertThat(shop.freshNumber("select count(*) from whimbrel.finding")).isEqualTo(ALL);
    }

    /** Gives how many rows of each kind it planted; the last kind has so many that all are 500. */
    private static Map<String, Long> plant(OldShop shop) throws SQLException {
        Map<String, Long> planted = new TreeMap<>();
        try (Connection connection = shop.target();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> kind : PLANTED.entrySet()) {
                planted.put(kind.getKey(), (long) statement.executeUpdate(kind.getValue()));
            }
            long rest =
                    ALL - planted.values().stream().mapToLong(Long::longValue).sum();
            planted.put(EXTRA, (long) statement.executeUpdate(
                    "insert into shop.purchase (legacy_id, customer_id, amount, bought_at) select 70000000 + g, customer_id, g, now()"
                            + " from shop.customer, generate_series(1, " + rest + ") g where legacy_id = 8"));
        }
        assertThat(planted.values()).allMatch(rows -> rows > 0);
        return planted;
    }

    private void verify(OldShop shop, String what) throws Exception {
        long start = System.nanoTime();
        long peak = 0;
        try (Killable process = Killable.start(
                VerifyMain.class.getName(),
                List.of("-Xmx256m"),
                List.of(shop.file().toString()),
                shop.environment(),
                folder.resolve("output.txt"))) {
            while (!process.endsWithin(Duration.ofMillis(500))) {
                peak = Math.max(peak, process.peakResidentKilobytes());
            }
            assertThat(process.waitFor(Duration.ofMinutes(1)))
                    .as(process.output())
                    .isZero();
        }
        System.out.printf(
                "PlantedEnduranceTest: %s: %,d rows on each side in %.1f s, peak RSS %,d MB%n",
                what, CUSTOMERS + PURCHASES, (System.nanoTime() - start) / 1e9, peak / 1024);
        assertThat(peak / 1024).as("peak RSS, MB").isBetween(50L, 400L);
    }
}
