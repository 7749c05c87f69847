package dev.whimbrel.app.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Counts;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Share, rate and time left, on a clock of the test's own. */
final class WorkTest {
    private final AtomicLong nanos = new AtomicLong();

    private static Counts read(long rows) {
        return new Counts(rows, rows, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void tellsRateAndTimeLeft() {
        Work work = new Work(1000, nanos::get);
        nanos.set(2_000_000_000L);
        work.done("client", "COPY", read(250));
        assertThat(work.rate()).isEqualTo(125);
        assertThat(work.share()).isEqualTo(0.25);
        assertThat(work.left()).hasSeconds(6);
    }

    @Test
    void aStepThatReadsNothingCountsByItsChunks() {
        Work work = new Work(1000, nanos::get);
        work.planned("client", "RESOLVE", 2, 500);
        work.done("client", "RESOLVE", Counts.ZERO);
        assertThat(work.rows()).isZero();
        assertThat(work.share()).isEqualTo(0.25);
    }

    @Test
    void claimsNothingWithoutAnEstimateNorBeforeTheEnd() {
        Work unknown = new Work(-1, nanos::get);
        unknown.done("client", "COPY", read(5));
        assertThat(unknown.share()).isNegative();
        assertThat(unknown.left()).isNegative();
        Work more = new Work(10, nanos::get);
        more.done("client", "COPY", read(50));
        assertThat(more.share()).isEqualTo(0.99);
        assertThat(more.left()).isNegative();
    }
}
