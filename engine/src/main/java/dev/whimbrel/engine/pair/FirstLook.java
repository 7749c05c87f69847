package dev.whimbrel.engine.pair;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.TwinPlan;
import dev.whimbrel.core.port.Twinning;
import dev.whimbrel.core.port.View;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.compare.Beside;
import java.time.temporal.Temporal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first look at two tables of one database, by a join of its own: at one moment, two sessions side by side, each pair of rows
 * looked at by the server. What is kept are the keys under which the sides are not the same, and how many rows each side has,
 * counted by statements that know nothing of the join. The moment is given up as soon as the rows of these keys were read.
 */
final class FirstLook implements AutoCloseable {
    /** Of more rows that differ, both sides are read row by row: fetching each by its key would take longer. */
    private static final int MOST = 20_000;

    private static final Pattern FAR = Pattern.compile("[-+]|0000");

    private final Pair pair;
    private final Manner.Joined joined;
    private final TwinPlan plan;
    private final View view;
    private final Source left;
    private final Source right;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Set<String> unmet = ConcurrentHashMap.newKeySet();
    private final AtomicInteger told = new AtomicInteger();
    private Map<TenantId, Long> expected = Map.of();
    private long actual;
    private volatile boolean odd;

    private FirstLook(Pair pair, Manner.Joined joined, View view, Source left, Source right) {
        this.pair = pair;
        this.joined = joined;
        this.plan = joined.plan();
        this.view = view;
        this.left = left;
        this.right = right;
    }

    /** Takes over the view. */
    static FirstLook of(Pair pair, Manner.Joined joined, View view) {
        Source left = null;
        try {
            left = view.open();
            return new FirstLook(pair, joined, view, left, view.open());
        } catch (RuntimeException e) {
            if (left != null) {
                left.close();
            }
            view.close();
            throw e;
        }
    }

    /** Looks, and says why that is not enough and both sides are to be read after all; empty where it is. */
    Optional<String> look(LongAdder progress) {
        if (!(left instanceof Twinning one) || !(right instanceof Twinning other)) {
            return Optional.of("the system has no join of two tables");
        }
        Optional<String> refusal = one.refusal(plan);
        if (refusal.isPresent()) {
            return refusal;
        }
        Queue<KeyRange> parts = new ConcurrentLinkedQueue<>(one.parts(plan));
        long share = Math.max(
                        0,
                        plan.expected().table().rows() + plan.actual().table().rows())
                / parts.size();
        beside(
                check -> join(other, parts, check, () -> progress.add(share)),
                check -> join(one, parts, check, () -> progress.add(share)));
        if (keys.size() > MOST) {
            return Optional.of("more than 20,000 rows differ");
        }
        if (odd) {
            return Optional.of("its key holds values that no row is found by");
        }
        unmet.addAll(keys);
        beside(check -> actual = sum(other.owners(plan.actual().table(), null)), check -> expected = owners(one));
        return Optional.empty();
    }

    /** Work that stops where the other one failed. */
    private interface Work {
        void run(Runnable check);
    }

    private static void beside(Work one, Work other) {
        Beside beside = Beside.start("whimbrel-twin", stop -> one.run(stop::check));
        try {
            other.run(beside::check);
        } catch (RuntimeException | Error e) {
            beside.stop();
            throw e;
        }
        beside.await();
    }

    private void join(Twinning at, Queue<KeyRange> parts, Runnable check, Runnable done) {
        for (KeyRange part = parts.poll(); part != null && isEnough(); part = parts.poll()) {
            check.run();
            try (SourceRows rows = at.unlike(plan, part)) {
                for (SourceRow row = rows.next(); row != null && isEnough(); row = rows.next()) {
                    unlike(row);
                }
            }
            done.run();
        }
    }

    private void unlike(SourceRow row) {
        String key = Cell.text(joined.key(), row.values());
        if (row.malformed() != null
                || key.indexOf(Cell.ODD) >= 0
                || Stream.of(row.values()).anyMatch(FirstLook::isFar)) {
            odd = true;
        } else {
            keys.add(key);
        }
    }

    /** Years before the first one and after 9999 have a text by which the server finds no row. */
    private static boolean isFar(@Nullable Object part) {
        return part instanceof Temporal && FAR.matcher(part.toString()).lookingAt();
    }

    private boolean isEnough() {
        return keys.size() <= MOST && !odd;
    }

    private Map<TenantId, Long> owners(Twinning at) {
        Integer place = pair.ownerPlace();
        Column owner =
                place != null && pair.expected().values().get(place) instanceof Cell.Own own ? own.column() : null;
        Map<TenantId, Long> owners = new HashMap<>();
        at.owners(plan.expected().table(), owner == null ? null : owner.name())
                .forEach((text, rows) -> owners.merge(tenant(owner, text), rows, Long::sum));
        return owners;
    }

    private static TenantId tenant(@Nullable Column owner, String text) {
        if (owner == null) {
            return TenantId.SHARED;
        }
        return text.isEmpty() ? TenantId.UNKNOWN : new TenantId(text);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of rows whose twins have other values, the keys of those that the join tells; empty where the database cannot be asked that. */
    Optional<Set<String>> swapped(List<TwinPlan.Swap> swaps) {
        Set<String> tellsOf = new HashSet<>();
        boolean asked = left instanceof Twinning twinning
                && twinning.unlike(plan, swaps, row -> tellsOf.add(Cell.text(joined.key(), row.values())));
        return asked ? Optional.of(tellsOf) : Optional.empty();
    }

    Set<String> keys() {
        return keys;
    }

    /** Rows of the expected side by owner, as they were counted. */
    Map<TenantId, Long> expected() {
        return expected;
    }

    /** Rows of the actual side, as they were counted. */
    long actual() {
        return actual;
    }

    /** Where the rows of the expected side stand as they were at the moment. */
    Source left() {
        return left;
    }

    Source right() {
        return right;
    }

    /** A row of this key was found again. */
    void met(String key) {
        unmet.remove(key);
    }

    /** One of the sides has told all its rows; after both, the moment is not needed any more. */
    void told() {
        if (told.incrementAndGet() < 2) {
            return;
        }
        close();
        if (!unmet.isEmpty()) {
            // It would pass for equal otherwise.
            throw Fault.internal(
                    "ROWS_NOT_FOUND_AGAIN",
                    "Cannot compare: of " + unmet.size() + " rows that differ none was found again at the same moment",
                    null);
        }
    }

    @Override
    public void close() {
        left.close();
        right.close();
        view.close();
    }
}
