package dev.whimbrel.connectors.jdbc.postgres;

/** The hash of a row on our side, worked out from the row as COPY BINARY has it; see {@link HashSql}. */
final class RowHash {
    private final HashSql sql;

    RowHash(HashSql sql) {
        this.sql = sql;
    }

    /** The hash of the row whose fields, each a length and bytes, start at {@code from}. */
    long of(byte[] fields, int from) {
        long key = key(fields, from);
        long result = ServerHash.of(key, sql.seed());
        int at = from;
        for (int i = 0; i < sql.size(); i++) {
            int length = ColumnEncoder.int4(fields, at);
            at += Integer.BYTES;
            if (i != sql.key()) {
                result ^= length < 0 ? sql.none(i) : field(fields, at, length, i, key ^ sql.salt(i));
            }
            at += Math.max(0, length);
        }
        return result;
    }

    private long field(byte[] fields, int at, int length, int column, long seed) {
        return sql.isWhole(column)
                ? ServerHash.of(number(fields, at, length), seed)
                : ServerHash.of(fields, at, length, seed);
    }

    private long key(byte[] fields, int from) {
        int at = from;
        for (int i = 0; i < sql.key(); i++) {
            at += Integer.BYTES + Math.max(0, ColumnEncoder.int4(fields, at));
        }
        int length = ColumnEncoder.int4(fields, at);
        return length < 0 ? 0 : number(fields, at + Integer.BYTES, length);
    }

    /** A whole number of one, two, four or eight bytes. */
    private static long number(byte[] fields, int at, int length) {
        long number = fields[at];
        for (int i = 1; i < length; i++) {
            number = number << 8 | fields[at + i] & 0xFF;
        }
        return number;
    }
}
