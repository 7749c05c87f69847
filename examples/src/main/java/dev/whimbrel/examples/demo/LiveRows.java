package dev.whimbrel.examples.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of branches that are live in the new system, watched from outside: fingerprints by SQL of its own on a session of its
 * own, which must be the same before and after other branches move.
 */
final class LiveRows {
    private final Connection session;
    private final String sql;

    private LiveRows(Connection session, String sql) {
        this.session = session;
        this.sql = sql;
    }

    /** Begins to watch. The session must stay open, for it remembers which shared rows stood now. */
    static LiveRows watch(Connection session, List<String> branches) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("create temporary table live_party as select party_id from crm.party");
        }
        String list = branches.stream().map(b -> "'" + b + "'").collect(Collectors.joining(", "));
        return new LiveRows(
                session,
                SqlScript.resource("national/live-fingerprint.sql").get(0).replace("BRANCHES", list));
    }

    /** Table to the fingerprint of the rows as they stand now; a table without such rows is absent. */
    SortedMap<String, Fingerprint> fingerprints() throws SQLException {
        SortedMap<String, Fingerprint> found = new TreeMap<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.put(rows.getString(1), new Fingerprint(rows.getLong(2), rows.getString(3)));
            }
        }
        return found;
    }

    /** Number of rows and MD5, in hex, of all their text forms in the order of their keys. */
    record Fingerprint(long rows, String md5) {}
}
