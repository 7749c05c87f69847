package dev.whimbrel.engine.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Pacing.State;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Reading.Failed;
import dev.whimbrel.core.port.Reading.Measured;
import dev.whimbrel.core.port.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From readings to verdicts. */
class GaugeTest {
    private final Gauge waits = new Gauge("target", Signal.WAITS);

    private State waits(double value) {
        return waits.judge(new Measured(Signal.WAITS, value), 10).state();
    }

    @Test
    void doesNotFlutter() {
        assertThat(waits(11)).isEqualTo(State.HEALTHY);
        assertThat(waits(2)).isEqualTo(State.HEALTHY);
        assertThat(waits(11)).isEqualTo(State.HEALTHY);
        assertThat(waits(12)).as("two in a row").isEqualTo(State.STRAINED);
        assertThat(waits(9)).as("not clearly below").isEqualTo(State.STRAINED);
        assertThat(List.of(waits(1), waits(2))).containsOnly(State.STRAINED);
        assertThat(waits(3)).as("three in a row").isEqualTo(State.HEALTHY);
    }

    @Test
    void oneFailureIsEnough() {
        Verdict verdict = waits.judge(new Failed(Signal.WAITS, "no answer in time"), 10);
        assertThat(verdict.state()).isEqualTo(State.UNREADABLE);
        assertThat(verdict.said()).isEqualTo("target waits cannot be read: no answer in time");
        assertThat(waits(1)).isEqualTo(State.HEALTHY);
    }

    private static Side side(Map<Signal, Double> limits) {
        return new Side("target", new GuestSettings.Watch(null, limits));
    }

    private static List<Reading> look(double canary, double others) {
        return List.of(new Measured(Signal.CANARY, canary), new Measured(Signal.OTHERS, others));
    }

    @Test
    void theCanaryIsMeasuredAgainstItsOwnQuietTimeWhereSomebodyIsThere() {
        Side side = side(Map.of());
        for (int i = 0; i < 6; i++) {
            side.judge(look(5, 0), true);
        }
        assertThat(side.judge(look(30, 0), false).get(0).limit())
                .as("nobody to hurt")
                .isEqualTo(500);
        for (int i = 0; i < 4; i++) {
            assertThat(side.judge(look(30, 3), false).get(0).limit())
                    .as("somebody who looks in now and then")
                    .isEqualTo(500);
        }
        List<State> states = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Verdict verdict = side.judge(look(30, 3), false).get(0);
            assertThat(verdict.limit()).isEqualTo(10);
            states.add(verdict.state());
        }
        assertThat(states).endsWith(State.STRAINED);
    }

    @Test
    void aLimitThatIsSetCountsInAnyCase() {
        Side side = side(Map.of(Signal.CANARY, 8.0));
        side.judge(look(9, 0), true);
        side.judge(look(9, 0), true);
        assertThat(side.judge(look(9, 0), false).get(0).state()).isEqualTo(State.STRAINED);
    }

    @Test
    void aSignalThatVanishesIsUnreadableAndOneThatIsOffIsNot() {
        Side side = side(Map.of(Signal.BACKLOG, Double.POSITIVE_INFINITY));
        side.judge(
                List.of(
                        new Measured(Signal.CANARY, 1),
                        new Measured(Signal.LAG, 1),
                        new Failed(Signal.BACKLOG, "denied")),
                false);
        List<Verdict> verdicts = side.judge(look(1, 0), false);
        assertThat(verdicts).extracting(Verdict::signal).containsExactly(Signal.CANARY, Signal.LAG);
        assertThat(verdicts.get(1).state()).isEqualTo(State.UNREADABLE);
    }

    @Test
    void silenceMakesAllUnreadable() {
        Side side = side(Map.of());
        assertThat(side.silent("no answer").get(0).state()).isEqualTo(State.UNREADABLE);
        side.judge(look(1, 0), true);
        assertThat(side.silent("no answer")).allMatch(verdict -> verdict.state() == State.UNREADABLE);
    }
}
