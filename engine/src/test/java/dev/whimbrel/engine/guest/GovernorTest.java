package dev.whimbrel.engine.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Pacing.Because;
import dev.whimbrel.control.ledger.Pacing.State;
import dev.whimbrel.core.port.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loop step by step, with verdicts written by hand and no clock at all. */
class GovernorTest {
    private static final double FAST = 40_000;
    private final Governor governor = new Governor(GuestSettings.DEFAULT, 4);

    private static Verdict verdict(Signal signal, State state, double value) {
        return new Verdict("target", signal, state, value, 20, state == State.UNREADABLE ? "no answer in time" : "");
    }

    private Allowance well() {
        return tick(verdict(Signal.CANARY, State.HEALTHY, 1));
    }

    private Allowance strained() {
        return tick(verdict(Signal.CANARY, State.STRAINED, 84));
    }

    private Allowance blind() {
        return tick(verdict(Signal.CANARY, State.UNREADABLE, Double.NaN));
    }

    private Allowance last = new Allowance(4, Double.POSITIVE_INFINITY, Because.FREE, "");

    /** As a run would fare that takes all it is given, up to what it can. */
    private Allowance tick(Verdict... verdicts) {
        Throughput moved = new Throughput(Math.min(FAST, last.rowsPerSecond()), last.rowsPerSecond() < FAST);
        last = governor.tick(List.of(verdicts), moved, Share.ALONE, false);
        return last;
    }

    @Test
    void runsFreeWhileAllIsWell() {
        for (int i = 0; i < 10; i++) {
            assertThat(well().because()).isEqualTo(Because.FREE);
        }
        assertThat(last.rowsPerSecond()).isInfinite();
        assertThat(last.workers()).isEqualTo(4);
    }

    @Test
    void halvesFromWhatItReallyDoesDownToTheSlowBoundAndNoFurther() {
        well();
        Allowance first = strained();
        assertThat(first.because()).isEqualTo(Because.STRAINED);
        assertThat(first.reason()).isEqualTo("slowed by the target canary 84 ms, limit 20 ms");
        assertThat(first.rowsPerSecond()).isEqualTo(FAST / 2);
        assertThat(first.workers()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            assertThat(strained().rowsPerSecond()).as("the first cut may show").isEqualTo(FAST / 2);
        }
        assertThat(strained().rowsPerSecond()).isEqualTo(FAST / 4);
        for (int i = 0; i < 40; i++) {
            strained();
        }
        assertThat(last.rowsPerSecond()).isEqualTo(500);
        assertThat(last.workers()).isEqualTo(1);
    }

    @Test
    void growsStepByStepAndIsFreeInTheEnd() {
        well();
        for (int i = 0; i < 18; i++) {
            strained();
        }
        double before = last.rowsPerSecond();
        assertThat(well().rowsPerSecond()).as("not at once").isEqualTo(before);
        assertThat(last.because()).isEqualTo(Because.RECOVERING);
        assertThat(last.reason()).contains("growing again, after the target canary");
        int steps = 0;
        for (; last.because() != Because.FREE && steps < 100; steps++) {
            double rate = last.rowsPerSecond();
            assertThat(well().rowsPerSecond()).isGreaterThanOrEqualTo(rate);
            if (last.because() == Because.RECOVERING) {
                assertThat(last.rowsPerSecond() - rate).isLessThanOrEqualTo(FAST / 20 + 1);
            }
        }
        assertThat(steps).isBetween(16, 80);
        assertThat(last.workers()).isEqualTo(4);
    }

    @Test
    void whatCannotBeReadMeansSlowAtOnce() {
        well();
        Allowance slow = blind();
        assertThat(slow.because()).isEqualTo(Because.UNREADABLE);
        assertThat(slow.rowsPerSecond()).isEqualTo(500);
        assertThat(slow.workers()).isEqualTo(1);
        assertThat(slow.reason()).isEqualTo("slow, because the target canary cannot be read: no answer in time");
        for (int i = 0; i < 20; i++) {
            assertThat(blind()).isEqualTo(slow);
        }
        assertThat(well().rowsPerSecond()).as("no jump back").isEqualTo(500);
    }

    @Test
    void anyOneSignalHoldsItAndTheWorstIsNamed() {
        well();
        Allowance held = tick(
                verdict(Signal.CANARY, State.HEALTHY, 1),
                verdict(Signal.WAITS, State.STRAINED, 30),
                verdict(Signal.ACTIVE, State.STRAINED, 200));
        assertThat(held.reason()).contains("target active 200, limit 20");
        assertThat(tick(verdict(Signal.CANARY, State.STRAINED, 900), verdict(Signal.LAG, State.UNREADABLE, Double.NaN))
                        .because())
                .isEqualTo(Because.UNREADABLE);
    }

    @Test
    void aRunThatStartsBlindFindsItsWayUp() {
        last = new Allowance(0, 0, Because.UNREADABLE, "nothing was looked at yet");
        blind();
        int steps = 0;
        while (last.because() != Because.FREE && steps++ < 500) {
            well();
        }
        assertThat(last.because()).isEqualTo(Because.FREE);
        assertThat(steps).as("step by step all the same").isGreaterThan(40);
    }

    /** As {@link #tick}, with somebody else at work. */
    private Allowance beside(Verdict... verdicts) {
        Throughput moved = new Throughput(Math.min(FAST, last.rowsPerSecond()), last.rowsPerSecond() < FAST);
        last = governor.tick(List.of(verdicts), moved, Share.ALONE, true);
        return last;
    }

    private Allowance besideWell() {
        return beside(verdict(Signal.COMMIT, State.HEALTHY, 1));
    }

    @Test
    void besideOthersItBeginsGentlyAndFindsWhatTheyBearFromBelow() {
        last = new Allowance(0, 0, Because.UNREADABLE, "nothing was looked at yet");
        Allowance first = besideWell();
        assertThat(first.because()).isEqualTo(Because.RECOVERING);
        assertThat(first.reason()).isEqualTo("growing gently, since others are at work");
        assertThat(first.rowsPerSecond()).isBetween(2_000.0, 3_000.0);
        assertThat(first.workers()).isEqualTo(1);
        double before = first.rowsPerSecond();
        while (last.rowsPerSecond() < 10_000) {
            before = last.rowsPerSecond();
            assertThat(besideWell().rowsPerSecond()).isBetween(before * 1.09, before * 1.25);
        }
        double tooMuch = last.rowsPerSecond();
        Allowance cut = beside(verdict(Signal.COMMIT, State.STRAINED, 30));
        assertThat(governor.hasCut()).isTrue();
        assertThat(cut.rowsPerSecond()).as("a little above the limit").isEqualTo(tooMuch * 0.7);
        while (last.rowsPerSecond() < tooMuch) {
            before = last.rowsPerSecond();
            assertThat(besideWell().rowsPerSecond() - before).isLessThanOrEqualTo(tooMuch / 10 + 1);
        }
    }

    @Test
    void whoeverWentAgainHoldsItBackNoLonger() {
        last = new Allowance(0, 0, Because.UNREADABLE, "nothing was looked at yet");
        besideWell();
        besideWell();
        assertThat(last.rowsPerSecond()).isLessThan(5_000);
        double before = last.rowsPerSecond();
        for (int i = 0; i < 4; i++) {
            well();
        }
        assertThat(last.rowsPerSecond()).isGreaterThan(10 * before);
        for (int i = 0; i < 20; i++) {
            well();
        }
        assertThat(last.because()).isEqualTo(Because.FREE);
    }

    /** What is still called strained, but was not felt since the last cut, or is below its limit by now. */
    private static Verdict lately(Signal signal, double value, boolean isNews) {
        return new Verdict("target", signal, State.STRAINED, value, 20, "", isNews);
    }

    @Test
    void nothingIsCutTwiceOnTheSameGroundsNorForWhatIsOver() {
        well();
        double first = strained().rowsPerSecond();
        for (int i = 0; i < 20; i++) {
            assertThat(tick(lately(Signal.COMMIT, 84, false)).rowsPerSecond()).isEqualTo(first);
            assertThat(tick(lately(Signal.CANARY, 8, true)).rowsPerSecond()).isEqualTo(first);
            assertThat(governor.hasCut()).isFalse();
        }
        assertThat(last.reason())
                .as("what it was slowed by")
                .isEqualTo("slowed by the target canary 84 ms, limit 20 ms");
        assertThat(strained().rowsPerSecond()).isLessThan(first);
    }

    @Test
    void atTheSlowestBoundThereIsNoCutThatWouldHaveItForgetWhatItFeels() {
        well();
        for (int i = 0; i < 60; i++) {
            strained();
        }
        assertThat(last.reason()).endsWith("; no slower than rows_per_second.min");
        for (int i = 0; i < 20; i++) {
            strained();
            assertThat(governor.hasCut()).isFalse();
        }
        for (int i = 0; i < 8; i++) {
            well();
        }
        assertThat(last.because()).isEqualTo(Because.RECOVERING);
        assertThat(last.rowsPerSecond()).isGreaterThan(500);
    }

    @Test
    void whileItIsHeldACutIsFromWhatItMayDo() {
        well();
        besideWell();
        double allowed = last.rowsPerSecond();
        Allowance cut = governor.tick(
                List.of(verdict(Signal.COMMIT, State.STRAINED, 30)), new Throughput(300, true), Share.ALONE, true);
        assertThat(cut.rowsPerSecond()).isEqualTo(allowed * 0.7);
    }

    @Test
    void whoeverComesWhileItIsFreeIsMadeRoomForAtOnce() {
        well();
        assertThat(last.because()).isEqualTo(Because.FREE);
        assertThat(besideWell().rowsPerSecond()).isBetween(FAST / 4, FAST / 4 * 1.25);
        assertThat(governor.hasCut()).isTrue();
        besideWell();
        assertThat(governor.hasCut()).isFalse();
    }

    @Test
    void processesShareTheBoundsOfARun() {
        Governor one = new Governor(GuestSettings.DEFAULT, 4);
        Allowance slow = one.tick(
                List.of(verdict(Signal.CANARY, State.UNREADABLE, Double.NaN)),
                new Throughput(0, false),
                new Share(5, 0),
                false);
        assertThat(slow.rowsPerSecond()).isEqualTo(100);
    }
}
