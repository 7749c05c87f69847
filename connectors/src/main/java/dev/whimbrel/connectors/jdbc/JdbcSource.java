package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ChosenRows;
import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.OwnerCounts;
import dev.whimbrel.core.port.Profiler;
import dev.whimbrel.core.port.Questions;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.TimeLimit;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database as a source. It holds one connection, which one thread uses at a time and which never writes. */
class JdbcSource implements Source, Profiler, Questions {
    private static final long FETCH_BYTES = 4L << 20;
    private static final int FETCH_ROWS = 2_000;

    private final Dialect dialect;
    private final Connection connection;
    private final String name;
    private final Splitter splitter;
    private @Nullable Schema known;

    JdbcSource(Dialect dialect, Connection connection, String name) {
        this.dialect = dialect;
        this.connection = connection;
        this.name = name;
        this.splitter = new Splitter(dialect, connection);
    }

    @Override
    public Schema schema() {
        Schema read = run("read the catalogue", TimeLimit.CATALOGUE, () -> dialect.schema(connection));
        known = read;
        return read;
    }

    @Override
    public KeyRange cut(Table table, List<String> key, @Nullable Key after, ChunkSize size) {
        return run("split " + table.name(), () -> splitter.cut(table, key, after, size));
    }

    @Override
    public SourceRows read(ReadPlan plan, KeyRange range) {
        return rows(plan, TimeLimit.CHUNK, sql -> sql.statement(range));
    }

    @Override
    public SourceRows scan(ReadPlan plan) {
        return rows(plan, TimeLimit.COUNT, ReadSql::scan);
    }

    @Override
    public SourceRows find(ReadPlan plan, Collection<Key> keys) {
        List<Key> possible =
                keys.stream().filter(key -> KeyParts.mayBe(key, plan)).toList();
        return possible.isEmpty()
                ? new NoRows()
                : new ChosenRows(rows(plan, TimeLimit.CHUNK, sql -> sql.statement(possible)), possible);
    }

    @Override
    public boolean findsByKey() {
        return true;
    }

    private SourceRows rows(ReadPlan plan, TimeLimit limit, Function<ReadSql, Sql> statement) {
        if (ReadSql.isEmpty(plan)) {
            return new NoRows();
        }
        ReadSql sql = new ReadSql(dialect, this::find, plan);
        // What it is made of may have to be looked up in the catalogue, by a statement that sees a moment for itself.
        Sql made = statement.apply(sql);
        try {
            dialect.see(connection);
            dialect.limit(connection, limit);
            return dialect.rows(connection, sql, plan, made, fetchRows(plan.table()));
        } catch (SQLException e) {
            throw failed("read " + plan.table().name(), e);
        }
    }

    @Override
    public Map<TenantId, Long> count(ReadPlan plan) {
        if (ReadSql.isEmpty(plan)) {
            return Map.of();
        }
        if (plan.ownership() instanceof Ownership.Paths paths) {
            Sql sql = new CountSql(dialect, this::find, plan.table(), paths).byOwner(plan.tenants());
            return run("count " + plan.table().name(), () -> counts(sql));
        }
        long rows = count(plan.table());
        TenantId owner = plan.ownership() instanceof Ownership.Constant constant
                ? new TenantId(constant.tenant())
                : TenantId.SHARED;
        return rows == 0 ? Map.of() : Map.of(owner, rows);
    }

    @Override
    public OwnerCounts owners(Table table, Ownership ownership) {
        if (ownership instanceof Ownership.Paths paths) {
            Sql sql = new CountSql(dialect, this::find, table, paths).byNumber();
            return run(
                    "count the owners of " + table.name(),
                    () -> one(sql, row -> new OwnerCounts(row.getLong(1), row.getLong(2), row.getLong(3))));
        }
        long rows = count(table);
        return ownership instanceof Ownership.Constant ? new OwnerCounts(rows, 0, 0) : new OwnerCounts(0, rows, 0);
    }

    @Override
    public List<String> distinct(TableName table, String column) {
        Table found = find(table);
        Column tenant = Tables.column(found, column);
        String text = dialect.tenantText(tenant, dialect.quote("w_t") + "." + dialect.quote(tenant.name()));
        Sql sql = new Sql()
                .add("SELECT DISTINCT " + text + " FROM " + dialect.table(found.name()) + " " + dialect.quote("w_t")
                        + " ORDER BY 1");
        return run("read the roster from " + table, () -> texts(sql));
    }

    @Override
    public Set<Key> present(Table table, List<String> key, Collection<Key> keys) {
        Presence presence = new Presence(dialect, connection, table, key);
        return run("look keys up in " + table.name(), () -> presence.of(keys));
    }

    @Override
    public TableProfile profile(Table table) {
        return run("profile " + table.name(), () -> new ProfileSql(dialect, connection).profile(table));
    }

    @Override
    public Answer ask(String query, int most) {
        return run("ask what a law asks", () -> Asking.of(connection, query, most));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing was written, so nothing can be lost.
            return;
        }
    }

    @Override
    public final String toString() {
        return name;
    }

    private long count(Table table) {
        return run("count " + table.name(), () -> one(CountSql.all(dialect, table), row -> row.getLong(1)));
    }

    /** The table as the catalogue has it; the catalogue is read again where it does not know the table. */
    final Table find(TableName table) {
        Schema schema = known;
        if (schema == null || schema.table(table).isEmpty()) {
            schema = schema();
        }
        return schema.table(table)
                .orElseThrow(() -> Fault.user(
                        "TABLE_UNKNOWN",
                        "Cannot read " + table + ": the source has no such table that the user may read",
                        "Mend the table's name in the project file or grant SELECT on it."));
    }

    /** As many rows as fit a fetch of four megabytes, by the catalogue's estimate. */
    private static int fetchRows(Table table) {
        if (table.rows() <= 0 || table.bytes() <= 0) {
            return 500;
        }
        return (int) Math.max(1, Math.min(FETCH_ROWS, FETCH_BYTES * table.rows() / table.bytes()));
    }

    private Map<TenantId, Long> counts(Sql sql) throws SQLException {
        Map<TenantId, Long> counts = new TreeMap<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String owner = dialect.readExact(rows, 1);
                if (owner != null) {
                    counts.merge(new TenantId(owner), rows.getLong(2), Long::sum);
                }
            }
        }
        return counts;
    }

    private List<String> texts(Sql sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String text = dialect.readExact(rows, 1);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private <T> T one(Sql sql, FromRow<T> result) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return result.of(rows);
        }
    }

    final <T> T run(String what, Work<T> work) {
        return run(what, TimeLimit.COUNT, work);
    }

    private <T> T run(String what, TimeLimit limit, Work<T> work) {
        try {
            dialect.see(connection);
            dialect.limit(connection, limit);
            T result = work.run();
            dialect.release(connection);
            return result;
        } catch (SQLException e) {
            throw failed(what, e);
        }
    }

    final Fault failed(String what, SQLException e) {
        Fault fault = SqlFaults.reading(what, e, connection);
        if (!fault.isTransient()) {
            try {
                dialect.release(connection);
            } catch (SQLException again) {
                return SqlFaults.reading(what, again, connection);
            }
        }
        return fault;
    }

    /** Asks the database. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Makes a result of the only row. */
    @FunctionalInterface
    private interface FromRow<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** No rows at all. */
    private static final class NoRows implements SourceRows {
        @Override
        public @Nullable SourceRow next() {
            return null;
        }

        @Override
        public void close() {}
    }
}
