package dev.whimbrel.control.proof;

import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The memory of verifications as seen through one connection to the target. It takes part in whatever transaction the connection is
 * in and never commits. The tables are those of the ledger's installation.
 */
public final class Proof {
    private final Handle handle;

    private Proof(Handle handle) {
        this.handle = handle;
    }

    /** The memory in the database behind {@code connection}; the caller keeps and closes the connection. */
    public static Proof on(Connection connection) {
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(Integer.class, "int4");
        jdbi.registerArrayType(Long.class, "int8");
        return new Proof(jdbi.open());
    }

    public Verifications verifications() {
        return new Verifications(handle);
    }

    public Waivers waivers() {
        return new Waivers(handle);
    }

    /** The tokens of a flow's rows and of their input. */
    public InputTokens inputTokens(String project, String flow) {
        return new InputTokens(tokens(project), flow);
    }

    public Reveals reveals() {
        return new Reveals(handle);
    }

    public Evidence evidence() {
        return new Evidence(handle);
    }

    /** The tokens of a project; its key is made where there is none yet. */
    public Tokens tokens(String project) {
        return new TokenKeys(handle).of(project);
    }
}
