package dev.whimbrel.control.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.control.proof.Verifications.Opened;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.testkit.fault.Killable;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes at one verification, of which one is killed in the middle of a flow. */
@Timeout(180)
class InterruptionTest {
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void aKilledProcessLeavesWholeFlowsAndAnotherGoesOn() throws Exception {
        try (Target target = new Target();
                Killable other = Killable.start(
                        RecordMain.class.getName(),
                        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
                        List.of(target.url()),
                        folder.resolve("output.txt"))) {
            other.awaitOutput("STUCK", LONG);
            Connection connection = target.connect();
            Verifications verifications = Proof.on(connection).verifications();
            assertThatThrownBy(() -> verifications.open(new Matter("shop", "test"), "m1", List.of()))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo("VERIFICATION_ACTIVE"));
            connection.rollback();
            long id = verifications.list(new Matter("shop", "test"), 1).get(0).id();
            connection.rollback();
            other.killNine();
            awaitDead(verifications, id);

            Opened again = verifications.open(new Matter("shop", "test"), "m1", List.of());
            assertThat(again.continued()).isTrue();
            assertThat(again.verification().id()).isEqualTo(id);
            assertThat(verifications.finishedFlows(id)).containsExactly("client");
            verifications.record(id, "order", List.of(), Samples.padded("2", 3), Samples.MASKED);
            verifications.finish(id, Map.of("2", Verdict.DIFFERENCES));
            connection.commit();
            assertThat(verifications.patterns(id, 0))
                    .extracting(PatternSummary::rows)
                    .containsExactly(20L, 3L);
            assertThat(target.texts("select count(*) from whimbrel.finding")).containsExactly("23");
        }
    }

    private static void awaitDead(Verifications verifications, long id) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (verifications.isLive(id) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(verifications.isLive(id)).isFalse();
    }
}
