package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.testkit.fault.Killable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification whose processes are killed as {@code kill -9} does, at some random moments, ends as an undisturbed one does: eight,
 * or as many as {@code -Dwhimbrel.kills} says. */
class InterruptedVerifyTest {
    private static final int KILLS = Integer.getInteger("whimbrel.kills", 8);

    /** All that is recorded of a verification but its number and its times. */
    private static final String ALL = """
            select md5(string_agg(line, ';' order by line)) from (
              select to_jsonb(r) - 'verification_id' #>> '{}' as line from whimbrel.verification_result r where verification_id = %1$d
              union all
              select p.pattern_id || c.tenant || c.stable from whimbrel.pattern_count c join whimbrel.pattern p using (pattern_no)
              where verification_id = %1$d
              union all
              select p.pattern_id || f.tenant || f.token || f.shown_key || f.expected::text || f.actual::text
              from whimbrel.finding f join whimbrel.pattern p using (pattern_no) where verification_id = %1$d) lines
            """;

    @TempDir
    Path folder;

    @Test
    void killedAgainAndAgain() throws Exception {
        long seed = Long.getLong("whimbrel.seed", 20261126L);
        Random random = new Random(seed);
        System.out.println("InterruptedVerifyTest seed " + seed);
        OldShop shop = new OldShop(folder).fill(5_000, 15_000);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        shop.fresh(
                "update shop.customer set name = name || ' ' where legacy_id % 250 = 7",
                "delete from shop.purchase where legacy_id % 225 = 5"
                        + " and not exists (select from shop.purchase f where f.follows_id = purchase.purchase_id)",
                "update shop.purchase set amount = amount + 1 where legacy_id % 175 = 3");
        shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute();
        String undisturbed = shop.freshText(ALL.formatted(1));
        int kills = 0;
        while (kills < KILLS) {
            kills += underFire(shop, random, KILLS - kills);
            long last = shop.freshNumber("select max(verification_id) from whimbrel.verification");
            assertThat(shop.freshText(ALL.formatted(last)))
                    .as("after %d kills, seed %d", kills, seed)
                    .isEqualTo(undisturbed);
        }
        assertThat(shop.freshText("select string_agg(distinct state, ' ') from whimbrel.verification"))
                .isEqualTo("FINISHED");
    }

    /** One verification to its end; gives how often it was killed. */
    private int underFire(OldShop shop, Random random, int most) throws Exception {
        int kills = 0;
        while (true) {
            Killable process = Killable.start(
                    VerifyMain.class.getName(),
                    List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"),
                    List.of(shop.file().toString()),
                    shop.environment(),
                    folder.resolve("output.txt"));
            Duration patience = kills < most ? Duration.ofMillis(500 + random.nextInt(1_500)) : Duration.ofMinutes(3);
            if (process.endsWithin(patience)) {
                assertThat(process.waitFor(Duration.ofSeconds(5)))
                        .as(process.output())
                        .isZero();
                return kills;
            }
            process.killNine();
            kills++;
        }
    }
}
