package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.ReadPlan.ReadColumn;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A database to fill and the source that reads it. */
final class SourceFixture implements AutoCloseable {
    private final ConnectionProfile profile;
    private final Connection connection;
    private final Source source;

    SourceFixture(
            String type, String url, @Nullable String user, @Nullable String password, Map<String, Object> settings)
            throws SQLException {
        profile = new ConnectionProfile(type, url, user, password, settings, Path.of("."));
        connection = DriverManager.getConnection(url, user, password);
        source = new JdbcSourceConnector().open(profile);
    }

    Source source() {
        return source;
    }

    Connection connection() {
        return connection;
    }

    ConnectionProfile profile() {
        return profile;
    }

    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    void insert(String table, List<Object[]> rows) throws SQLException {
        String marks = "?" + ", ?".repeat(rows.get(0).length - 1);
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + table + " values (" + marks + ")")) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The rows of a query, each as its columns' texts joined by bars. */
    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    text.append(i == 1 ? "" : "|").append(rows.getString(i));
                }
                texts.add(text.toString());
            }
        }
        return texts;
    }

    Table table(String name) {
        return source.schema().table(TableName.parse(name)).orElseThrow();
    }

    ReadPlan plan(String table, List<String> key, Ownership ownership, String... tenants) {
        Table found = table(table);
        List<ReadColumn> columns =
                found.columnNames().stream().map(c -> new ReadColumn(null, c)).toList();
        Set<TenantId> wanted = new java.util.HashSet<>();
        for (String tenant : tenants) {
            wanted.add(new TenantId(tenant));
        }
        return new ReadPlan(found, key, columns, List.of(), ownership, wanted);
    }

    /** All rows of a stream, which is closed. */
    static List<SourceRow> all(SourceRows rows) {
        List<SourceRow> all = new ArrayList<>();
        try (rows) {
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }

    List<SourceRow> read(ReadPlan plan, KeyRange range) {
        return all(source.read(plan, range));
    }

    List<String> keys(List<SourceRow> rows) {
        return rows.stream().map(r -> r.key().text()).toList();
    }

    Map<TenantId, Long> countByReading(ReadPlan plan) {
        Map<TenantId, Long> counts = new TreeMap<>();
        read(plan, KeyRange.ALL).forEach(row -> counts.merge(row.owner(), 1L, Long::sum));
        return counts;
    }

    List<KeyRange> split(ReadPlan plan, int rows) {
        return source.split(plan.table(), plan.key(), new ChunkSize(rows, Long.MAX_VALUE));
    }

    @Override
    public void close() throws SQLException {
        source.close();
        connection.close();
    }
}
