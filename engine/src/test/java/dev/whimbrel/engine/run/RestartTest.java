package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import dev.whimbrel.testkit.server.PostgresServer.Stop;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is restarted several times in mid-run, softly and as by a crash; the run waits and goes on by itself. */
class RestartTest {
    private static final int[] AT_CHUNK = {15, 50, 90, 130};

    @TempDir
    Path folder;

    @Test
    void theRunGoesOnByItself() throws Exception {
        try (PostgresServer server = PostgresServer.own(Map.of("fsync", "on", "synchronous_commit", "on"))) {
            OldShop shop = new OldShop(folder, MariaDbServer.shared(), server)
                    .chunkRows(500)
                    .fill(10_000, 40_000);
            AtomicInteger chunks = new AtomicInteger();
            AtomicInteger retries = new AtomicInteger();
            MigrationRun run = shop.migration().run(Set.of(), new RunListener() {
                @Override
                public void chunk(String flow, String step, Counts counts) {
                    chunks.incrementAndGet();
                }

                @Override
                public void retried(String code, String message) {
                    retries.incrementAndGet();
                }
            });
            AtomicInteger restarts = new AtomicInteger();
            Thread operator = new Thread(() -> operate(server, chunks, restarts));
            operator.start();
            Outcome outcome = run.execute();
            operator.join();
            assertThat(outcome.isComplete()).as("%s", outcome.run()).isTrue();
            assertThat(restarts).hasValue(AT_CHUNK.length);
            assertThat(retries.get()).isGreaterThanOrEqualTo(AT_CHUNK.length);
            Proof.of(shop);
        }
    }

    private static void operate(PostgresServer server, AtomicInteger chunks, AtomicInteger restarts) {
        for (int at : AT_CHUNK) {
            while (chunks.get() < at) {
                sleep();
            }
            server.restart(restarts.get() % 2 == 0 ? Stop.IMMEDIATE : Stop.FAST);
            restarts.incrementAndGet();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
