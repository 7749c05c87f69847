package dev.whimbrel.examples.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The old system of a national customer, generated: 14 tables, 12 branches of very different size, about 300,000 rows and a
 * counted number of every sort of trouble. The same seed gives the same rows on any machine.
 */
public final class OldSystem {
    /** Branch to its share of all rows in percent. Branches 1 and 2 are live, 3 to 5 are moved by the demo, 7 is the giant. */
    static final Map<Integer, Integer> WEIGHTS = Map.ofEntries(
            Map.entry(1, 5),
            Map.entry(2, 4),
            Map.entry(3, 9),
            Map.entry(4, 6),
            Map.entry(5, 5),
            Map.entry(6, 8),
            Map.entry(7, 30),
            Map.entry(8, 9),
            Map.entry(9, 8),
            Map.entry(10, 7),
            Map.entry(11, 6),
            Map.entry(12, 3));

    private OldSystem() {}

    /** Creates the tables in the connection's empty MariaDB database and fills them in full size. */
    public static Planted load(Connection connection, long seed) throws SQLException {
        return load(connection, seed, 1);
    }

    /**
     * Creates the tables in the connection's empty MariaDB database and fills them.
     *
     * @param scale 1 for about 300,000 rows, less for fewer; every branch keeps at least the hundredth part of the full size
     */
    public static Planted load(Connection connection, long seed, double scale) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : SqlScript.resource("national/old-schema.sql")) {
                statement.execute(sql);
            }
            // Zero dates and references to rows that come later are what this is for.
            statement.execute("set sql_mode = '', time_zone = '+00:00', foreign_key_checks = 0, unique_checks = 0");
        }
        connection.setAutoCommit(false);
        Planted planted = new Generator(connection, seed, scale).run();
        connection.commit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set sql_mode = default, foreign_key_checks = 1, unique_checks = 1, time_zone = default");
        }
        return planted;
    }
}
