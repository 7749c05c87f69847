package dev.whimbrel.connectors.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The source contract for SQL Server's SQL on H2 in its SQL Server mode. It shows that plain statements are right; catalogue
 * views, collations, isolation and the driver are not exercised.
 */
class SqlServerPlainTest extends SourceContract {
    @Override
    SourceFixture open() throws SQLException {
        return new SourceFixture(
                "sqlserver",
                "jdbc:h2:mem:plain;MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1",
                "sa",
                "",
                Map.of());
    }

    @Override
    String uuidType() {
        return "uniqueidentifier";
    }

    @Override
    String bytesType() {
        return "varbinary(16)";
    }

    @Override
    String momentType() {
        return "datetime2(6)";
    }

    @Override
    String caselessType() {
        return "nvarchar(20)";
    }

    @Override
    String wrongUrl() {
        return "jdbc:sqlserver://127.0.0.1:1;databaseName=x;encrypt=false";
    }

    @Override
    boolean isServer() {
        return false;
    }

    @Override
    void insert(String table, List<Object[]> rows) throws SQLException {
        fixture().insert(table, rows);
    }

    @Override
    void killOthers() {
        throw new UnsupportedOperationException("There is no other session");
    }
}
