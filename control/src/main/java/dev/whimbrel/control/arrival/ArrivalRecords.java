package dev.whimbrel.control.arrival;

import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The record of a project's arrivals in one environment, as seen through one connection to the target. It takes part in whatever transaction
 * the connection is in and never commits. The tables are those of the ledger's installation.
 */
public final class ArrivalRecords {
    private final Handle handle;
    private final String project;
    private final String environment;

    private ArrivalRecords(Handle handle, String project, String environment) {
        this.handle = handle;
        this.project = project;
        this.environment = environment;
    }

    /** The record in the database behind {@code connection}; the caller keeps and closes the connection. */
    public static ArrivalRecords on(Connection connection, String project, String environment) {
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.registerArrayType(String.class, "text");
        return new ArrivalRecords(jdbi.open(), project, environment);
    }

    public Arrivals arrivals() {
        return new Arrivals(handle, project, environment);
    }

    public ArrivalObjects objects() {
        return new ArrivalObjects(handle);
    }

    /** What is known of an inbox. */
    public InboxFiles inbox(String name) {
        return new InboxFiles(handle, project, environment, name);
    }

    public InboxIssues issues() {
        return new InboxIssues(handle, project, environment);
    }
}
