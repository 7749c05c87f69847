package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.difference.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that differed once more on both sides, some time later. What is equal now was on its way; what is as it was at the first look and still
 * differs lasts; what is another row again is looked at some more times, and is hot if it never keeps still.
 */
final class SecondLook {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1));

    private final Lookup byKey;
    private final RowForm form;
    private final Duration settle;
    private long firstLookEnded = System.nanoTime();

    /** @param settle how long a difference must last at least */
    SecondLook(Lookup byKey, RowForm form, Duration settle) {
        this.byKey = byKey;
        this.form = form;
        this.settle = settle;
    }

    /** All rows were looked at for the first time. */
    void begins() {
        firstLookEnded = System.nanoTime();
    }

    /** Waits until a difference that is still there has lasted long enough. */
    void settle() {
        Duration since = Duration.ofNanos(System.nanoTime() - firstLookEnded);
        if (since.compareTo(settle) < 0) {
            pause(settle.minus(since));
        }
    }

    /** The second look is by {@code second}; those that follow, of rows that move, are row by row. */
    void of(List<Suspect> suspects, Lookup second, Consumer<Seen> seen) {
        List<Look> moving = new ArrayList<>();
        suspects.forEach(suspect -> moving.add(new Look(suspect)));
        look(moving, second, seen);
        for (Duration pause : PAUSES) {
            if (moving.isEmpty()) {
                return;
            }
            pause(pause);
            look(moving, byKey, seen);
        }
        moving.forEach(look -> seen.accept(new Seen(look.suspect, Status.HOT, null, null)));
    }

    /** Looks at all of them, and takes out those of which it can tell what became. */
    private void look(List<Look> moving, Lookup where, Consumer<Seen> seen) {
        Set<String> keys = new TreeSet<>();
        moving.forEach(look -> keys.add(look.suspect.key()));
        Map<String, List<ExpectedRow>> left = where.expected(keys);
        Map<String, List<ActualRow>> right = where.actual(keys);
        moving.removeIf(look -> {
            Seen now = look.now(
                    left.getOrDefault(look.suspect.key(), List.of()),
                    right.getOrDefault(look.suspect.key(), List.of()));
            if (now != null) {
                seen.accept(now);
            }
            return now != null;
        });
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One suspect and how it was seen last; null digests stand for rows that are not there. */
    private final class Look {
        private final Suspect suspect;
        private @Nullable Digest left;
        private @Nullable Digest right;
        private int looks;

        Look(Suspect suspect) {
            this.suspect = suspect;
            this.left = content(suspect.expected());
            this.right = content(suspect.actual());
        }

        private static @Nullable Digest content(@Nullable Entry entry) {
            return entry == null ? null : entry.content();
        }

        boolean cannotBeMade() {
            Entry entry = suspect.expected();
            return entry != null && entry.cause() != 0;
        }

        /** What became of it, or null where that cannot be told yet. */
        @Nullable
        Seen now(List<ExpectedRow> expectedRows, List<ActualRow> actualRows) {
            looks++;
            if (suspect.multiple()) {
                Status status = expectedRows.size() == actualRows.size() ? Status.IN_FLIGHT : Status.STABLE;
                return new Seen(suspect, status, null, null);
            }
            ActualRow row = actualRow(actualRows);
            ExpectedRow wanted = expectedRow(expectedRows);
            if (cannotBeMade()) {
                return new Seen(suspect, Status.STABLE, null, row, wanted == null ? Digest.ZERO : wanted.input());
            }
            Digest leftNow = wanted == null ? null : content(wanted);
            Digest rightNow = row == null ? null : form.content(row.values());
            if (Objects.equals(leftNow, rightNow)) {
                return new Seen(suspect, Status.IN_FLIGHT, null, null);
            }
            boolean still = Objects.equals(leftNow, left) && Objects.equals(rightNow, right);
            left = leftNow;
            right = rightNow;
            return still ? new Seen(suspect, looks == 1 ? Status.STABLE : Status.HOT, wanted, row) : null;
        }

        private Digest content(ExpectedRow row) {
            @Nullable Object @Nullable [] values = row.values();
            return values == null ? Digest.ZERO : form.content(values);
        }

        /** Of several rows of one key, the one that was seen before. */
        private @Nullable ExpectedRow expectedRow(List<ExpectedRow> rows) {
            return one(rows, row -> content(row).equals(left));
        }

        private @Nullable ActualRow actualRow(List<ActualRow> rows) {
            return one(rows, row -> form.content(row.values()).equals(right));
        }

        /** Most keys have one row, and a digest is dear. */
        private static <R> @Nullable R one(List<R> rows, Predicate<R> seen) {
            if (rows.size() < 2) {
                return rows.isEmpty() ? null : rows.get(0);
            }
            return rows.stream().filter(seen).findFirst().orElse(rows.get(0));
        }
    }
}
