package dev.whimbrel.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.testkit.fault.Killable;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repair whose processes are killed as {@code kill -9} does ends, by the same command, as an undisturbed one; so do two at once. */
class KilledRepairTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String DONE = "select count(*) from whimbrel.chunk join whimbrel.run r using (run_id)"
            + " where r.repairs is not null and chunk.state = 'DONE'";

    @TempDir
    Path folder;

    private OldShop spoiled() throws Exception {
        OldShop shop = EditedShop.moved(new OldShop(folder).chunkRows(20), 800, 4_000);
        shop.fresh("update shop.purchase set note = 'spoiled', follows_id = null where (legacy_id + 1000) % 4 = 0");
        return shop;
    }

    private Killable start(OldShop shop, int number) throws Exception {
        return RepairMain.start(shop, folder.resolve("output-" + number + ".txt"));
    }

    @Test
    void killedAgainAndAgain() throws Exception {
        OldShop shop = spoiled();
        for (int chunks : new int[] {0, 10, 30}) {
            try (Killable process = start(shop, chunks)) {
                await(shop, process, chunks);
                process.killNine();
            }
            if (chunks > 0) {
                assertThat(shop.freshText("select string_agg(state, ' ') from whimbrel.run where repairs is not null"))
                        .isEqualTo("RUNNING");
            }
        }
        try (Killable last = start(shop, 99)) {
            assertThat(last.waitFor(PATIENCE)).as(last.output()).isZero();
        }
        repaired(shop);
        assertThat(shop.freshNumber("select count(*) from whimbrel.run where repairs is not null"))
                .isEqualTo(1);
    }

    @Test
    void twoAtOnce() throws Exception {
        OldShop shop = spoiled();
        try (Killable one = start(shop, 1);
                Killable two = start(shop, 2)) {
            assertThat(one.waitFor(PATIENCE)).as(one.output()).isZero();
            assertThat(two.waitFor(PATIENCE)).as(two.output()).isZero();
        }
        repaired(shop);
    }

    /** Waits until so many chunks are done; for none, until the verification before the run is under way. */
    private static void await(OldShop shop, Killable process, int chunks) throws Exception {
        String ready = chunks == 0
                ? "select count(*) from whimbrel.verification where state = 'RUNNING'"
                : "select count(*) from whimbrel.run where repairs is not null";
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (shop.freshNumber(ready) == 0 || (chunks > 0 && shop.freshNumber(DONE) < chunks)) {
            assertThat(process.isAlive()).as(process.output()).isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static void repaired(OldShop shop) throws Exception {
        assertThat(EditedShop.changed(shop, "purchase")).isEqualTo("0 0");
        assertThat(shop.freshText("select string_agg(distinct state, ' ') from whimbrel.run"))
                .isEqualTo("COMPLETE");
        assertThat(shop.freshNumber("select count(*) from whimbrel.repair_key where source_key is not null"))
                .isZero();
        assertThat(shop.freshNumber("select count(*) from whimbrel.chunk where state <> 'DONE'"))
                .isZero();
        assertThat(shop.freshNumber("select count(*) from whimbrel.verification where state = 'RUNNING'"))
                .isZero();
    }
}
