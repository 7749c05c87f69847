package dev.whimbrel.examples.chinook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whimbrel.examples.demo.SqlScript;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Moves the real music shop and compares the revenue of both sides; skipped where the script of the shop is absent. */
class ChinookTest {
    @Test
    void theOldShopLoadsAndBalancesInItself() throws Exception {
        try (Connection old = MariaDbServer.shared().connect("")) {
            ChinookLoader.load(script(), old);
            assertThat(ChinookOracle.oldRevenue(old)).hasSize(15).isEqualTo(ChinookOracle.oldTotals(old));
            assertThat(ChinookOracle.oldRows(old))
                    .containsEntry("track", new BigDecimal(3503))
                    .containsEntry("playlist_entry", new BigDecimal(8715))
                    .containsEntry("agent", new BigDecimal(3));
            assertThat(ChinookOracle.employeesOfNobody(old)).containsEntry("Employee", new BigDecimal(5));
        }
    }

    @Test
    void theNewShopCanBeCreated() throws Exception {
        PostgresServer server = PostgresServer.shared();
        try (Connection target = DriverManager.getConnection(server.createDatabase(), server.user(), "")) {
            SqlScript.run(target, SqlScript.resource("chinook/new-schema.sql"));
            assertThat(ChinookOracle.newRevenue(target)).isEmpty();
            assertThat(ChinookOracle.newTotals(target)).isEmpty();
            assertThat(ChinookOracle.newRows(target)).hasSize(9);
        }
    }

    private static Path script() {
        Optional<Path> script = ChinookLoader.script();
        assumeTrue(
                script.isPresent(),
                "skipped: no shared/data/chinook beside the repository, and no -Dwhimbrel.chinook=FOLDER");
        return script.orElseThrow();
    }
}
