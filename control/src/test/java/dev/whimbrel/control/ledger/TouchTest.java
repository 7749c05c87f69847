package dev.whimbrel.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small commits on a real server. */
@Timeout(60)
class TouchTest {
    private static final int WORKER = 7;

    @Test
    void itCommitsToTheLogAndLeavesNoDeadRows() throws SQLException {
        String url = PostgresServer.shared().createDatabase();
        try (Connection ledger = DriverManager.getConnection(url, "postgres", "");
                Connection own = DriverManager.getConnection(url, "postgres", "")) {
            Ledger.on(ledger).installation().install();
            Touch touch = new Touch(own, WORKER, Duration.ofSeconds(2));
            assertThat(text(own, "show synchronous_commit")).isEqualTo("on");
            String before = text(ledger, "select pg_current_wal_insert_lsn()");
            String version = text(ledger, "select ctid from whimbrel.touch where worker_id = 7");
            String locker = text(ledger, "select xmax from whimbrel.touch where worker_id = 7");
            for (int i = 0; i < 500; i++) {
                assertThat(touch.commit()).isNotNegative();
            }
            assertThat(text(ledger, "select pg_current_wal_insert_lsn() > '" + before + "'::pg_lsn"))
                    .isEqualTo("t");
            assertThat(text(ledger, "select ctid from whimbrel.touch where worker_id = 7"))
                    .as("still the same version of the row")
                    .isEqualTo(version);
            assertThat(text(ledger, "select xmax from whimbrel.touch where worker_id = 7"))
                    .isNotEqualTo(locker);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
