package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
    private static final int SEGMENT = 1 << 18;

    private final CopyBuffer bytes = new CopyBuffer();
    private final List<Refusal> unencodable = new ArrayList<>();
    private final int[] ends;
    private final int[] indexes;
    private int count;

    private BinaryCopy(int rows) {
        ends = new int[rows];
        indexes = new int[rows];
    }

    /**
     * Encodes rows.
     *
     * @param numbered whether each row starts with its index as an int4
     */
    static BinaryCopy of(List<NativeColumn> columns, List<@Nullable Object[]> rows, boolean numbered) {
        BinaryCopy copy = new BinaryCopy(rows.size());
        ColumnEncoder[] encoders = columns.stream().map(ColumnEncoder::of).toArray(ColumnEncoder[]::new);
        for (int i = 0; i < rows.size(); i++) {
            copy.add(columns, encoders, i, rows.get(i), numbered);
        }
        return copy;
    }

    private void add(
            List<NativeColumn> columns, ColumnEncoder[] encoders, int index, @Nullable Object[] row, boolean numbered) {
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
                } else {
                    encoders[c].put(bytes, value);
                }
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
            for (int at = from == 0 ? 0 : ends[from - 1]; at < end; at += SEGMENT) {
                copy.writeToCopy(bytes.array(), at, Math.min(SEGMENT, end - at));
            }
            copy.writeToCopy(TRAILER, 0, TRAILER.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                cancel(copy);
            }
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
