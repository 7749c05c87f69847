package dev.whimbrel.examples.demo;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells what the last run did, from the ledger in the new database. It shows tables, tenants, codes and counts, never a row. */
final class Story {
    private static final String BALANCE = """
            select f.target_table, b.tenant, b.rows_read, b.inserted + b.updated written, b.unchanged, b.merged,
              b.excluded, b.quarantined,
              b.rows_read = b.inserted + b.updated + b.unchanged + b.merged + b.excluded + b.quarantined
                and b.rows_read = b.source_rows and b.target_rows = b.target_expected balanced
            from whimbrel.balance b join whimbrel.flow f using (flow_no)
            where b.run_id = (select max(run_id) from whimbrel.run)
            order by f.flow_no, length(b.tenant), b.tenant""";

    private static final String ISSUES = """
            select i.code, f.source_table,
              f.target_table || coalesce('.' || nullif(array_to_string(i.columns, ', '), ''), ''),
              count(distinct i.source_key), i.detail
            from whimbrel.issue i join whimbrel.flow f using (flow_no)
            where i.last_run = (select max(run_id) from whimbrel.run) and i.closed_run is null
            group by 1, 2, 3, 5 order by 4 desc, 1, 3, 5""";

    private static final String LEFT_OUT = """
            select i.outcome, f.source_table, f.target_table, coalesce(i.rule, '-'), count(*)
            from whimbrel.identity i join whimbrel.flow f using (flow_no)
            where i.run_id = (select max(run_id) from whimbrel.run) and i.outcome in ('MERGED', 'EXCLUDED')
            group by 1, 2, 3, 4 order by 1, 3, 4""";

    private final Connection target;
    private final PrintWriter out;

    Story(Connection target, PrintWriter out) {
        this.target = target;
        this.out = out;
    }

    /** Prints the rows by table and tenant, and their equation; says whether it balances. */
    boolean balance() throws SQLException {
        String line = "  %-24s %7s %9s %9s %9s %8s %9s %12s  %s%n";
        out.printf(line, "table", "branch", "read", "written", "unchanged", "merged", "excluded", "quarantined", "");
        boolean all = true;
        long[] sum = new long[6];
        try (Statement statement = target.createStatement();
                ResultSet rows = statement.executeQuery(BALANCE)) {
            while (rows.next()) {
                boolean balanced = rows.getBoolean("balanced");
                all &= balanced;
                Object[] cells = new Object[9];
                cells[0] = rows.getString(1);
                cells[1] = rows.getString(2).equals("*") ? "shared" : rows.getString(2);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += rows.getLong(i + 3);
                    cells[i + 2] = count(rows.getLong(i + 3));
                }
                cells[8] = balanced ? "✓" : "DOES NOT BALANCE";
                out.printf(line, cells);
            }
        }
        out.printf(
                "%n  read %s = written %s + unchanged %s + merged %s + excluded %s + quarantined %s: %s%n",
                count(sum[0]),
                count(sum[1]),
                count(sum[2]),
                count(sum[3]),
                count(sum[4]),
                count(sum[5]),
                all && sum[0] == sum[1] + sum[2] + sum[3] + sum[4] + sum[5] ? "balanced" : "NOT BALANCED");
        return all;
    }

    /** Prints what was merged and excluded, and by which rule. */
    void leftOut() throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet rows = statement.executeQuery(LEFT_OUT)) {
            while (rows.next()) {
                out.printf(
                        "  %9s  %-8s  %s → %s: %s%n",
                        count(rows.getLong(5)),
                        rows.getString(1).equals("MERGED") ? "merged" : "excluded",
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(1).equals("MERGED")
                                ? "went into the one row of their group"
                                : rows.getString(4));
            }
        }
    }

    /** Prints why rows are in quarantine. */
    void issues() throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet rows = statement.executeQuery(ISSUES)) {
            while (rows.next()) {
                out.printf(
                        "  %9s  %-22s  %s → %s: %s%n",
                        count(rows.getLong(4)),
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(5));
            }
        }
    }

    /** Compares the fingerprints of the live rows, one line each; says whether all are the same. */
    boolean untouched(SortedMap<String, LiveRows.Fingerprint> before, SortedMap<String, LiveRows.Fingerprint> after) {
        SortedMap<String, LiveRows.Fingerprint> all = new TreeMap<>(after);
        all.putAll(before);
        all.forEach((table, was) -> out.printf(
                "  %-24s %9s rows  md5 %s  %s%n",
                table, count(was.rows()), was.md5(), was.equals(after.get(table)) ? "same" : "CHANGED"));
        return !before.isEmpty() && before.equals(after);
    }

    static String count(long number) {
        return "%,d".formatted(number);
    }
}
