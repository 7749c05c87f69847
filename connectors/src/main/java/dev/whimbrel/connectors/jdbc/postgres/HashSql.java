package dev.whimbrel.connectors.jdbc.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A hash of rows that server and we work out alike: for each field a hash of its bytes whose seed is the row's source key and a
 * number of the column's own, so that no value can change places with another one unseen, neither within a row nor between rows; the
 * fields' hashes are put together by XOR, a null being a number of the column's own. Whole numbers, texts and moments go to the
 * server's hash functions as they are, other values by their type's send function.
 *
 * <p>The server's hash functions are not part of any standard. A server with others finds other sums, and rows are read back.
 */
final class HashSql {
    private static final String SHAPE = """
            select array(select y.typsend::text from unnest(?::text[]) with ordinality k (name, n)
                         join pg_attribute t on t.attrelid = c.oid and t.attname = k.name
                         join pg_type y on y.oid = t.atttypid order by k.n),
              to_regprocedure('pg_catalog.timestamptz_hash_extended(timestamptz, bigint)') is not null
            from pg_class c where c.oid = to_regclass(?)
            """;

    private final List<NativeColumn> columns;
    private final int key;
    private final long[] salts;
    private final long[] nones;
    private final boolean[] whole;
    private final String[] send;
    private final boolean zoned;

    private HashSql(List<NativeColumn> columns, int key, String[] send, boolean zoned) {
        this.columns = columns;
        this.key = key;
        this.send = send;
        this.zoned = zoned;
        int size = columns.size();
        this.salts = ThreadLocalRandom.current().longs(size).toArray();
        this.nones = ThreadLocalRandom.current().longs(size).toArray();
        this.whole = new boolean[size];
        for (int i = 0; i < size; i++) {
            whole[i] = switch (base(i)) {
                case "int2", "int4", "int8", "bool", "timestamp" -> true;
                case "timestamptz" -> zoned;
                default -> false;
            };
        }
    }

    /** Null where the server does not tell about all columns. */
    static @Nullable HashSql of(Connection connection, TableShape table, List<NativeColumn> columns, int key)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SHAPE)) {
            Object[] names = columns.stream().map(NativeColumn::name).toArray();
            statement.setArray(1, connection.createArrayOf("text", names));
            statement.setString(2, table.sql());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String[] send = (String[]) row.getArray(1).getArray();
                return send.length == columns.size() ? new HashSql(columns, key, send, row.getBoolean(2)) : null;
            }
        }
    }

    private String base(int column) {
        return columns.get(column).base();
    }

    int size() {
        return columns.size();
    }

    /** Which column is the source key. */
    int key() {
        return key;
    }

    long seed() {
        return salts[key];
    }

    long salt(int column) {
        return salts[column];
    }

    /** What a null counts for. */
    long none(int column) {
        return nones[column];
    }

    /** Whether the column is hashed as a whole number. */
    boolean isWhole(int column) {
        return whole[column];
    }

    /** The hash of a row of alias {@code t}, as an expression. */
    String expression() {
        String number = "t." + columns.get(key).quoted() + "::bigint";
        StringBuilder sql = new StringBuilder("hashint8extended(" + number + ", " + literal(salts[key]) + ")");
        for (int i = 0; i < columns.size(); i++) {
            if (i != key) {
                sql.append(" # coalesce(")
                        .append(field(i, number + " # " + literal(salts[i])))
                        .append(", ")
                        .append(literal(nones[i]))
                        .append(')');
            }
        }
        return sql.toString();
    }

    private String field(int column, String seed) {
        String value = "t." + columns.get(column).quoted();
        return switch (base(column)) {
            case "int2", "int4", "int8" ->
                "hash" + "int" + base(column).substring(3) + "extended(" + value + ", " + seed + ")";
            case "bool" -> "hashint4extended(" + value + "::int4, " + seed + ")";
            case "timestamp" -> "timestamp_hash_extended(" + value + ", " + seed + ")";
            case "text", "varchar" -> "hashtextextended(" + value + " collate \"C\", " + seed + ")";
            case "uuid" -> "uuid_hash_extended(" + value + ", " + seed + ")";
            case "bytea" -> "hashbyteaextended(" + value + ", " + seed + ")";
            default ->
                zoned && base(column).equals("timestamptz")
                        ? "timestamptz_hash_extended(" + value + ", " + seed + ")"
                        : "hashbyteaextended(" + send[column] + "(" + value + "), " + seed + ")";
        };
    }

    private static String literal(long number) {
        return "'" + number + "'::bigint";
    }
}
