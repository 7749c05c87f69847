package dev.whimbrel.core.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.MappingWatch.Seen;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a table's pairs of values tell about a column. */
class MappingWatchTest {
    private final MappingWatch watch = new MappingWatch(Set.of("id"), 42, MappingWatch.BOUND);

    @Test
    void codesThatWereMapped() {
        for (int i = 0; i < 20; i++) {
            watch.add("state", i % 3 == 0 ? "A" : "B", i % 3 == 0 ? "active" : "blocked");
        }
        assertThat(watch.seen("state").mapping()).contains(ValueClass.MAPPING);
        assertThat(watch.seen("state").values()).isEqualTo(2);
        assertThat(watch.seen("state").rows()).isEqualTo(20);
    }

    @Test
    void severalCodesMayBecomeOne() {
        for (int i = 0; i < 20; i++) {
            watch.add("state", i % 4, "other");
        }
        assertThat(watch.seen("state").mapping()).contains(ValueClass.MAPPING);
    }

    @Test
    void valuesThatDoNotRepeatAreNoMapping() {
        for (int i = 0; i < 20; i++) {
            watch.add("name", "n" + i, "m" + i);
        }
        assertThat(watch.seen("name").mapping()).isEmpty();
        assertThat(watch.seen("name").gaveUp()).isFalse();
    }

    @Test
    void oneExceptionAndItIsNoMapping() {
        for (int i = 0; i < 20; i++) {
            watch.add("state", "A", "active");
        }
        watch.add("state", "A", "blocked");
        assertThat(watch.seen("state").mapping()).isEmpty();
    }

    @Test
    void aCodeThatStaysInSomeRowsIsNotMapped() {
        for (int i = 0; i < 20; i++) {
            watch.add("state", "A", i == 7 ? "A" : "B");
        }
        assertThat(watch.seen("state").mapping()).isEmpty();
    }

    @Test
    void equalPairsAloneAreNothing() {
        for (int i = 0; i < 20; i++) {
            watch.add("id", i, i);
            watch.add("state", i % 2, i % 2);
        }
        assertThat(watch.seen("id").mapping()).isEmpty();
        assertThat(watch.seen("state").mapping()).isEmpty();
        assertThat(watch.seen("never")).isEqualTo(new Seen(java.util.Optional.empty(), false, 0, 0));
    }

    @Test
    void idsRenamedOneToOne() {
        for (long i = 0; i < 100; i++) {
            watch.add("id", i, 1_000 + i);
            watch.add("other", i, 1_000 + i);
        }
        assertThat(watch.seen("id").mapping()).contains(ValueClass.RENAMED_ID);
        assertThat(watch.seen("other").mapping()).isEmpty();
    }

    @Test
    void idsThatFallTogetherAreNotRenamed() {
        for (long i = 0; i < 100; i++) {
            watch.add("id", i, 1_000 + i / 2);
        }
        assertThat(watch.seen("id").mapping()).isEmpty();
    }

    @Test
    void givesUpAndSaysSo() {
        gaveUp("code", MappingWatch.BOUND);
    }

    /** Ids seldom come again, so that more of them are remembered. */
    @Test
    void givesUpOfIdsLater() {
        for (long i = 0; i < 2 * MappingWatch.BOUND; i++) {
            watch.add("id", i, -i - 1);
        }
        assertThat(watch.seen("id").mapping()).contains(ValueClass.RENAMED_ID);
        gaveUp("id", MappingWatch.BOUND_OF_IDS);
    }

    private void gaveUp(String column, int bound) {
        for (long i = watch.seen(column).rows(); i <= bound; i++) {
            watch.add(column, i, -i - 1);
        }
        Seen seen = watch.seen(column);
        assertThat(seen.gaveUp()).isTrue();
        assertThat(seen.mapping()).isEmpty();
        assertThat(seen.values()).isZero();
        assertThat(seen.rows()).isEqualTo(bound + 1);
    }

    @Test
    void randomMappingsAreFoundAndBrokenOnesAreNot() {
        long seed = System.nanoTime();
        System.out.println("MappingWatchTest: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            MappingWatch mapped = new MappingWatch(Set.of(), random.nextLong(), MappingWatch.BOUND);
            int codes = 1 + random.nextInt(20);
            int shift = 1 + random.nextInt(5);
            for (int i = 0; i < 400; i++) {
                long code = i % codes;
                mapped.add("whole", code, code + shift);
                mapped.add("broken", code, i == 333 ? code + shift + 1 : code + shift);
            }
            assertThat(mapped.seen("whole").mapping()).contains(ValueClass.MAPPING);
            assertThat(mapped.seen("broken").mapping()).isEmpty();
        }
    }
}
