package dev.whimbrel.engine.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Reading.Failed;
import dev.whimbrel.core.port.Reading.Measured;
import dev.whimbrel.core.port.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which signals of a server count when it comes and goes. */
class SideTest {
    private static final Reading CANARY = new Measured(Signal.CANARY, 1);
    private static final Reading LAG = new Measured(Signal.LAG, 0);
    private static final List<Reading> AWAY =
            List.of(new Failed(Signal.CANARY, "it is away"), new Failed(Signal.LAG, "it is away"));

    private final Side side = new Side("target", GuestSettings.Watch.DEFAULT);

    @Test
    void aStandbyThatNeverWasIsNotMissedAfterTheServerWasAway() {
        side.judge(List.of(CANARY), false);
        assertThat(side.judge(AWAY, false)).hasSize(2);
        assertThat(side.judge(List.of(CANARY), false)).hasSize(1);
    }

    @Test
    void aStandbyThatWasThereIsMissed() {
        side.judge(List.of(CANARY, LAG), false);
        side.judge(AWAY, false);
        assertThat(side.judge(List.of(CANARY), false)).hasSize(2);
    }
}
