package dev.whimbrel.connectors.jdbc.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server how rows look that were just written: how many there are with these source keys at the end of the table, and the
 * sum of their hashes. It reads the blocks that were filled last and needs no index. What it cannot find there, or finds otherwise
 * than it was sent, it says nothing of; the caller then reads those rows by their keys.
 */
final class ReadBack {
    /** Blocks before the last ones known that are looked into as well: sessions beside this one fill blocks by turns. */
    private static final long MARGIN = 64;

    /** TID range scans and the greatest TID came with it. */
    private static final int LEAST_VERSION = 14;

    private static final String PLACE = "t.ctid >= ?::tid and ";

    private static final String SHAPE = """
            select c.relkind = 'r' and (a.amname is null or a.amname = 'heap') as heap, current_setting('block_size')::bigint,
              exists (select from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = i.indkey[0]
                      where i.indrelid = c.oid and i.indisvalid and i.indpred is null and k.attname = ?) as indexed
            from pg_class c left join pg_am a on a.oid = c.relam where c.oid = to_regclass(?)
            """;

    private final Connection connection;
    private final String table;
    private final int sourceKey;
    private final String sql;
    private final String rowSql;
    private final List<ColumnReader> readers;
    private final HashSql hashes;
    private final long blockSize;
    /** An index finds rows by their source key. */
    private final boolean indexed;
    /** Rows went into room that earlier blocks had left: the index is asked from now on. */
    private boolean scattered;

    /** The last block that is known to be filled; below zero where none is. */
    private long last = -1;

    private boolean useless;

    private ReadBack(
            Connection connection,
            TableShape table,
            List<NativeColumn> columns,
            int sourceKey,
            HashSql hashes,
            long blockSize,
            boolean indexed) {
        this.connection = connection;
        this.table = table.sql();
        this.sourceKey = sourceKey;
        this.hashes = hashes;
        this.blockSize = blockSize;
        this.indexed = indexed;
        String place = " from " + table.sql() + " t where " + PLACE + "t."
                + columns.get(sourceKey).quoted() + " between ? and ?";
        this.sql = "select count(*), coalesce(sum(" + hashes.expression() + "), 0)::text, max(t.ctid)::text" + place;
        this.rowSql = "select "
                + columns.stream().map(c -> ColumnReader.sql("t", c)).collect(Collectors.joining(", ")) + place;
        this.readers = columns.stream().map(ColumnReader::of).toList();
    }

    /** Null where the table, its key or the server is not of the kind that this works for. */
    static @Nullable ReadBack of(Connection connection, TableShape table, List<NativeColumn> columns, int sourceKey)
            throws SQLException {
        boolean whole = sourceKey >= 0 && columns.get(sourceKey).column().type().isInteger();
        if (!whole || connection.getMetaData().getDatabaseMajorVersion() < LEAST_VERSION) {
            return null;
        }
        HashSql hashes = HashSql.of(connection, table, columns, sourceKey);
        try (PreparedStatement statement = connection.prepareStatement(SHAPE)) {
            statement.setString(1, columns.get(sourceKey).name());
            statement.setString(2, table.sql());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1) && hashes != null
                        ? new ReadBack(connection, table, columns, sourceKey, hashes, row.getLong(2), row.getBoolean(3))
                        : null;
            }
        }
    }

    /** The hash of rows on our side. */
    RowHash hash() {
        return new RowHash(hashes);
    }

    /** It found nothing out, and will hardly do better in the same table. */
    void giveUp() {
        useless = true;
    }

    boolean isUseless() {
        return useless;
    }

    /** The block from which on rows that are written next will stand, unless the server finds room in earlier ones. */
    long start() throws SQLException {
        if (last < 0) {
            last = blocks();
        }
        return Math.max(0, last - MARGIN);
    }

    private long blocks() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_relation_size(?::regclass) / " + blockSize)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Whether those of these rows whose hashes add up to {@code sent} stand so. Where some are missing from the last blocks, for the
     * server fills room in earlier ones with rows that fit, the index of source keys is asked; where there is none, nobody.
     */
    boolean finds(HashSum sent, long start, List<@Nullable Object[]> rows) throws SQLException {
        LongSummaryStatistics keys = rows.stream().mapToLong(this::key).summaryStatistics();
        for (long from : places(start)) {
            try (PreparedStatement statement = connection.prepareStatement(from > 0 ? sql : sql.replace(PLACE, ""))) {
                int keysAt = 1;
                if (from > 0) {
                    statement.setString(keysAt++, "(" + from + ",0)");
                }
                statement.setLong(keysAt, keys.getMin());
                statement.setLong(keysAt + 1, keys.getMax());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (row.getLong(1) == sent.count()) {
                        note(row.getString(3));
                        return row.getString(2).equals(sent.text());
                    }
                    scattered = true;
                }
            }
        }
        return false;
    }

    /** The blocks from which on to look: the last ones, and then all, which the index makes quick. */
    private long[] places(long start) {
        if (!indexed) {
            return new long[] {start};
        }
        return scattered ? new long[] {0} : new long[] {start, 0};
    }

    /** The rows themselves, where {@code count} of them stand in the last blocks, or the index finds them; else null. */
    @Nullable
    List<@Nullable Object[]> rows(int count, long start, List<@Nullable Object[]> sent) throws SQLException {
        LongSummaryStatistics keys = sent.stream().mapToLong(this::key).summaryStatistics();
        for (long from : places(start)) {
            try (PreparedStatement statement =
                    connection.prepareStatement(from > 0 ? rowSql : rowSql.replace(PLACE, ""))) {
                int keysAt = 1;
                if (from > 0) {
                    statement.setString(keysAt++, "(" + from + ",0)");
                }
                statement.setLong(keysAt, keys.getMin());
                statement.setLong(keysAt + 1, keys.getMax());
                List<@Nullable Object[]> found = rows(statement, count);
                if (found.size() == count) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Up to one row more than {@code most}. */
    private List<@Nullable Object[]> rows(PreparedStatement statement, int most) throws SQLException {
        List<@Nullable Object[]> found = new ArrayList<>(most);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next() && found.size() <= most) {
                @Nullable Object[] values = new Object[readers.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = readers.get(i).read(row, i + 1);
                }
                found.add(values);
            }
        }
        return found;
    }

    private void note(@Nullable String greatest) {
        if (greatest != null) {
            last = Long.parseLong(greatest, 1, greatest.indexOf(','), 10);
        }
    }

    private long key(@Nullable Object[] row) {
        Object key = row[sourceKey];
        return key instanceof Long number ? number : 0;
    }
}
