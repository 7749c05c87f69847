package dev.whimbrel.bench.evidence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * All rows of an answer, fetched to the last one.
 *
 * @param rows how many
 * @param sum of the rows' hashes, whatever their order
 */
public record Answer(long rows, long sum, double millis) {
    private static final int FETCH = 5_000;
    private static final long PRIME = 0x100000001b3L;

    /** Autocommit of the connection is off, for the rows to be streamed. */
    static Answer to(Connection connection, String sql) throws SQLException {
        long begun = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet answer = statement.executeQuery(sql)) {
                long rows = 0;
                long sum = 0;
                int columns = answer.getMetaData().getColumnCount();
                while (answer.next()) {
                    long hash = 0;
                    for (int i = 1; i <= columns; i++) {
                        hash = (hash ^ String.valueOf(answer.getString(i)).hashCode()) * PRIME;
                    }
                    rows++;
                    sum += hash;
                }
                return new Answer(rows, sum, (System.nanoTime() - begun) / 1e6);
            }
        }
    }

    /** What is wrong with it beside another one; empty where they are the same and there is anything in them. */
    public String wrong(Answer other) {
        if (rows == 0) {
            return "no row";
        }
        return rows == other.rows() && sum == other.sum()
                ? ""
                : rows + " rows are not the " + other.rows() + " rows of the plain table";
    }
}
