package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.fault.CommitUnknown;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Fixture;
import dev.whimbrel.core.port.Parcel;
import dev.whimbrel.core.port.Shelving;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One transaction on the target's connection. Tables are looked at afresh in each, since others may alter them in between. */
final class PostgresTransaction implements TargetTransaction, Shelving {
    private final PostgresTarget target;
    private final Connection connection;
    private final Map<TableName, TableShape> shapes = new HashMap<>();
    private final Writes writes;
    private final Lookups lookups;
    private boolean ended;

    PostgresTransaction(PostgresTarget target, Connection connection, Set<String> settled) {
        this.target = target;
        this.connection = connection;
        this.writes = new Writes(connection, settled);
        this.lookups = new Lookups(connection);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(connection)) {
            return type.cast(connection);
        }
        throw Fault.internal("NOT_SUPPORTED", "Cannot give the target's connection as a " + type.getName(), null);
    }

    @Override
    public List<Refusal> insert(TableName table, List<Column> columns, List<@Nullable Object[]> rows) {
        return rows.isEmpty()
                ? List.of()
                : run("write to " + table, () -> {
                    TableShape shape = shape(table);
                    return writes.insert(shape, shape.columns(columns), rows);
                });
    }

    @Override
    public Landed land(TableName table, List<Column> columns, int sourceKey, List<@Nullable Object[]> rows) {
        return rows.isEmpty()
                ? new Landed(List.of(), true)
                : run("write to " + table, () -> {
                    TableShape shape = shape(table);
                    return writes.land(writes.parcel(shape, shape.columns(columns), sourceKey, rows));
                });
    }

    @Override
    public Parcel.Maker parcels(TableName table, List<Column> columns, int sourceKey) {
        return run("prepare to write to " + table, () -> {
            TableShape shape = shape(table);
            return writes.parcels(shape, shape.columns(columns), sourceKey);
        });
    }

    @Override
    public Landed land(Parcel parcel) {
        if (!(parcel instanceof CopyParcel ready)) {
            throw new IllegalArgumentException("Not a parcel of this transaction");
        }
        return parcel.size() == 0
                ? new Landed(List.of(), true)
                : run("write to " + ready.table().sql(), () -> writes.land(ready));
    }

    @Override
    public List<Refusal> update(
            TableName table, List<Column> columns, List<String> keyColumns, List<@Nullable Object[]> rows) {
        return rows.isEmpty()
                ? List.of()
                : run("write to " + table, () -> {
                    TableShape shape = shape(table);
                    return writes.update(shape, shape.columns(columns), keyColumns, rows);
                });
    }

    @Override
    public Map<Key, @Nullable Object[]> select(
            TableName table, List<Column> columns, List<Column> keyColumns, Collection<Key> keys) {
        return run("read " + table, () -> {
            TableShape shape = shape(table);
            return lookups.select(shape, shape.columns(columns), shape.columns(keyColumns), keys);
        });
    }

    @Override
    public Map<Key, Key> holders(
            TableName table, List<Column> columns, List<Column> holderColumns, Collection<Key> values) {
        return run("read " + table, () -> {
            TableShape shape = shape(table);
            return lookups.holders(shape, shape.columns(columns), shape.columns(holderColumns), values);
        });
    }

    @Override
    public Set<Key> existing(TableName table, List<Column> columns, Collection<Key> values) {
        return run("read " + table, () -> {
            TableShape shape = shape(table);
            return lookups.existing(shape, shape.columns(columns), values);
        });
    }

    @Override
    public List<Long> nextIds(TableName table, String column, int count) {
        return run("draw numbers for " + table + "." + column, () -> {
            TableShape shape = shape(table);
            return Sequences.next(connection, shape, shape.column(column), count);
        });
    }

    @Override
    public List<Fixture> fixtures(Collection<TableName> tables) {
        return run("read the target's indexes", () -> new Alterations(connection).fixtures(tables));
    }

    @Override
    public boolean reserve(TableName table, Duration patience) {
        return run("lock " + table, () -> new Alterations(connection).reserve(table, patience));
    }

    @Override
    public void putAside(Fixture fixture) {
        run("put " + fixture.label() + " aside", () -> {
            new Alterations(connection).putAside(fixture);
            return true;
        });
    }

    @Override
    public boolean rebuild(Fixture fixture, long memory) {
        return run("build " + fixture.label() + " again", () -> new Alterations(connection).rebuild(fixture, memory));
    }

    @Override
    public void commit() {
        if (ended) {
            throw new IllegalStateException("The transaction has ended");
        }
        ended = true;
        try {
            connection.commit();
        } catch (SQLException e) {
            if (ServerErrors.isLost(e)) {
                target.drop();
                throw new CommitUnknown(ServerErrors.server(e) == null ? e : null);
            }
            target.rollBack();
            throw ServerErrors.isRefusal(e)
                    ? Fault.target(
                            "COMMIT_REFUSED",
                            "Cannot commit: the target refuses it with SQL state " + ServerErrors.state(e),
                            "Nothing of this step was kept. Look for a trigger or constraint that acts at commit.",
                            null)
                    : ServerErrors.fault(e, "commit");
        } finally {
            target.ended();
        }
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            target.rollBack();
            target.ended();
        }
    }

    private TableShape shape(TableName table) throws SQLException {
        TableShape shape = shapes.get(table);
        if (shape == null) {
            shape = TableShape.read(connection, table);
            shapes.put(table, shape);
        }
        return shape;
    }

    private interface Step<T> {
        T run() throws SQLException;
    }

    private <T> T run(String what, Step<T> step) {
        if (ended) {
            throw new IllegalStateException("The transaction has ended");
        }
        try {
            return step.run();
        } catch (SQLException e) {
            if (ServerErrors.isLost(e) || ServerErrors.isStale(e)) {
                target.drop();
            }
            throw ServerErrors.fault(e, what);
        }
    }
}
