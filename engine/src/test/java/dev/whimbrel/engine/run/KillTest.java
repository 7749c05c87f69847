package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.testkit.fault.Killable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The master test: a move of 500,000 rows whose processes are killed as {@code kill -9} does at six random moments, or as many as
 * {@code -Dwhimbrel.kills} says, alone and with a second process on the same run, ends as if nothing had happened.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("whimbrel.kills", 6);

    @TempDir
    Path folder;

    @Test
    void killedAgainAndAgain() throws Exception {
        long seed = Long.getLong("whimbrel.seed", 20261121L);
        Random random = new Random(seed);
        System.out.println("KillTest seed " + seed);
        OldShop shop = new OldShop(folder).chunkRows(5_000).fill(100_000, 400_000);
        int kills = 0;
        int moves = 0;
        while (kills < KILLS) {
            moves++;
            kills += moveUnderFire(shop, random, KILLS - kills);
            assertThat(shop.differences())
                    .as("after %d kills, seed %d", kills, seed)
                    .isEmpty();
            assertThat(shop.freshText("select string_agg(state, ',') from whimbrel.run"))
                    .as("seed %d", seed)
                    .isEqualTo("COMPLETE");
            assertThat(shop.freshNumber("select sum(rows_read - inserted) from whimbrel.balance"))
                    .isZero();
            assertThat(shop.freshNumber("select sum(source_rows) from whimbrel.balance"))
                    .isEqualTo(500_004);
            if (kills < KILLS) {
                shop.fresh("drop schema shop cascade", "drop schema whimbrel cascade");
                shop.newSystem();
            }
        }
        System.out.println("KillTest: " + kills + " kills over " + moves + " moves of 500,004 rows, seed " + seed);
    }

    /** One move to its end; every second time with two processes, one of which is killed. Gives how often it killed. */
    private int moveUnderFire(OldShop shop, Random random, int most) throws Exception {
        int kills = 0;
        while (true) {
            boolean two = random.nextBoolean();
            List<Killable> processes = new ArrayList<>();
            for (int i = 0; i < (two ? 2 : 1); i++) {
                processes.add(start(shop, i));
            }
            Duration patience = kills < most ? Duration.ofMillis(1_000 + random.nextInt(4_000)) : Duration.ofMinutes(5);
            boolean ended = processes.get(0).endsWithin(patience);
            for (Killable process : processes) {
                if (kills < most && process.isAlive() && (process == processes.get(0) || random.nextBoolean())) {
                    process.killNine();
                    kills++;
                } else if (process.isAlive()) {
                    process.waitFor(Duration.ofMinutes(5));
                }
            }
            if (ended || complete(shop)) {
                assertThat(complete(shop)).as(processes.get(0).output()).isTrue();
                return kills;
            }
        }
    }

    private static boolean complete(OldShop shop) throws Exception {
        return shop.freshNumber("select count(*) from pg_tables where schemaname = 'whimbrel' and tablename = 'run'")
                        > 0
                && shop.freshNumber("select count(*) from whimbrel.run where state = 'COMPLETE'") > 0;
    }

    private Killable start(OldShop shop, int number) throws Exception {
        shop.file();
        return Killable.start(
                RunMain.class.getName(),
                List.of("-Xmx128m"),
                List.of(folder.resolve("migration.yaml").toString()),
                shop.environment(),
                folder.resolve("output-" + number + ".txt"));
    }
}
