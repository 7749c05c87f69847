package dev.whimbrel.engine.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rows against a clock that the test moves. */
class BucketTest {
    private static final long SECOND = 1_000_000_000;
    private final Bucket bucket = new Bucket(0);

    @Test
    void letsEverythingPassUntilARateIsSet() {
        bucket.take(1_000_000, 0);
        assertThat(bucket.owed(0)).isZero();
        assertThat(bucket.held()).isFalse();
        assertThat(bucket.passed()).isEqualTo(1_000_000);
    }

    @Test
    void whatWasTakenIsWaitedForAfterwards() {
        bucket.rate(1_000, 0);
        bucket.take(4_000, 0);
        assertThat(bucket.owed(0)).isEqualTo(4 * SECOND);
        assertThat(bucket.owed(3 * SECOND)).isEqualTo(SECOND);
        assertThat(bucket.owed(4 * SECOND)).isZero();
        assertThat(bucket.held()).isTrue();
        assertThat(bucket.held()).isFalse();
    }

    @Test
    void littleIsSavedUp() {
        bucket.rate(1_000, 0);
        bucket.take(1_250, 100 * SECOND);
        assertThat(bucket.owed(100 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void aNewRateHoldsForWhatIsOwedAlready() {
        bucket.rate(1_000, 0);
        bucket.take(4_000, 0);
        bucket.rate(4_000, 0);
        assertThat(bucket.owed(0)).isEqualTo(SECOND);
        bucket.rate(Double.POSITIVE_INFINITY, 0);
        assertThat(bucket.owed(0)).isZero();
    }
}
