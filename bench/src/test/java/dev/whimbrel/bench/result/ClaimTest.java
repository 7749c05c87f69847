package dev.whimbrel.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final Claim CLAIM = new Claim("work", "ours", "peer", 0.9);

    @Test
    void theMedianIsTheMiddleOrTheMeanOfBothMiddles() {
        assertThat(Spread.of(List.of(3.0, 1.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ratesAreDividedRoundByRound() {
        // Half the speed in the first round, as fast in the second, twice as fast in the third.
        Spread ratio = CLAIM.ratio(Measure.RATE, List.of(series("ours", "", 4, 4, 4), series("peer", "", 2, 4, 8)))
                .orElseThrow();
        assertThat(ratio).isEqualTo(new Spread(1, 0.5, 2));
        assertThat(CLAIM.met(Measure.RATE, ratio)).contains(true);
    }

    @Test
    void nothingIsRoundedUpToTheTarget() {
        assertThat(CLAIM.met(Measure.RATE, new Spread(0.896, 0, 1))).contains(false);
        assertThat(CLAIM.met(Measure.RATE, new Spread(0.9, 0, 1))).contains(true);
    }

    @Test
    void latenciesMustNotBeGreaterThanTheTarget() {
        assertThat(CLAIM.met(Measure.LATENCY, new Spread(0.8, 0, 1))).contains(true);
        assertThat(CLAIM.met(Measure.LATENCY, new Spread(1.0, 0, 1))).contains(false);
    }

    @Test
    void aRoundWithWrongRowsTakesTheWholeSeriesOut() {
        Series wrong = new Series(
                "ours", "ours", "", true, "", List.of(new Round(1, 1, 10, Map.of(), 0, "9 rows instead of 10")));
        assertThat(CLAIM.ratio(Measure.RATE, List.of(wrong, series("peer", "", 1))))
                .isEmpty();
    }

    @Test
    void anAbsentPeerLeavesTheClaimUnmeasured() {
        assertThat(CLAIM.ratio(Measure.RATE, List.of(series("ours", "", 1), series("peer", "peer absent"))))
                .isEmpty();
    }

    @Test
    void aClaimWithoutTargetIsNeitherMetNorMissed() {
        assertThat(new Claim("work", "ours", "peer", null).met(Measure.RATE, new Spread(1, 1, 1)))
                .isEmpty();
    }

    private static Series series(String key, String absence, double... seconds) {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            rounds.add(new Round(i + 1, seconds[i], 8, Map.of(), 100, ""));
        }
        return new Series(key, key, "", key.equals("ours"), absence, rounds);
    }
}
