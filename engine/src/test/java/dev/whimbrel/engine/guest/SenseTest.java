package dev.whimbrel.engine.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Pacing.State;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Reading.Failed;
import dev.whimbrel.core.port.Reading.Measured;
import dev.whimbrel.core.port.Signal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What many small touches tell, with times written by hand and a clock that stands until it is moved. */
class SenseTest {
    private static final long STALE = TimeUnit.SECONDS.toNanos(4);

    private final Side side = new Side("target", new GuestSettings.Watch(null, Map.of()));
    private long now = TimeUnit.HOURS.toNanos(1);
    private final Rest rest = new Rest(() -> now);
    private Reading next = new Measured(Signal.COMMIT, 1);
    private final Feeler feeler = new Feeler() {
        @Override
        public Signal signal() {
            return Signal.COMMIT;
        }

        @Override
        public Reading touch() {
            return next;
        }

        @Override
        public void close() {}
    };
    private final Sense sense = new Sense(feeler, side, rest, STALE, () -> now);

    @BeforeEach
    void learn() {
        sense.learn(false);
        rest.begin();
    }

    private void others() {
        for (int i = 0; i < 10; i++) {
            side.judge(List.of(new Measured(Signal.OTHERS, 1)), false);
        }
    }

    private Verdict after(int touches, double millis) {
        next = new Measured(Signal.COMMIT, millis);
        for (int i = 0; i < touches; i++) {
            sense.touch();
        }
        return sense.judge().get(0);
    }

    @Test
    void moreThanOneSlowTouchInFiveIsStrainBesideOthers() {
        others();
        assertThat(after(40, 1).state()).isEqualTo(State.HEALTHY);
        assertThat(after(8, 9).state()).as("one in five").isEqualTo(State.HEALTHY);
        Verdict strained = after(1, 9);
        assertThat(strained.state()).isEqualTo(State.STRAINED);
        assertThat(strained.said()).isEqualTo("target commit 9 ms, limit 2 ms");
        assertThat(after(40, 1).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void whereNobodyIsThereItsOwnLoadHoldsItNot() {
        assertThat(after(40, 9).state()).isEqualTo(State.HEALTHY);
        assertThat(after(40, 600).state()).isEqualTo(State.STRAINED);
    }

    @Test
    void whatWasFeltBeforeACutIsJudgedNoMore() {
        others();
        assertThat(after(40, 9).state()).isEqualTo(State.STRAINED);
        sense.forget();
        assertThat(after(19, 1).state()).as("too few yet").isEqualTo(State.STRAINED);
        assertThat(after(1, 1).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void moderatelySlowMomentsStrainSoonerThanTheFewOfADisk() {
        others();
        assertThat(after(40, 1).state()).isEqualTo(State.HEALTHY);
        assertThat(after(5, 3).state()).as("one transaction in twenty").isEqualTo(State.HEALTHY);
        assertThat(after(1, 3).said()).as("more than that").isEqualTo("target commit 3 ms, limit 2 ms");
    }

    @Test
    void aFewStallsInQuietTimesDoNotRaiseTheLimit() {
        rest.end();
        now += TimeUnit.SECONDS.toNanos(1);
        others();
        for (int lot = 0; lot < 9; lot++) {
            after(36, 1);
            after(4, 30);
        }
        assertThat(sense.judge().get(0).limit()).isEqualTo(2);
    }

    @Test
    void afterACutItIsNoNewsUntilEnoughWasFeltAnew() {
        others();
        assertThat(after(40, 9).isAbove()).isTrue();
        sense.forget();
        assertThat(after(19, 9).isAbove())
                .as("still strained, but on old grounds")
                .isFalse();
        assertThat(sense.judge().get(0).state()).isEqualTo(State.STRAINED);
        assertThat(after(1, 9).isAbove()).isTrue();
    }

    @Test
    void whileItIsStrainedItIsTouchedOftenWithNobodyThereAsWell() {
        assertThat(sense.isUrgent()).isFalse();
        after(40, 600);
        assertThat(sense.isUrgent()).isTrue();
        after(40, 1);
        assertThat(sense.isUrgent()).isFalse();
    }

    @Test
    void whoDoesNotKnowTheQuietTimeGoesSlowBesideOthersUntilItDoes() {
        Sense blank = new Sense(feeler, side, rest, STALE, () -> now);
        assertThat(blank.judge().get(0).limit()).as("nobody there").isEqualTo(500);
        others();
        assertThat(blank.judge().get(0).said())
                .isEqualTo("target commit cannot be read: its quiet time is not known yet");
        rest.end();
        now += TimeUnit.SECONDS.toNanos(1);
        for (int i = 0; i < Quiet.LOT; i++) {
            blank.touch();
        }
        assertThat(blank.judge().get(0).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void whoIsQuickStaysPresentThoughManyLooksMissHim() {
        others();
        for (int i = 0; i < 8; i++) {
            side.judge(List.of(new Measured(Signal.OTHERS, 0)), false);
        }
        assertThat(side.isBesideOthers()).as("two looks of ten").isTrue();
        side.judge(List.of(new Measured(Signal.OTHERS, 0)), false);
        assertThat(side.isBesideOthers()).isFalse();
        for (int i = 0; i < 4; i++) {
            side.judge(List.of(new Measured(Signal.OTHERS, 1)), false);
        }
        assertThat(side.isBesideOthers()).as("a monitor now and then").isFalse();
    }

    @Test
    void aFailureOrSilenceIsUnreadable() {
        others();
        next = new Failed(Signal.COMMIT, "no connection");
        sense.touch();
        assertThat(sense.judge().get(0).said()).isEqualTo("target commit cannot be read: no connection");
        assertThat(after(1, 1).state()).isEqualTo(State.HEALTHY);
        now += STALE + 1;
        assertThat(sense.judge().get(0).state()).isEqualTo(State.UNREADABLE);
    }

    @Test
    void itLearnsInGapsOnlyAndSlowly() {
        others();
        after(400, 9);
        assertThat(sense.judge().get(0).limit()).as("we were at work").isEqualTo(2);
        rest.end();
        after(40, 9);
        assertThat(sense.judge().get(0).limit()).as("not settled yet").isEqualTo(2);
        now += TimeUnit.SECONDS.toNanos(1);
        after(80, 9);
        assertThat(sense.judge().get(0).limit()).as("what comes and goes").isEqualTo(2);
        after(400, 9);
        assertThat(sense.judge().get(0).limit()).as("what stays").isEqualTo(18);
    }
}
