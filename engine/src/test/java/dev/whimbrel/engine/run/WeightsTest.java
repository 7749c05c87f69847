package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that wait for a step: of all steps behind it, each once. */
final class WeightsTest {
    private static Step step(int number, Integer... dependsOn) {
        return new Step(number, Step.Kind.COPY, number, List.of(dependsOn), Step.State.WAITING, true, false);
    }

    @Test
    void sumsWhatWaitsEachOnce() {
        List<Step> steps = List.of(step(1), step(2), step(3, 1), step(4, 1, 3), step(5, 2));
        long[] rows = {10, -1, 100, 1_000, 10_000};
        Weights weights = new Weights(steps, step -> rows[step.number() - 1]);
        assertThat(steps).extracting(weights::waiting).containsExactly(1_100L, 10_000L, 1_000L, 0L, 0L);
    }
}
