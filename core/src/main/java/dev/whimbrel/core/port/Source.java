package dev.whimbrel.core.port;

import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A system that rows are read from. One thread uses it at a time; it holds one connection. It never writes. */
public interface Source extends AutoCloseable {
    /** All tables that the user may read, with keys, foreign keys and estimates. Read afresh at each call. */
    Schema schema();

    /**
     * The range of about as many rows as the size allows that follow a key, or of the first ones for null; it has no upper bound
     * where no rows are left beyond. Ranges cut one after the other, of whatever sizes, cover the table without gap or overlap,
     * also while rows are added. The same data and size give the same ranges where the key may come twice.
     */
    KeyRange cut(Table table, List<String> key, @Nullable Key after, ChunkSize size);

    /** Cuts all of a table into ranges of its key. */
    default List<KeyRange> split(Table table, List<String> key, ChunkSize size) {
        List<KeyRange> ranges = new ArrayList<>();
        KeyRange range = cut(table, key, null, size);
        ranges.add(range);
        while (range.upTo() != null) {
            range = cut(table, key, range.upTo(), size);
            ranges.add(range);
        }
        return ranges;
    }

    /** Streams the rows of a range in the order of the key. */
    SourceRows read(ReadPlan plan, KeyRange range);

    /** Streams all rows of a plan, in whatever order comes cheapest, as they are at one moment. */
    default SourceRows scan(ReadPlan plan) {
        return read(plan, KeyRange.ALL);
    }

    /**
     * Streams the rows of these keys, in no order; absent ones are left out. Where the system has no way to a single row, all rows
     * are gone through.
     */
    default SourceRows find(ReadPlan plan, Collection<Key> keys) {
        return new ChosenRows(scan(plan), keys);
    }

    /** Whether {@link #find} fetches rows by their keys, and does not go through all rows for them. */
    default boolean findsByKey() {
        return false;
    }

    /**
     * Counts, by aggregate statements of its own and not by reading rows, the rows that {@link #read} would give, by owner. It
     * gives what there is now: an earlier count only where nothing can have changed since.
     */
    Map<TenantId, Long> count(ReadPlan plan);

    /** Counts the rows of a table by how many tenants own each. */
    OwnerCounts owners(Table table, Ownership ownership);

    /** The distinct values of a column as canonical texts, in order, without null: the roster of tenants. */
    List<String> distinct(TableName table, String column);

    /**
     * Whether the primary key of a table cannot come twice: the system keeps it from that, or all of it was looked through.
     *
     * @param ownership by which its rows will be counted, so that whoever looks through them all may count them on the way
     */
    default boolean guardsKey(Table table, Ownership ownership) {
        return true;
    }

    /** Which of these keys exist. */
    Set<Key> present(Table table, List<String> key, Collection<Key> keys);

    @Override
    void close();
}
