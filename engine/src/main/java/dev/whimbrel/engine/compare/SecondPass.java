package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.copy.ValueBytes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Both sides read once more from end to end, where too many rows differ to fetch each by its key. The rows in question wait on disk,
 * bucket by bucket, in files that nobody else can read and that are gone when this is closed or the process ends.
 */
final class SecondPass implements AutoCloseable {
    private final Spill expected;
    private final Spill actual;
    private final RowForm expectedForm;
    private final RowForm actualForm;
    private final Suspects suspects;
    private final int mask;

    /** @param suspects whose rows are wanted; complete */
    SecondPass(Suspects suspects, RowForm expectedForm, RowForm actualForm, Path folder, int buckets) {
        this.suspects = suspects;
        this.expectedForm = expectedForm;
        this.actualForm = actualForm;
        this.mask = buckets - 1;
        this.expected = new Spill(folder, buckets);
        this.actual = new Spill(folder, buckets);
    }

    void read(ExpectedRows expectedRows, ActualRows actualRows, LongAdder progress) {
        Beside beside = Beside.start(
                "whimbrel-expected",
                stop -> expectedRows.again(new ReadCounts(progress), key -> isSuspect(expectedForm, key), row -> {
                    stop.check();
                    put(expected, expectedForm, row, () -> "");
                }));
        try {
            actualRows.again(progress, key -> isSuspect(actualForm, key), row -> {
                beside.check();
                put(actual, actualForm, new ExpectedRow(row.key(), TenantId.UNKNOWN, row.values(), ""), row.standing());
            });
        } catch (RuntimeException | Error e) {
            beside.stop();
            throw e;
        }
        beside.await();
    }

    private boolean isSuspect(RowForm form, String key) {
        return suspects.contains(form.key(key).low());
    }

    private void put(Spill spill, RowForm form, ExpectedRow row, Supplier<String> standing) {
        long digest = form.key(row.key()).low();
        if (!suspects.contains(digest)) {
            return;
        }
        @Nullable Object @Nullable [] values = row.values();
        byte[] input = new byte[2 * Long.BYTES];
        row.input().put(input, 0);
        byte[] entry = Parts.of(
                Parts.bytes(row.key()),
                Parts.bytes(row.tenant().text()),
                Parts.bytes(row.cause()),
                Parts.bytes(standing.get()),
                input,
                values == null ? new byte[0] : ValueBytes.of(values));
        spill.add((int) digest & mask, entry, entry.length);
    }

    /** The rows of one bucket as they were in this pass. */
    Lookup bucket(int bucket) {
        Map<String, List<ExpectedRow>> left = new HashMap<>();
        each(expected.read(bucket), (row, standing) -> left.computeIfAbsent(row.key(), no -> new ArrayList<>())
                .add(row));
        Map<String, List<ActualRow>> right = new HashMap<>();
        each(actual.read(bucket), (row, standing) -> {
            @Nullable Object @Nullable [] values = row.values();
            right.computeIfAbsent(row.key(), no -> new ArrayList<>())
                    .add(new ActualRow(row.key(), values == null ? new Object[0] : values, () -> standing));
        });
        return new Lookup() {
            @Override
            public Map<String, List<ExpectedRow>> expected(Collection<String> keys) {
                return left;
            }

            @Override
            public Map<String, List<ActualRow>> actual(Collection<String> keys) {
                return right;
            }
        };
    }

    private static void each(byte[] bytes, BiConsumer<ExpectedRow, String> rows) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            String key = Parts.nextText(from);
            String tenant = Parts.nextText(from);
            String cause = Parts.nextText(from);
            String standing = Parts.nextText(from);
            ByteBuffer input = ByteBuffer.wrap(Parts.next(from));
            byte[] values = Parts.next(from);
            ExpectedRow row = new ExpectedRow(
                    key,
                    new TenantId(tenant),
                    values.length == 0 ? null : ValueBytes.values(values),
                    cause,
                    new Digest(input.getLong(), input.getLong()));
            rows.accept(row, standing);
        }
    }

    @Override
    public void close() {
        expected.close();
        actual.close();
    }
}
