package dev.whimbrel.control.ledger;

import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The ledger as seen through one connection. It takes part in whatever transaction the connection is in and never commits, so
 * that rows and what is said of them land together or not at all.
 */
public final class Ledger {
    private final Handle handle;

    private Ledger(Handle handle) {
        this.handle = handle;
    }

    /** The ledger in the database behind {@code connection}; the caller keeps and closes the connection. */
    public static Ledger on(Connection connection) {
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(Integer.class, "int4");
        jdbi.registerArrayType(Long.class, "int8");
        jdbi.registerArrayType(Double.class, "float8");
        return new Ledger(jdbi.open());
    }

    public Installation installation() {
        return new Installation(handle);
    }

    public Runs runs() {
        return new Runs(handle);
    }

    public Steps steps() {
        return new Steps(handle);
    }

    public Cuts cuts() {
        return new Cuts(handle);
    }

    public Chunks chunks() {
        return new Chunks(handle);
    }

    public Sessions sessions() {
        return new Sessions(handle);
    }

    public TouchedKeys touchedKeys() {
        return new TouchedKeys(handle);
    }

    public Identities identities() {
        return new Identities(handle);
    }

    public Tenants tenants() {
        return new Tenants(handle);
    }

    public Issues issues() {
        return new Issues(handle);
    }

    public Balances balances() {
        return new Balances(handle);
    }

    public RepairKeys repairKeys() {
        return new RepairKeys(handle);
    }

    public Shelf shelf() {
        return new Shelf(handle);
    }

    public Brakes brakes() {
        return new Brakes(handle);
    }

    public Pacings pacings() {
        return new Pacings(handle);
    }

    /** A ledger that vanishes with the session. */
    public DryLedger dry() {
        return new DryLedger(handle);
    }

    public StagedRows staged() {
        return new StagedRows(handle);
    }
}
