package dev.whimbrel.bench.data;

import dev.whimbrel.bench.server.Database;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Number and content of rows, whatever their order: what both sides must agree in after each round.
 *
 * @param sum of the hashes of all rows
 */
public record Fingerprint(long rows, String sum) {
    /** Of a table in PostgreSQL, over these columns or expressions. */
    public static Fingerprint of(Database database, String table, List<String> columns) {
        String sql = "select count(*) || ' ' || coalesce(sum(hashtextextended(row(" + String.join(", ", columns)
                + ")::text, 0)::numeric), 0) from " + table;
        String[] parts = Objects.requireNonNull(database.text(sql)).split(" ");
        return new Fingerprint(Long.parseLong(parts[0]), parts[1]);
    }

    /** What is wrong with what landed, where anything is. */
    public Optional<String> wrong(Fingerprint landed) {
        if (landed.rows != rows) {
            return Optional.of(landed.rows + " rows instead of " + rows);
        }
        return landed.sum.equals(sum) ? Optional.empty() : Optional.of("as many rows, but not the same values");
    }
}
