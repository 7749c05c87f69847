package dev.whimbrel.bench.evidence;

/** What people ask of findings, in SQL that is the same for the view and for a plain table with its columns. */
public enum Question {
    COLUMNS("columns", "counts by column and kind of the newest verification", """
            select flow, column_name, value_class, count(*) from %1$s
            where verification_id = %2$d and status = 'STABLE' group by 1, 2, 3"""),
    TENANT("tenant", "all rows of one tenant in the newest verification", """
            select flow, row_class, shown_key, token, column_name, value_class, expected, actual from %1$s
            where verification_id = %2$d and tenant = '%3$s'"""),
    PATTERN("pattern", "all rows of one pattern in the newest verification", """
            select tenant, shown_key, token, column_name, value_class, mask, expected, actual from %1$s
            where verification_id = %2$d and pattern_id = '%4$s'"""),
    DAYS("days", "the newest verification against the one before, by flow: rows new, gone and there again", """
            select coalesce(n.flow, o.flow), count(*) filter (where o.token is null), count(*) filter (where n.token is null),
              count(n.token) - count(*) filter (where o.token is null)
            from (select distinct flow, token from %1$s where verification_id = %2$d) n
              full join (select distinct flow, token from %1$s where verification_id = %2$d - 1) o using (flow, token)
            group by 1"""),
    TOKEN("token", "one row through all verifications", """
            select verification_id, pattern_id, column_name, status from %1$s where token = '%5$s'""");

    private final String key;
    private final String words;
    private final String sql;

    Question(String key, String words, String sql) {
        this.key = key;
        this.words = words;
        this.sql = sql;
    }

    public String key() {
        return key;
    }

    public String words() {
        return words;
    }

    /** @param from the view or the table */
    String sql(String from, EvidenceLedger.Days days) {
        return sql.formatted(from, days.newest(), days.tenant(), days.pattern(), days.token());
    }
}
