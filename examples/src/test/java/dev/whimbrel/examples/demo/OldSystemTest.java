package dev.whimbrel.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The generated old system has the rows and the troubles that it says it has, and the new schema can be created. */
class OldSystemTest {
    private static String url = "";
    private static Planted planted = new Planted(new java.util.TreeMap<>(), new java.util.EnumMap<>(Oddity.class));
    private static Duration took = Duration.ZERO;

    @BeforeAll
    static void load() throws Exception {
        url = MariaDbServer.shared().createDatabase();
        try (Connection connection = open(url)) {
            long begin = System.nanoTime();
            planted = OldSystem.load(connection, 42);
            took = Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    @Test
    void hasAboutThreeHundredThousandRowsInFourteenTables() throws Exception {
        System.out.println("loaded " + planted.total() + " rows in " + took.toMillis() + " ms: " + planted.rows());
        assertThat(planted.rows()).hasSize(14);
        assertThat(planted.total()).isBetween(280_000L, 330_000L);
        try (Connection connection = open(url)) {
            for (Map.Entry<String, Long> table : planted.rows().entrySet()) {
                assertThat(count(connection, "select count(*) from " + table.getKey()))
                        .as(table.getKey())
                        .isEqualTo(table.getValue());
            }
        }
    }

    @Test
    void everyOddityIsPlantedInEveryMovedBranch() {
        for (Oddity oddity : Oddity.values()) {
            assertThat(planted.total(oddity)).as(oddity.name()).isPositive();
        }
        for (int branch = 3; branch <= 5; branch++) {
            assertThat(planted.of(Oddity.METER_FACTOR_TOO_BIG, branch)).isPositive();
            assertThat(planted.of(Oddity.CLIENT_NAME_TOO_LONG, branch)).isPositive();
            assertThat(planted.of(Oddity.DOCUMENT_BAD_JSON, branch)).isPositive();
            assertThat(planted.of(Oddity.RECIPIENT_CONFLICT, branch)).isPositive();
        }
    }

    @Test
    void theSameSeedGivesTheSameRows() throws Exception {
        String again = MariaDbServer.shared().createDatabase();
        try (Connection second = open(again);
                Connection first = open(url)) {
            assertThat(OldSystem.load(second, 42)).isEqualTo(planted);
            String tables = String.join(", ", planted.rows().keySet());
            assertThat(checksums(second, tables)).isEqualTo(checksums(first, tables));
        }
    }

    @Test
    void theNewSchemaCanBeCreated() throws Exception {
        PostgresServer server = PostgresServer.shared();
        try (Connection connection = DriverManager.getConnection(server.createDatabase(), server.user(), "")) {
            SqlScript.run(connection, SqlScript.resource("national/new-schema.sql"));
            assertThat(count(connection, "select count(*) from service.tariff")).isEqualTo(40);
        }
    }

    private static String checksums(Connection connection, String tables) throws Exception {
        StringBuilder all = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("checksum table " + tables)) {
            while (rows.next()) {
                all.append(rows.getString(1).replaceFirst(".*\\.", ""))
                        .append(rows.getLong(2))
                        .append('\n');
            }
        }
        return all.toString();
    }

    private static Connection open(String url) throws Exception {
        MariaDbServer server = MariaDbServer.shared();
        return DriverManager.getConnection(url, server.user(), server.password());
    }

    private static long count(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
