package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.testkit.fault.Killable;
import dev.whimbrel.testkit.server.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People go on working in the old system while it moves: what a run reads and counts of that, and what it does when the moment is lost. */
class SnapshotTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void aRunOfOneMomentBalancesExactlyWhateverOthersDo() throws Exception {
        LiveShop shop = new LiveShop(folder, "run").workers(2);
        AtomicInteger times = new AtomicInteger();
        Outcome outcome = shop.migration()
                .run(Set.of(), atChunks((flow, chunk) -> shop.work(times.incrementAndGet())))
                .execute();
        assertThat(times.get()).isGreaterThan(30);
        assertThat(outcome.run().reason()).isNull();
        assertThat(outcome.isComplete()).isTrue();
        assertThat(sums(outcome))
                .isEqualTo(Map.of(
                        "branch", "2 2 0 0",
                        "customer", "600 600 0 0",
                        "contact", "600 600 0 0",
                        "purchase", "2000 2000 0 0"));
        assertThat(openIssues(shop)).isZero();
        assertThat(shop.landed()).isEqualTo(shop.wanted("kept"));
        assertThat(shop.keepers()).isZero();

        // What came and changed meanwhile is the next run's; what went is gone, and stays in the target.
        Outcome next = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(next.run().reason()).isNull();
        assertThat(next.isComplete()).isTrue();
        assertThat(shop.landed()).containsAll(shop.wanted("public")).doesNotHaveDuplicates();
        assertThat(next.balances().stream().mapToLong(Balance::gone).sum()).isPositive();
    }

    /** As it always was: a purchase that comes when its customer's chunks are done lands with the next run. */
    @Test
    void aRunByChunksReadsWhatCameMeanwhile() throws Exception {
        LiveShop shop = new LiveShop(folder, "chunk");
        Outcome outcome = shop.migration()
                .run(Set.of(), atChunks((flow, chunk) -> {
                    assertThat(shop.keepers()).isZero();
                    if (flow.equals("purchase") && chunk == 1) {
                        shop.work(1);
                    }
                }))
                .execute();
        assertThat(outcome.run().state()).isEqualTo(Run.State.UNBALANCED);
        assertThat(shop.freshText("select string_agg(distinct code, ',') from whimbrel.issue where closed_run is null"))
                .isEqualTo("REFERENCE_MISSING");
        assertThat(shop.migration().run(Set.of(), RunListener.NONE).execute().isComplete())
                .isTrue();
        assertThat(openIssues(shop)).isZero();
        assertThat(shop.landed()).containsAll(shop.wanted("public"));
    }

    @Test
    void checkingTheDataIsOfOneMomentToo() throws Exception {
        LiveShop shop = new LiveShop(folder, "run");
        AtomicInteger times = new AtomicInteger();
        DataCheck check = shop.migration().checkData(Set.of(), new RunListener() {
            @Override
            public void planned(String flow, String step, int chunks, long rows) {
                if (flow.equals("purchase")) {
                    shop.work(times.incrementAndGet());
                }
            }
        });
        assertThat(times.get()).isPositive();
        assertThat(check.rejects()).isEmpty();
        assertThat(shop.keepers()).isZero();
    }

    @Test
    void workersThatAreCutComeBackToTheSameMoment() throws Exception {
        LiveShop shop = new LiveShop(folder, "run").workers(2);
        AtomicInteger times = new AtomicInteger();
        Outcome outcome = shop.migration()
                .run(Set.of(), atChunks((flow, chunk) -> {
                    shop.work(times.incrementAndGet());
                    if (chunk == 3) {
                        shop.end("whimbrel source");
                    }
                }))
                .execute();
        assertThat(outcome.isComplete()).as("%s", outcome.run()).isTrue();
        assertThat(openIssues(shop)).isZero();
        assertThat(shop.landed()).isEqualTo(shop.wanted("kept"));
    }

    @Test
    void aMomentThatIsLostStopsTheRunWhichGoesOnAtAnother() throws Exception {
        LiveShop shop = new LiveShop(folder, "run").workers(2);
        AtomicInteger times = new AtomicInteger();
        Fault fault = catchThrowableOfType(Fault.class, () -> shop.migration()
                .run(Set.of(), atChunks((flow, chunk) -> {
                    shop.work(times.incrementAndGet());
                    if (flow.equals("purchase") && chunk == 4) {
                        shop.end("whimbrel snapshot");
                    }
                }))
                .execute());
        assertThat(fault.code()).isEqualTo("SNAPSHOT_LOST");
        assertThat(fault.next()).contains("Start the run again");
        assertThat(shop.freshText("select string_agg(state, ',') from whimbrel.run"))
                .isEqualTo("RUNNING");
        long done = done(shop);
        assertThat(shop.wanted("kept"))
                .containsAll(shop.landed().stream()
                        .filter(line -> !line.startsWith("purchase"))
                        .toList());

        Outcome resumed = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(resumed.run().id()).isEqualTo(1);
        assertThat(resumed.run().state()).isIn(Run.State.COMPLETE, Run.State.UNBALANCED);
        assertThat(done(shop)).isGreaterThan(done);

        Outcome last = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(last.isComplete()).as("%s", last.run()).isTrue();
        assertThat(openIssues(shop)).isZero();
        assertThat(shop.landed()).containsAll(shop.wanted("public")).doesNotHaveDuplicates();
    }

    @Test
    void aMomentThatIsLostBeforeTheCountStopsTheRunToo() throws Exception {
        LiveShop shop = new LiveShop(folder, "run");
        Fault fault = catchThrowableOfType(Fault.class, () -> shop.migration()
                .run(Set.of(), atChunks((flow, chunk) -> {
                    if (waiting(shop) == 0) {
                        shop.end("whimbrel snapshot");
                    }
                }))
                .execute());
        assertThat(fault.code()).isEqualTo("SNAPSHOT_LOST");
        assertGoesOnToItsEnd(shop);
    }

    @Test
    void aSourceThatRestartsHasLostTheMoment() throws Exception {
        try (PostgresServer server = PostgresServer.own(Map.of())) {
            LiveShop shop = new LiveShop(folder, "run", server).workers(2);
            Fault fault = catchThrowableOfType(Fault.class, () -> shop.migration()
                    .run(Set.of(), atChunks((flow, chunk) -> {
                        if (flow.equals("purchase") && chunk == 4) {
                            server.restart(PostgresServer.Stop.IMMEDIATE);
                        }
                    }))
                    .execute());
            assertThat(fault.code()).isEqualTo("SNAPSHOT_LOST");
            assertGoesOnToItsEnd(shop);
        }
    }

    @Test
    void aKilledProcessLeavesNoSnapshotBehindAndAnotherGoesOn() throws Exception {
        LiveShop shop = new LiveShop(folder, "run");
        try (Killable killed = start(shop, 1)) {
            await(() -> shop.freshText("select to_regclass('whimbrel.chunk')").contains("chunk") && done(shop) >= 4);
            killed.killNine();
        }
        await(() -> shop.keepers() == 0);
        shop.work(1);
        try (Killable other = start(shop, 2)) {
            // Whether its count, of a later moment, agrees with what the first one read depends on what that was.
            assertThat(other.waitFor(PATIENCE)).as(other.output()).isIn(0, 7);
        }
        Outcome last = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(last.isComplete()).as("%s", last.run()).isTrue();
        assertThat(openIssues(shop)).isZero();
        assertThat(shop.landed()).containsAll(shop.wanted("public")).doesNotHaveDuplicates();
    }

    @Test
    void eachProcessOfARunHasAMomentOfItsOwn() throws Exception {
        LiveShop shop = new LiveShop(folder, "run");
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        MigrationRun one = shop.migration().run(Set.of(), atChunks((flow, chunk) -> {
            first.countDown();
            wait(second);
        }));
        MigrationRun two = shop.migration().run(Set.of(), new RunListener() {
            @Override
            public void opened(Run run, boolean resumed) {
                assertThat(resumed).isTrue();
                assertThat(shop.keepers()).isEqualTo(2);
                second.countDown();
            }
        });
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                one.execute();
            } catch (RuntimeException | Error e) {
                failure.set(e);
            }
        });
        thread.start();
        wait(first);
        two.execute();
        thread.join();
        assertThat(failure).hasNullValue();
        assertThat(shop.freshText("select string_agg(state, ',') from whimbrel.run"))
                .isEqualTo("COMPLETE");
        assertThat(shop.landed()).isEqualTo(shop.wanted("kept"));
        assertThat(shop.keepers()).isZero();
    }

    /** Tells of each committed chunk: its flow, and how many of that flow there were by then, from 1. */
    private static RunListener atChunks(BiConsumer<String, Integer> told) {
        Map<String, Integer> chunks = new TreeMap<>();
        return new RunListener() {
            @Override
            public synchronized void chunk(String flow, String step, Counts counts) {
                told.accept(flow, chunks.merge(flow, 1, Integer::sum));
            }
        };
    }

    /** By flow: rows counted in the source, rows read, rows quarantined, rows gone. */
    private static Map<String, String> sums(Outcome outcome) {
        Map<String, long[]> sums = new TreeMap<>();
        for (Balance balance : outcome.balances()) {
            long[] sum = sums.computeIfAbsent(balance.flow(), flow -> new long[4]);
            sum[0] += balance.sourceRows();
            sum[1] += balance.counts().read();
            sum[2] += balance.counts().quarantined();
            sum[3] += balance.gone();
        }
        Map<String, String> texts = new TreeMap<>();
        sums.forEach((flow, sum) -> texts.put(flow, sum[0] + " " + sum[1] + " " + sum[2] + " " + sum[3]));
        return texts;
    }

    private static long openIssues(LiveShop shop) {
        return Long.parseLong(shop.freshText("select count(*) from whimbrel.issue where closed_run is null"));
    }

    private static long done(LiveShop shop) {
        return Long.parseLong(shop.freshText("select count(*) from whimbrel.chunk where state = 'DONE'"));
    }

    /** Chunks that are not done and steps that are not cut to their end. */
    private static long waiting(LiveShop shop) {
        return Long.parseLong(shop.freshText("select (select count(*) from whimbrel.chunk where state <> 'DONE')"
                + " + (select count(*) from whimbrel.step where not cut_whole)"));
    }

    /** Started again, the same run comes to its end, with what the source held before, for nobody worked on it. */
    private static void assertGoesOnToItsEnd(LiveShop shop) throws Exception {
        Outcome resumed = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(resumed.isComplete()).as("%s", resumed.run()).isTrue();
        assertThat(resumed.run().id()).isEqualTo(1);
        assertThat(shop.landed()).isEqualTo(shop.wanted("kept"));
    }

    private Killable start(LiveShop shop, int number) throws Exception {
        return RunMain.start(shop.file(), shop.environment(), folder.resolve("output-" + number + ".txt"));
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
