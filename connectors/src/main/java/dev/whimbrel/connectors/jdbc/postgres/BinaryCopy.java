package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.connectors.jdbc.SentValue;
import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the form that COPY BINARY reads, each encoded once, so that any run of them can be sent, and sent again while refused
 * rows are being isolated.
 */
final class BinaryCopy {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] HEADER = header();
    private static final byte[] TRAILER = {-1, -1};
    private static final int SEGMENT = 1 << 16;
    static final int FLOW = 1 << 16;

    private final CopyBuffer bytes;
    private final List<Refusal> unencodable = new ArrayList<>();
    private final List<NativeColumn> columns;
    private final ColumnEncoder[] encoders;
    private final List<@Nullable Object[]> rows;
    private final boolean numbered;
    private final @Nullable RowHash hash;
    private long[] hashes;
    private int[] ends;
    private int[] indexes;
    private int next;
    private int count;

    private BinaryCopy(
            List<NativeColumn> columns,
            List<@Nullable Object[]> rows,
            boolean numbered,
            @Nullable RowHash hash,
            boolean settled,
            int expected) {
        this.bytes = new CopyBuffer(expected);
        this.columns = columns;
        this.encoders = columns.stream()
                .map(settled ? ColumnEncoder::settled : ColumnEncoder::of)
                .toArray(ColumnEncoder[]::new);
        this.rows = rows;
        this.numbered = numbered;
        this.hash = hash;
        this.hashes = new long[hash == null ? 0 : rows.size()];
        this.ends = new int[rows.size()];
        this.indexes = new int[rows.size()];
    }

    /**
     * Encodes rows.
     *
     * @param numbered whether each row starts with its index as an int4
     */
    static BinaryCopy of(List<NativeColumn> columns, List<@Nullable Object[]> rows, boolean numbered) {
        BinaryCopy copy = new BinaryCopy(columns, rows, numbered, null, false, FLOW);
        copy.encodeRest();
        return copy;
    }

    /**
     * Rows that are encoded while they are sent for the first time, by {@link #sendFirst}.
     *
     * @param hash of each row where it is wanted
     * @param settled whether values are written as the server will give them back
     * @param expected about how many bytes there will be
     */
    static BinaryCopy flowing(
            List<NativeColumn> columns,
            List<@Nullable Object[]> rows,
            @Nullable RowHash hash,
            boolean settled,
            int expected) {
        return new BinaryCopy(columns, rows, false, hash, settled, expected);
    }

    /** The bytes encoded so far. */
    int bytes() {
        return bytes.size();
    }

    /** Encodes what was not sent yet. */
    void encodeRest() {
        while (next < rows.size()) {
            add(next, rows.get(next));
            next++;
        }
    }

    /** Sends all rows; the server is at work on the first while the last are still being encoded. */
    void sendFirst(Connection connection, String statement) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(HEADER, 0, HEADER.length);
            int sent = 0;
            while (next < rows.size()) {
                add(next, rows.get(next));
                next++;
                if (bytes.size() - sent >= FLOW) {
                    copy.writeToCopy(bytes.array(), sent, bytes.size() - sent);
                    copy.flushCopy();
                    sent = bytes.size();
                }
            }
            send(copy, sent, bytes.size());
            copy.writeToCopy(TRAILER, 0, TRAILER.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                cancel(copy);
            }
            encodeRest();
        }
    }

    /** The sum of the hashes of all rows but the refused ones, which are named by their index. */
    HashSum hashes(Set<Integer> refused) {
        HashSum sum = new HashSum();
        for (int position = 0; position < count; position++) {
            if (!refused.contains(indexes[position])) {
                sum.add(hashes[position]);
            }
        }
        return sum;
    }

    private void room() {
        if (count == ends.length) {
            int more = Math.max(1 << 10, 2 * count);
            ends = Arrays.copyOf(ends, more);
            indexes = Arrays.copyOf(indexes, more);
            hashes = Arrays.copyOf(hashes, hash == null ? 0 : more);
        }
    }

    private void add(int index, @Nullable Object[] row) {
        room();
        if (row.length != encoders.length) {
            throw new IllegalArgumentException(encoders.length + " columns but " + row.length + " values");
        }
        int start = bytes.size();
        int c = 0;
        try {
            bytes.putShort(row.length + (numbered ? 1 : 0));
            if (numbered) {
                bytes.putInt(4);
                bytes.putInt(index);
            }
            for (; c < row.length; c++) {
                Object value = row[c];
                if (value == null) {
                    bytes.putInt(-1);
                } else if (value instanceof SentValue sent) {
                    bytes.putField(sent.bytes(), sent.at(), sent.length());
                } else {
                    encoders[c].put(bytes, value);
                }
            }
            if (hash != null) {
                hashes[count] = hash.of(bytes.array(), start + 2);
            }
            ends[count] = bytes.size();
            indexes[count++] = index;
        } catch (RowFault e) {
            bytes.truncate(start);
            unencodable.add(new Refusal(index, e.code(), List.of(columns.get(c).name()), ""));
        } catch (ClassCastException e) {
            throw ServerErrors.wrongClass(columns.get(c), row[c]);
        }
    }

    /** The rows that have no form that the server could read. */
    List<Refusal> unencodable() {
        return unencodable;
    }

    /** The number of rows that can be sent. */
    int size() {
        return count;
    }

    /** The index, in the call, of the row at {@code position} among those that can be sent. */
    int index(int position) {
        return indexes[position];
    }

    /** Sends the rows at positions {@code from} to {@code to}, exclusively. */
    void send(Connection connection, String statement, int from, int to) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(HEADER, 0, HEADER.length);
            int end = to == 0 ? 0 : ends[to - 1];
            send(copy, from == 0 ? 0 : ends[from - 1], end);
            copy.writeToCopy(TRAILER, 0, TRAILER.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                cancel(copy);
            }
        }
    }

    private void send(CopyIn copy, int from, int to) throws SQLException {
        for (int at = from; at < to; at += SEGMENT) {
            copy.writeToCopy(bytes.array(), at, Math.min(SEGMENT, to - at));
        }
    }

    private static void cancel(CopyIn copy) {
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            // The failure that led here is on its way already, and says more.
        }
    }

    private static byte[] header() {
        byte[] header = new byte[SIGNATURE.length + 8];
        System.arraycopy(SIGNATURE, 0, header, 0, SIGNATURE.length);
        return header;
    }
}
