package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Unreadable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows of PostgreSQL as COPY BINARY sends them: each a number of fields, and each field its length and its value in the server's
 * own form, which is read without a detour over text.
 */
final class CopyRows implements SourceRows {
    /** What a stream starts with: eleven bytes of signature, flags, and the length of an extension that follows. */
    private static final int HEADER = 19;

    private static final int NULL = -1;

    private final Connection connection;
    private final String what;
    private final CopyOut copy;
    private final @Nullable TenantId fixedOwner;
    private final int ownerColumns;
    private final int[] keyPlaces;
    private final int[] valuePlaces;
    private final @Nullable FieldReader[] readers;
    private final @Nullable Object[] fields;
    private final Map<String, TenantId> tenants = new HashMap<>();
    private byte[] bytes = new byte[0];
    private int at;
    private boolean started;
    private boolean ended;
    private long nullKeys;

    CopyRows(Connection connection, ReadSql sql, ReadPlan plan, String statement) throws SQLException {
        this.connection = connection;
        this.what = "read " + plan.table().name();
        this.fixedOwner = JdbcRows.fixedOwner(plan.ownership());
        this.ownerColumns = sql.ownerColumns();
        this.keyPlaces = sql.keyPlaces();
        this.valuePlaces = sql.valuePlaces();
        List<Column> columns = sql.selectedColumns();
        this.readers = new FieldReader[ownerColumns + columns.size()];
        this.fields = new Object[readers.length];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = i < ownerColumns ? FieldReader.TEXT : FieldReader.of(columns.get(i - ownerColumns));
        }
        for (int i = 0; i < valuePlaces.length; i++) {
            if (plan.columns().get(i).asSent() && isValueOnly(valuePlaces[i])) {
                readers[valuePlaces[i] - 1] = SentValue.reader(sql.columnAt(valuePlaces[i]));
            }
        }
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
    }

    /** Keys are told, sorted and looked up, so that they are read in any case. */
    private boolean isValueOnly(int place) {
        return IntStream.of(keyPlaces).noneMatch(key -> key == place);
    }

    @Override
    public @Nullable SourceRow next() {
        try {
            while (fill()) {
                TenantId owner = fixedOwner != null ? fixedOwner : owner();
                if (owner != null) {
                    return row(owner);
                }
            }
            return null;
        } catch (SQLException e) {
            throw SqlFaults.reading(what, e, connection);
        }
    }

    /** Reads the fields of the next row; false after the last. */
    private boolean fill() throws SQLException {
        while (!ended && at >= bytes.length) {
            byte[] message = copy.readFromCopy();
            ended = message == null;
            bytes = message == null ? bytes : message;
            at = message == null ? bytes.length : skipHeader();
        }
        if (ended) {
            return false;
        }
        int count = (short) (bytes[at] << 8 | bytes[at + 1] & 0xFF);
        at += 2;
        if (count < 0) {
            // The trailer; what is left of the protocol has no rows.
            return fill();
        }
        for (int i = 0; i < readers.length; i++) {
            int length = FieldReader.int4(bytes, at);
            at += 4;
            FieldReader reader = readers[i];
            fields[i] = length == NULL || reader == null ? null : reader.read(bytes, at, length);
            at += Math.max(0, length);
        }
        return true;
    }

    private int skipHeader() {
        if (started) {
            return 0;
        }
        started = true;
        return HEADER + FieldReader.int4(bytes, HEADER - 4);
    }

    private SourceRow row(TenantId owner) {
        @Nullable Object[] values = new @Nullable Object[valuePlaces.length];
        Key key = key();
        if (key == null) {
            return new SourceRow(Key.of("(null " + ++nullKeys + ")"), owner, values, "KEY_NULL", JdbcRows.ROW_OVERHEAD);
        }
        int size = JdbcRows.ROW_OVERHEAD;
        for (int i = 0; i < values.length; i++) {
            values[i] = fields[valuePlaces[i] - 1];
            size += JdbcRows.size(values[i]);
        }
        return new SourceRow(key, owner, values, null, size);
    }

    private @Nullable Key key() {
        if (keyPlaces.length == 0) {
            return JdbcRows.NAMELESS;
        }
        if (keyPlaces.length == 1) {
            Object part = part(0);
            return part == null ? null : Key.of(part);
        }
        List<Object> parts = new ArrayList<>(keyPlaces.length);
        for (int i = 0; i < keyPlaces.length; i++) {
            Object part = part(i);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return new Key(parts);
    }

    /** An unreadable part becomes the database's own text of it, which finds the row again. */
    private @Nullable Object part(int index) {
        Object part = fields[keyPlaces[index] - 1];
        return part instanceof Unreadable unreadable ? FieldReader.nativeText(unreadable) : part;
    }

    private @Nullable TenantId owner() {
        String first = null;
        for (int i = 0; i < ownerColumns; i++) {
            String tenant = (String) fields[i];
            if (first == null) {
                first = tenant;
            } else if (tenant != null && !tenant.equals(first)) {
                return TenantId.SHARED;
            }
        }
        return first == null ? null : tenants.computeIfAbsent(first, TenantId::new);
    }

    @Override
    public void close() {
        try {
            if (copy.isActive()) {
                giveUp();
            }
            connection.rollback();
        } catch (SQLException e) {
            // What was read stands; a broken connection shows at its next use.
            return;
        }
    }

    /**
     * Ends a COPY that has more to tell. The driver's own {@code cancelCopy} leaves unread what the server has sent by then, and the
     * next statement takes that for its answer (github.com/pgjdbc/pgjdbc, pull request 4027).
     */
    private void giveUp() throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
        try {
            while (copy.readFromCopy() != null) {
                // Sent before the server heard of it.
            }
        } catch (SQLException e) {
            if (copy.isActive()) {
                throw e;
            }
        }
    }
}
