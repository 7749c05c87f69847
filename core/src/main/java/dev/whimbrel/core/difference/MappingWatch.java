package dev.whimbrel.core.difference;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.compare.Carried;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches the pairs of values of a table's columns for which no class was found, and tells whether each expected value always
 * stands against the same actual one. It remembers no value, only keyed hashes of them, and of each column not more than it was
 * told to: of a column with more values it says that it gave up.
 *
 * <p>It knows only what it is told. A column in which one code became another in some rows and stayed in others looks mapped,
 * unless equal pairs are told too.
 */
public final class MappingWatch {
    /** So many expected values are remembered for each column that holds no ids where nothing else is said. */
    public static final int BOUND = 1_000;

    /** Of ids, which seldom come again, so many. */
    static final int BOUND_OF_IDS = 100_000;

    /** A value says something only when it comes again; so often each does on average. */
    private static final int REPEATS = 2;

    private static final int LEAST_IDS = 2;

    private final Map<String, Pairs> columns = new HashMap<>();
    private final Set<String> idColumns;
    private final long key;
    private final int bound;

    /**
     * A watch over one table.
     *
     * @param idColumns columns declared to hold ids, which may be renamed one to one
     * @param key of the hashes; a fresh one for each verification
     * @param bound how many expected values are remembered for each column; of ids more
     */
    public MappingWatch(Set<String> idColumns, long key, int bound) {
        this.idColumns = Set.copyOf(idColumns);
        this.key = key;
        this.bound = bound;
    }

    /**
     * What was seen of a column.
     *
     * @param mapping MAPPING or RENAMED_ID; empty where neither holds or nothing can be said
     * @param gaveUp whether the column has more values than are remembered
     * @param rows pairs that differ
     * @param values how many expected values, of those remembered
     */
    public record Seen(Optional<ValueClass> mapping, boolean gaveUp, long rows, int values) {}

    /** Takes in one pair of values. Equal ones count against a mapping of that value to another. */
    public void add(String column, @Nullable Object expected, @Nullable Object actual) {
        columns.computeIfAbsent(column, name -> new Pairs(bound(name))).add(hash(expected), hash(actual));
    }

    private int bound(String column) {
        return idColumns.contains(column) ? Math.max(bound, BOUND_OF_IDS) : bound;
    }

    /** What was seen of a column so far. */
    public Seen seen(String column) {
        Pairs pairs = columns.get(column);
        if (pairs == null) {
            return new Seen(Optional.empty(), false, 0, 0);
        }
        return new Seen(mapping(column, pairs), pairs.gaveUp, pairs.rows, pairs.actualOf.size());
    }

    private Optional<ValueClass> mapping(String column, Pairs pairs) {
        int values = pairs.actualOf.size();
        if (pairs.gaveUp || !pairs.functional) {
            return Optional.empty();
        }
        if (idColumns.contains(column) && pairs.injective && pairs.rows >= LEAST_IDS) {
            return Optional.of(ValueClass.RENAMED_ID);
        }
        boolean repeated = pairs.rows >= (long) REPEATS * values && pairs.rows > REPEATS;
        return repeated ? Optional.of(ValueClass.MAPPING) : Optional.empty();
    }

    private long hash(@Nullable Object value) {
        byte[] form = new Canonical().add(Carried.read(value)).toBytes();
        return Hashing.xxh3_64(key).hashBytesToLong(form);
    }

    /** The pairs of one column. */
    private static final class Pairs {
        private final Map<Long, Long> actualOf = new HashMap<>();
        private final Map<Long, Long> expectedOf = new HashMap<>();
        private final int bound;
        private boolean functional = true;
        private boolean injective = true;
        private boolean gaveUp;
        private long rows;

        Pairs(int bound) {
            this.bound = bound;
        }

        void add(long expected, long actual) {
            rows += expected == actual ? 0 : 1;
            boolean settled = gaveUp || !functional;
            if (settled) {
                return;
            }
            Long before = actualOf.putIfAbsent(expected, actual);
            functional = before == null || before == actual;
            Long other = expectedOf.putIfAbsent(actual, expected);
            injective &= other == null || other == expected;
            if (actualOf.size() > bound) {
                gaveUp = true;
            }
            if (gaveUp || !functional) {
                forget();
            }
        }

        private void forget() {
            actualOf.clear();
            expectedOf.clear();
        }
    }
}
