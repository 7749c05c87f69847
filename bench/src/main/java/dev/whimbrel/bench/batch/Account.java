package dev.whimbrel.bench.batch;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code account}, as such a job would hold it. */
record Account(
        long id,
        int tenantId,
        String guid,
        String name,
        @Nullable String email,
        @Nullable String city,
        @Nullable String note,
        BigDecimal amount,
        boolean active,
        Timestamp createdAt,
        @Nullable Timestamp changedAt,
        @Nullable String attributes) {
    static final String SELECT = "select id, tenant_id, guid, name, email, city, note, amount, active, created_at,"
            + " changed_at, attributes from account order by id";

    static final String INSERT = "insert into account (id, tenant_id, guid, name, email, city, note, amount, active,"
            + " created_at, changed_at, attributes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))";

    static Account read(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getLong(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBigDecimal(8),
                row.getBoolean(9),
                row.getTimestamp(10),
                row.getTimestamp(11),
                row.getString(12));
    }

    void write(PreparedStatement statement) throws SQLException {
        statement.setLong(1, id);
        statement.setInt(2, tenantId);
        statement.setObject(3, UUID.fromString(guid));
        statement.setString(4, name);
        statement.setString(5, email);
        statement.setString(6, city);
        statement.setString(7, note);
        statement.setBigDecimal(8, amount);
        statement.setBoolean(9, active);
        statement.setTimestamp(10, createdAt);
        statement.setTimestamp(11, changedAt);
        statement.setString(12, attributes);
    }
}
