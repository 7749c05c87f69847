package dev.whimbrel.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows come in order and whole; a failure on either side ends both and reaches the caller. */
class SourceBatchesTest {
    private static final long ROWS = 5L * SourceBatches.ROWS + 7;

    /** Counts from 1, fails where it is told to, and knows whether it is closed. */
    private static final class Counting implements SourceRows {
        private final long failsAt;
        private long read;
        private volatile boolean closed;

        Counting(long failsAt) {
            this.failsAt = failsAt;
        }

        @Override
        public @Nullable SourceRow next() {
            read++;
            if (read == failsAt) {
                throw new IllegalStateException("lost");
            }
            return read > ROWS
                    ? null
                    : new SourceRow(Key.of(read), TenantId.SHARED, new @Nullable Object[] {read}, null, 8);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static List<Long> numbers(long upTo) {
        return LongStream.rangeClosed(1, upTo).boxed().toList();
    }

    private static Long number(SourceRow row) {
        return (Long) java.util.Objects.requireNonNull(row.values()[0]);
    }

    @Test
    void allRowsComeInOrder() {
        Counting rows = new Counting(0);
        List<Long> got = new ArrayList<>();
        SourceBatches.each(rows, SourceBatchesTest::number, Function.identity(), got::addAll);
        assertThat(got).isEqualTo(numbers(ROWS));
        assertThat(rows.closed).isTrue();
    }

    @Test
    void aSourceThatFailsFailsTheCallerAfterTheBatchesBefore() {
        Counting rows = new Counting(3L * SourceBatches.ROWS + 1);
        List<Long> got = new ArrayList<>();
        assertThatThrownBy(() -> SourceBatches.each(rows, SourceBatchesTest::number, Function.identity(), got::addAll))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("lost");
        assertThat(got).isEqualTo(numbers(3L * SourceBatches.ROWS));
        assertThat(rows.closed).isTrue();
    }

    @Test
    void anErrorWhileMappingFailsTheCaller() {
        Counting rows = new Counting(0);
        assertThatThrownBy(() -> SourceBatches.each(
                        rows,
                        row -> {
                            throw new StackOverflowError();
                        },
                        Function.identity(),
                        batch -> {}))
                .isInstanceOf(StackOverflowError.class);
        assertThat(rows.closed).isTrue();
    }

    @Test
    void aTargetThatFailsEndsTheReading() {
        Counting rows = new Counting(0);
        assertThatThrownBy(() -> SourceBatches.each(rows, SourceBatchesTest::number, Function.identity(), batch -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThat(rows.closed).as("closed before the caller goes on").isTrue();
        assertThat(rows.read).isLessThan(ROWS);
    }
}
