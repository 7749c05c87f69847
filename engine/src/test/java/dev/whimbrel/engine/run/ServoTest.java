package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Cuts.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Chunks grow slowly, shrink quickly, and settle where they take as long as is wanted. */
final class ServoTest {
    private final Servo servo = Servo.upTo(100_000, Duration.ofSeconds(2));

    private static List<Timing> each(int chunks, long rows, double seconds) {
        return Collections.nCopies(chunks, new Timing(rows, seconds));
    }

    @Test
    void growsByHalfAtMostAndUpToTheBound() {
        assertThat(servo.first()).isEqualTo(20_000);
        assertThat(servo.next(20_000, each(4, 20_000, 0.01))).isEqualTo(30_000);
        assertThat(servo.next(20_000, each(4, 20_000, 1.6))).isEqualTo(25_000);
        assertThat(servo.next(90_000, each(4, 90_000, 0.01))).isEqualTo(100_000);
    }

    @Test
    void halvesAtOnceAndStopsAtTheFloor() {
        assertThat(servo.next(60_000, each(1, 60_000, 100))).isEqualTo(30_000);
        assertThat(servo.next(60_000, each(1, 60_000, 3))).isEqualTo(40_000);
        assertThat(servo.next(3_000, each(20, 3_000, 500))).isEqualTo(2_000);
    }

    @Test
    void boundsSmallerThanTheFloorHold() {
        Servo small = Servo.upTo(500, Duration.ofSeconds(2));
        assertThat(small.first()).isEqualTo(500);
        assertThat(small.next(500, each(3, 500, 0.001))).isEqualTo(500);
        assertThat(small.next(500, each(3, 500, 100))).isEqualTo(500);
    }

    @Test
    void oneSlowChunkInTwentyIsLeftOutAndThreeAreNot() {
        List<Timing> recent = new ArrayList<>(each(19, 20_000, 2));
        recent.add(new Timing(20_000, 60));
        assertThat(servo.next(20_000, recent)).isEqualTo(20_000);
        recent.addAll(each(2, 20_000, 60));
        assertThat(servo.next(20_000, recent)).isEqualTo(10_000);
    }

    @Test
    void staysWithoutAnythingToGoBy() {
        assertThat(servo.next(20_000, List.of())).isEqualTo(20_000);
        assertThat(servo.next(20_000, each(5, 9_999, 60))).isEqualTo(20_000);
    }

    /** Chunks of earlier sizes count by their rate: a step that changed its size is not steered by old times. */
    @Test
    void earlierSizesCountByTheirRate() {
        assertThat(servo.next(40_000, each(5, 20_000, 1))).isEqualTo(40_000);
        assertThat(servo.next(40_000, each(5, 80_000, 4))).isEqualTo(40_000);
    }

    @Test
    void settlesWhereChunksTakeWhatIsWanted() {
        Random random = new Random(20261126);
        List<Timing> recent = new ArrayList<>();
        int size = servo.first();
        for (int i = 0; i < 200; i++) {
            recent.add(0, new Timing(size, size / 25_000.0 * (0.9 + 0.2 * random.nextDouble())));
            size = servo.next(size, recent.subList(0, Math.min(recent.size(), Servo.RECENT)));
        }
        assertThat(size).isBetween(40_000, 56_000);
    }
}
