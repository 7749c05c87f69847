package dev.whimbrel.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Cuts.Timing;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A step is cut by one worker at a time, each from where the last that committed had ended, and by whoever is there. */
class CutsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int MANY = 1_000;
    private static final long END = 3_000;

    private final List<Connection> opened = new ArrayList<>();
    private String url = "";
    private long run;

    @BeforeEach
    void install() throws SQLException {
        url = PostgresServer.shared().createDatabase();
        Ledger ledger = Ledger.on(transaction());
        ledger.installation().install();
        run = ledger.runs()
                .open(new RunRequest("shop", "test", "m1", List.of(), "source", "target"))
                .run()
                .id();
        int flow = ledger.steps().flowNo("shop", "client", "client", "crm.client");
        ledger.steps().add(run, List.of(step(1, flow), step(2, flow), step(3, flow, 1, 2)));
        ledger.cuts().weigh(run, 1, 100, 10);
        ledger.cuts().weigh(run, 2, 1_000, 10);
        ledger.cuts().weigh(run, 3, 9_000, 0);
        opened.get(0).commit();
    }

    private static Step step(int number, int flow, Integer... dependsOn) {
        return new Step(number, Step.Kind.COPY, flow, List.of(dependsOn), Step.State.WAITING, true, false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
    }

    private Connection transaction() throws SQLException {
        Connection connection = DriverManager.getConnection(url, "postgres", "");
        connection.setAutoCommit(false);
        opened.add(connection);
        return connection;
    }

    private static KeyRange range(@Nullable Long after, @Nullable Long upTo) {
        return new KeyRange(after == null ? null : Key.of(after), upTo == null ? null : Key.of(upTo), 10);
    }

    private static int number(Optional<Cutting> cutting) {
        return cutting.map(c -> c.step().number()).orElse(0);
    }

    @Test
    void theLargestStepThatNothingHoldsUpIsFirstAndOneAtATimeCutsIt() throws SQLException {
        Ledger one = Ledger.on(transaction());
        Ledger two = Ledger.on(transaction());
        assertThat(number(one.cuts().lock(run, MANY))).isEqualTo(2);
        assertThat(number(two.cuts().lock(run, MANY))).isEqualTo(1);
        assertThat(Ledger.on(transaction()).cuts().lock(run, MANY)).isEmpty();
    }

    @Test
    void aCutThatIsNotCommittedIsMadeAgainFromTheSamePlace() throws SQLException {
        Connection first = transaction();
        Ledger one = Ledger.on(first);
        one.cuts().add(run, one.cuts().lock(run, MANY).orElseThrow(), List.of(range(null, 10L)), 20);
        first.commit();
        one.cuts().add(run, one.cuts().lock(run, MANY).orElseThrow(), List.of(range(10L, 20L), range(20L, 30L)), 30);
        first.close();

        Connection second = transaction();
        Ledger two = Ledger.on(second);
        Optional<Cutting> cutting = Optional.empty();
        // The server may need a moment to notice that the first is gone.
        for (int i = 0; i < 1_000 && number(cutting) != 2; i++) {
            second.rollback();
            cutting = two.cuts().lock(run, MANY);
        }
        Cutting found = cutting.orElseThrow();
        assertThat(found.cutTo()).isEqualTo(Key.of(10L));
        assertThat(found.chunks()).isEqualTo(1);
        assertThat(found.chunkRows()).isEqualTo(20);
        assertThat(found.rowsLeft()).isEqualTo(990);
        two.cuts().add(run, found, List.of(range(10L, null)), 20);
        second.commit();
        assertThat(two.chunks().ranges(run, 2)).containsExactly(range(null, 10L), range(10L, null));
        assertThat(number(two.cuts().lock(run, MANY)))
                .as("a step that is cut as a whole is cut no more")
                .isEqualTo(1);
    }

    @Test
    void nothingIsCutWhileEnoughChunksWait() throws SQLException {
        Ledger ledger = Ledger.on(transaction());
        Cutting cutting = ledger.cuts().lock(run, 2).orElseThrow();
        ledger.cuts().add(run, cutting, List.of(range(null, 10L), range(10L, 20L)), 10);
        assertThat(ledger.cuts().lock(run, 2)).isEmpty();
        assertThat(ledger.cuts().lock(run, 3)).isPresent();
    }

    @Test
    void aStepIsNotDoneBeforeItIsCutAsAWhole() throws SQLException {
        Ledger ledger = Ledger.on(transaction());
        ledger.cuts().add(run, ledger.cuts().lock(run, MANY).orElseThrow(), List.of(range(null, 10L)), 10);
        complete(ledger, Optional.empty());
        assertThat(ledger.steps().finishDone(run)).isZero();
        Chunks.Progress progress = ledger.chunks().progress(run).get(1);
        assertThat(progress.chunks()).isEqualTo(1);
        assertThat(progress.cutWhole()).isFalse();
        assertThat(progress.rowsDone()).isEqualTo(10);
        assertThat(progress.rows())
                .as("what is cut and an estimate of the rest")
                .isEqualTo(1_000);
        ledger.cuts().add(run, ledger.cuts().lock(run, MANY).orElseThrow(), List.of(range(10L, null)), 10);
        assertThat(ledger.steps().finishDone(run)).isZero();
        complete(ledger, Optional.empty());
        assertThat(ledger.steps().finishDone(run)).isEqualTo(1);
        assertThat(ledger.chunks().progress(run).get(1).rows()).isEqualTo(20);
        assertThat(ledger.chunks().progress(run).get(1).cutWhole()).isTrue();
    }

    private Lease complete(Ledger ledger, Optional<Key> upTo) {
        int worker = ledger.runs().register(run, "host", 1);
        Lease lease = ledger.chunks().next(run, worker, LONG).orElseThrow();
        upTo.ifPresent(key -> assertThat(lease.range().upTo()).isEqualTo(key));
        assertThat(ledger.chunks().complete(lease, Map.of(), null, null)).isTrue();
        return lease;
    }

    @Test
    void theChunkWithoutEndIsLeasedFirstAndTellsNothingOfTimes() throws SQLException {
        Ledger ledger = Ledger.on(transaction());
        Cutting cutting = ledger.cuts().lock(run, MANY).orElseThrow();
        ledger.cuts().add(run, cutting, List.of(range(null, 10L), range(10L, 20L), range(20L, null)), 10);
        assertThat(complete(ledger, Optional.empty()).range()).isEqualTo(range(20L, null));
        assertThat(ledger.cuts().timings(run, 2, 20)).isEmpty();
        assertThat(complete(ledger, Optional.empty()).range()).isEqualTo(range(null, 10L));
        assertThat(ledger.cuts().timings(run, 2, 20))
                .singleElement()
                .extracting(Timing::rows)
                .isEqualTo(10L);
    }

    /** Workers that cut, give up, are cut off and come again, at once: the ranges are one chain all the same. */
    @Test
    void manyAtOnceCutOneChain() throws Exception {
        long seed = Long.getLong("whimbrel.seed", 20261126L);
        System.out.println("CutsTest seed " + seed);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        AtomicInteger undone = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> {
                try {
                    cutAll(random, undone);
                } catch (Exception | Error e) {
                    failure.set(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).as("seed %d", seed).isNull();
        assertThat(undone).hasPositiveValue();
        Ledger ledger = Ledger.on(transaction());
        for (int step : new int[] {1, 2}) {
            Key after = null;
            for (KeyRange range : ledger.chunks().ranges(run, step)) {
                assertThat(range.after()).as("seed %d", seed).isEqualTo(after);
                after = range.upTo();
            }
            assertThat(after).isNull();
            assertThat(ledger.chunks().ranges(run, step)).hasSizeGreaterThan(10);
        }
    }

    private void cutAll(Random random, AtomicInteger undone) throws SQLException {
        int idle = 0;
        while (idle < 50) {
            try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
                connection.setAutoCommit(false);
                Ledger ledger = Ledger.on(connection);
                Optional<Cutting> cutting = ledger.cuts().lock(run, 100_000);
                if (cutting.isEmpty()) {
                    idle++;
                    Thread.onSpinWait();
                    continue;
                }
                idle = 0;
                ledger.cuts().add(run, cutting.orElseThrow(), portion(cutting.orElseThrow(), random), 10);
                if (random.nextInt(3) == 0) {
                    undone.incrementAndGet();
                } else {
                    connection.commit();
                }
            }
        }
    }

    private static List<KeyRange> portion(Cutting cutting, Random random) {
        List<KeyRange> ranges = new ArrayList<>();
        Key cutTo = cutting.cutTo();
        @Nullable Long after = cutTo == null ? null : (Long) cutTo.parts().get(0);
        int chunks = 1 + random.nextInt(5);
        while (ranges.size() < chunks) {
            long upTo = (after == null ? -END : after) + 1 + random.nextInt(200);
            if (upTo > END) {
                ranges.add(range(after, null));
                return ranges;
            }
            ranges.add(range(after, upTo));
            after = upTo;
        }
        return ranges;
    }
}
