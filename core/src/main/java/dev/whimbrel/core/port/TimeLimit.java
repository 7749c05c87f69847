package dev.whimbrel.core.port;

import java.time.Duration;

/**
 * How long the server may take over one statement, by what the statement is for. This is the only place that says so; the guide
 * has it as a table. Where there is no limit, something else ends a statement that nobody waits for.
 */
public enum TimeLimit {
    /** A question after a signal: an answer that comes late is as bad as none. Projects may set another. */
    CANARY(Duration.ofSeconds(2)),
    /** Catalogues and permissions: many tables on a busy server take a while, minutes mean a lock or a fault. */
    CATALOGUE(Duration.ofMinutes(5)),
    /** The ledger apart from rows: leases, progress, brakes. Each touches few rows by an index. */
    LEDGER(Duration.ofMinutes(2)),
    /** Whole tables: splitting, rosters, owners, profiles, and the counts that the row equation rests on. */
    COUNT(Duration.ofHours(6)),
    /**
     * Reading a chunk, and writing it: none, whatever the server's default. A throttled run stretches both on purpose, and a lease
     * ends the sessions of a process that no longer lives.
     */
    CHUNK(Duration.ZERO);

    private final Duration limit;

    TimeLimit(Duration limit) {
        this.limit = limit;
    }

    /** Zero means without limit, as it does to all servers. */
    public Duration limit() {
        return limit;
    }

    public long millis() {
        return limit.toMillis();
    }
}
