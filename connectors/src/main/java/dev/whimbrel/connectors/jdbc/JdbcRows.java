package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Unreadable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as the driver streams them. */
final class JdbcRows implements SourceRows {
    /** Of rows that were asked for without their keys. */
    static final Key NAMELESS = Key.of("");

    static final int ROW_OVERHEAD = 64;

    private final Dialect dialect;
    private final Connection connection;
    private final String what;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final @Nullable TenantId fixedOwner;
    private final int ownerColumns;
    private final int[] keyPlaces;
    private final ColumnReader[] keyReaders;
    private final int[] valuePlaces;
    private final ColumnReader[] valueReaders;
    private final Map<String, TenantId> tenants = new HashMap<>();
    private long nullKeys;

    /** Takes over the statement and closes it. */
    JdbcRows(Dialect dialect, ReadSql sql, ReadPlan plan, PreparedStatement statement) throws SQLException {
        this.dialect = dialect;
        this.connection = statement.getConnection();
        this.what = "read " + plan.table().name();
        this.statement = statement;
        this.fixedOwner = fixedOwner(plan.ownership());
        this.ownerColumns = sql.ownerColumns();
        this.keyPlaces = sql.keyPlaces();
        this.keyReaders = readers(dialect, sql, keyPlaces);
        this.valuePlaces = sql.valuePlaces();
        this.valueReaders = readers(dialect, sql, valuePlaces);
        for (int i = 0; i < valueReaders.length; i++) {
            if (plan.columns().get(i).asSent()) {
                valueReaders[i] = dialect.sentReader(sql.columnAt(valuePlaces[i]));
            }
        }
        this.rows = statement.executeQuery();
    }

    @Override
    public @Nullable SourceRow next() {
        try {
            while (rows.next()) {
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

    @Override
    public void close() {
        try (statement) {
            rows.close();
            dialect.release(connection);
        } catch (SQLException e) {
            // What was read stands; a broken connection shows at its next use.
            return;
        }
    }

    private SourceRow row(TenantId owner) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[valuePlaces.length];
        Key key = key();
        if (key == null) {
            return new SourceRow(Key.of("(null " + ++nullKeys + ")"), owner, values, "KEY_NULL", ROW_OVERHEAD);
        }
        int bytes = ROW_OVERHEAD;
        for (int i = 0; i < values.length; i++) {
            values[i] = valueReaders[i].read(rows, valuePlaces[i]);
            bytes += size(values[i]);
        }
        return new SourceRow(key, owner, values, null, bytes);
    }

    private @Nullable Key key() throws SQLException {
        if (keyPlaces.length == 0) {
            return NAMELESS;
        }
        List<Object> parts = new ArrayList<>(keyPlaces.length);
        for (int i = 0; i < keyPlaces.length; i++) {
            Object part = keyPart(rows, keyReaders[i], keyPlaces[i]);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return new Key(parts);
    }

    /** An unreadable part, such as a zero date, becomes the database's own text of it, which finds the row again. */
    static @Nullable Object keyPart(ResultSet rows, ColumnReader reader, int place) throws SQLException {
        Object part = reader.read(rows, place);
        return part instanceof Unreadable ? rows.getString(place) : part;
    }

    private @Nullable TenantId owner() throws SQLException {
        String first = null;
        for (int i = 1; i <= ownerColumns; i++) {
            String tenant = dialect.readExact(rows, i);
            if (first == null) {
                first = tenant;
            } else if (tenant != null && !tenant.equals(first)) {
                return TenantId.SHARED;
            }
        }
        return first == null ? null : tenants.computeIfAbsent(first, TenantId::new);
    }

    /** A rough size in memory, in bytes. */
    static int size(@Nullable Object value) {
        if (value instanceof String text) {
            return 40 + 2 * text.length();
        }
        if (value instanceof Carried carried) {
            return 40 + carried.length();
        }
        return value instanceof byte[] bytes ? 16 + bytes.length : 24;
    }

    /** The owner that all rows have, or null where each has its own. */
    static @Nullable TenantId fixedOwner(Ownership ownership) {
        if (ownership instanceof Ownership.Constant constant) {
            return new TenantId(constant.tenant());
        }
        return ownership instanceof Ownership.Everyone ? TenantId.SHARED : null;
    }

    private static ColumnReader[] readers(Dialect dialect, ReadSql sql, int[] places) {
        ColumnReader[] readers = new ColumnReader[places.length];
        for (int i = 0; i < places.length; i++) {
            readers[i] = dialect.reader(sql.columnAt(places[i]));
        }
        return readers;
    }
}
