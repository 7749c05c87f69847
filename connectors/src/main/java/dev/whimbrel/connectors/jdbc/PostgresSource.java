package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Defaults;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.TimeLimit;
import dev.whimbrel.core.port.TwinPlan;
import dev.whimbrel.core.port.Twinning;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a source, which can join two of its tables and tell where they are not the same. */
final class PostgresSource extends JdbcSource implements Twinning, Defaults {
    /** A part is walked along the indexes of both keys; the sessions that do so are all the processors that are asked for. */
    private static final String WALK =
            "SET LOCAL enable_hashjoin = off; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off";

    private final PostgresDialect dialect;
    private final Connection connection;

    PostgresSource(PostgresDialect dialect, Connection connection, String name) {
        super(dialect, connection, name);
        this.dialect = dialect;
        this.connection = connection;
    }

    @Override
    public Optional<String> refusal(TwinPlan plan) {
        return run(
                "look at the keys of " + plan.expected().table().name(), () -> new TwinCheck(connection).refusal(plan));
    }

    @Override
    public List<KeyRange> parts(TwinPlan plan) {
        return run("split " + plan.expected().table().name(), () -> new TwinParts(dialect, connection).of(plan));
    }

    @Override
    public SourceRows unlike(TwinPlan plan, KeyRange part) {
        try {
            dialect.see(connection);
            dialect.limit(connection, TimeLimit.COUNT);
            if (!part.equals(KeyRange.ALL)) {
                walk();
            }
            return new TwinSql(dialect, this::find, plan).rows(connection, part);
        } catch (SQLException e) {
            throw failed("compare " + plan.expected().table().name(), e);
        }
    }

    @Override
    public boolean unlike(TwinPlan plan, List<TwinPlan.Swap> swaps, Consumer<SourceRow> to) {
        try {
            dialect.see(connection);
            dialect.limit(connection, TimeLimit.COUNT);
            try (SourceRows rows = new TwinSql(dialect, this::find, plan).rows(connection, swaps)) {
                for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                    to.accept(row);
                }
                return true;
            } catch (SQLException | Fault refused) {
                // A value that its type cannot hold. Where the connection is lost, this fails as well.
                connection.rollback();
                return false;
            }
        } catch (SQLException e) {
            throw failed("compare " + plan.expected().table().name(), e);
        }
    }

    @Override
    public Map<String, Object> constants(Table table) {
        return run("look at the defaults of " + table.name(), () -> new PostgresDefaults(connection, dialect)
                .of(table, this));
    }

    private void walk() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(WALK);
        }
    }

    @Override
    public Map<String, Long> owners(Table table, @Nullable String column) {
        String owner = column == null ? "''" : owner(Tables.column(table, column));
        Sql sql = new Sql()
                .add("SELECT " + owner + ", count(*) FROM " + dialect.table(table.name()) + " " + dialect.quote("w_t")
                        + " GROUP BY 1");
        return run("count " + table.name(), () -> owners(sql));
    }

    private String owner(Column column) {
        return "coalesce(" + dialect.tenantText(column, dialect.quote("w_t") + "." + dialect.quote(column.name()))
                + ", '')";
    }

    private Map<String, Long> owners(Sql sql) throws SQLException {
        Map<String, Long> owners = new HashMap<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                owners.put(rows.getString(1), rows.getLong(2));
            }
        }
        return owners;
    }
}
