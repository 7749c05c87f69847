package dev.whimbrel.core.port;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes of one chunk, with its ledger entry, all or nothing. All methods work on whole sets of rows. Failures of the connection
 * or server are {@link dev.whimbrel.core.fault.TransientFault}s or other {@link dev.whimbrel.core.fault.Fault}s; a row that the
 * target refuses is a {@link Refusal}.
 */
public interface TargetTransaction extends AutoCloseable {
    /** The connection underneath as {@code type}, for the ledger, which commits in the same transaction. */
    <T> T unwrap(Class<T> type);

    /**
     * Inserts rows. What the target refuses is isolated under savepoints: the rest of the rows stand.
     *
     * @param rows values in the order of {@code columns}, each null or of its column type's Java class
     * @return the refused rows, by index
     */
    List<Refusal> insert(TableName table, List<Column> columns, List<@Nullable Object[]> rows);

    /**
     * Inserts rows as {@link #insert} does and proves, where it can do so without reading them back one by one, that they stand as
     * they were sent.
     *
     * @param sourceKey which of {@code columns} keeps the key of the source row, by which the rows are found again
     */
    Landed land(TableName table, List<Column> columns, int sourceKey, List<@Nullable Object[]> rows);

    /** Makes rows ready for {@link #land(Parcel)} beside this transaction, so that the target need not wait for it. */
    Parcel.Maker parcels(TableName table, List<Column> columns, int sourceKey);

    /** The same as {@link #land(TableName, List, int, List)} of rows that are ready. */
    Landed land(Parcel parcel);

    /** Updates rows found by {@code keyColumns}, which are among {@code columns}, set-wise; refusals as in {@link #insert}. */
    List<Refusal> update(TableName table, List<Column> columns, List<String> keyColumns, List<@Nullable Object[]> rows);

    /**
     * Reads rows as they stand in the target now, by key.
     *
     * @return values in the order of {@code columns}, by the key made from {@code keyColumns}; absent rows are absent
     */
    Map<Key, @Nullable Object[]> select(
            TableName table, List<Column> columns, List<Column> keyColumns, Collection<Key> keys);

    /**
     * Which of these combinations of values exist already.
     *
     * @return for each one found, the key of the row that holds it, made from {@code holderColumns}
     */
    Map<Key, Key> holders(TableName table, List<Column> columns, List<Column> holderColumns, Collection<Key> values);

    /** Which of these combinations of values exist in the table. */
    Set<Key> existing(TableName table, List<Column> columns, Collection<Key> values);

    /** Draws {@code count} new values from the sequence of an identity or serial column. */
    List<Long> nextIds(TableName table, String column, int count);

    /**
     * Commits.
     *
     * @throws dev.whimbrel.core.fault.CommitUnknown when the connection is lost meanwhile
     */
    void commit();

    /** Rolls back unless committed. */
    @Override
    void close();

    /**
     * What came of rows that were sent.
     *
     * @param proven all rows that were not refused stand in the target byte for byte as they were sent. False says nothing
     * @param standing all rows that were not refused as they stand in the target now, in no order, where they could be read in one
     *     piece; null otherwise, and where they are proven: the caller may have to read them by their keys
     */
    record Landed(
            List<Refusal> refusals,
            boolean proven,
            @Nullable List<@Nullable Object[]> standing) {
        public Landed {
            refusals = List.copyOf(refusals);
        }

        public Landed(List<Refusal> refusals, boolean proven) {
            this(refusals, proven, null);
        }
    }

    /**
     * A row that the target refused.
     *
     * @param index of the row in the call
     * @param code such as {@code UNIQUE_IN_TARGET}, {@code FOREIGN_KEY_MISSING}, {@code REFUSED_BY_TARGET}
     * @param columns the columns that the target names, or empty
     * @param detail the constraint or SQL state, never a value
     */
    record Refusal(int index, String code, List<String> columns, String detail) {
        public Refusal {
            columns = List.copyOf(columns);
        }
    }
}
