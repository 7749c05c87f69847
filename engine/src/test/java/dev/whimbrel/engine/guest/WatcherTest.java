package dev.whimbrel.engine.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Reading.Measured;
import dev.whimbrel.core.port.Signal;
import dev.whimbrel.core.port.Vitals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is taken for somebody whom a run could hurt, before its first row. */
class WatcherTest {
    private double others = 1;
    private int pauses;
    private final Vitals vitals = new Vitals() {
        @Override
        public List<Reading> read() {
            return List.of(new Measured(Signal.CANARY, 1), new Measured(Signal.OTHERS, others));
        }

        @Override
        public void close() {}
    };
    private final Watcher watcher =
            new Watcher(vitals, new Side("target", new GuestSettings.Watch(null, Map.of())), 1_000, () -> 0);

    private boolean besideAfter(Runnable pause) {
        watcher.learn(6, () -> {
            pauses++;
            pause.run();
        });
        watcher.judge(true);
        return watcher.isBesideOthers();
    }

    @Test
    void whoDidOneThingJustBeforeIsNobody() {
        assertThat(besideAfter(() -> others = 0)).isFalse();
        assertThat(pauses).isEqualTo(1);
    }

    @Test
    void whoIsStillThereAfterAWhileIsSomebody() {
        assertThat(besideAfter(() -> {})).isTrue();
        assertThat(pauses).isEqualTo(12);
    }

    @Test
    void nobodyIsWaitedForWhereNobodyIs() {
        others = 0;
        assertThat(besideAfter(() -> {})).isFalse();
        assertThat(pauses).isZero();
    }
}
