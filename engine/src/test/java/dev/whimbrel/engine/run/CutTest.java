package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.testkit.fault.CommitFate;
import dev.whimbrel.testkit.fault.CommitPlan;
import dev.whimbrel.testkit.fault.CuttingProxy;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A move over a network that cuts connections: before the server is told to commit, after it has committed and before it could
 * say so, and at any other moment, on either side. No row is lost and none is doubled.
 */
class CutTest {
    private static final int LEAST = 15;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("whimbrel.seed", 20261121L);

    @Test
    void commitsThatAreCutBeforeAndAfter() throws Exception {
        System.out.println("CutTest seed " + seed);
        OldShop shop = new OldShop(folder).chunkRows(1_000).fill(10_000, 50_000);
        AtomicInteger before = new AtomicInteger();
        AtomicInteger after = new AtomicInteger();
        CommitPlan plan = CommitPlan.seeded(seed, 0.2, CommitFate.CUT_BEFORE, CommitFate.CUT_AFTER);
        try (CuttingProxy proxy = CuttingProxy.to(shop.newServer.port())) {
            proxy.commits(number -> {
                CommitFate fate = plan.fate(number);
                if (fate == CommitFate.CUT_BEFORE) {
                    before.incrementAndGet();
                } else if (fate == CommitFate.CUT_AFTER) {
                    after.incrementAndGet();
                }
                return fate;
            });
            shop.by(shop.oldUrl, proxy.through(shop.newUrl));
            Outcome outcome = shop.migration().run(Set.of(), RunListener.NONE).execute();
            assertThat(outcome.isComplete())
                    .as("seed %d, %s", seed, outcome.run())
                    .isTrue();
        }
        Proof.of(shop);
        System.out.println("CutTest commits cut before " + before + ", after " + after);
        assertThat(before).hasValueGreaterThanOrEqualTo(LEAST);
        assertThat(after).hasValueGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void connectionsThatAreCutAtAnyMomentOnBothSides() throws Exception {
        System.out.println("CutTest seed " + seed);
        OldShop shop = new OldShop(folder).chunkRows(500).fill(10_000, 50_000);
        try (CuttingProxy source = CuttingProxy.plain(shop.oldServer.port());
                CuttingProxy target = CuttingProxy.to(shop.newServer.port())) {
            shop.by(source.through(shop.oldUrl), target.through(shop.newUrl));
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger sourceCuts = new AtomicInteger();
            AtomicInteger targetCuts = new AtomicInteger();
            MigrationRun run = shop.migration().run(Set.of(), RunListener.NONE);
            Thread scissors = new Thread(() -> {
                Random random = new Random(seed);
                for (int cuts = 0; cuts < 24 && !over.get(); cuts++) {
                    pause(100 + random.nextInt(700));
                    if (random.nextBoolean()) {
                        sourceCuts.addAndGet(source.cutNow());
                    } else {
                        targetCuts.addAndGet(target.cutNow());
                    }
                }
            });
            scissors.start();
            try {
                Outcome outcome = run.execute();
                assertThat(outcome.isComplete())
                        .as("seed %d, %s", seed, outcome.run())
                        .isTrue();
            } finally {
                over.set(true);
                scissors.join();
            }
            System.out.println("CutTest cuts: source " + sourceCuts + ", target " + targetCuts);
            assertThat(sourceCuts).hasValueGreaterThanOrEqualTo(3);
            assertThat(targetCuts).hasValueGreaterThanOrEqualTo(3);
        }
        Proof.of(shop);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
