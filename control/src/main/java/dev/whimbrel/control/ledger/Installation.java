package dev.whimbrel.control.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;

/** Creates Whimbrel's own tables where they are absent. */
public final class Installation {
    /** Advisory lock under which one process at a time installs or opens runs. */
    static final long LOCK = 0x5768_696d_6272_656cL;

    /** The number of the newest script {@code schema-N.sql}. */
    static final int VERSION = 16;

    private final Handle handle;

    Installation(Handle handle) {
        this.handle = handle;
    }

    public boolean exists() {
        return handle.createQuery("select to_regclass('whimbrel.balance') is not null")
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Creates the tables, or brings those of an earlier release up to this one; part of the caller's transaction, which it holds
     * the installation lock for.
     */
    public void install() {
        install(VERSION);
    }

    /** Goes no further than to a version, as the release did whose newest script that was. */
    void install(int newest) {
        handle.createQuery("select pg_advisory_xact_lock(:lock) is null")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
        int version = version();
        if (version == 0) {
            handle.execute("create schema if not exists whimbrel");
        }
        for (int next = version + 1; next <= newest; next++) {
            handle.createScript(script(next)).execute();
            if (next > 1) {
                handle.execute("insert into whimbrel.schema_version (version) values (?)", next);
            }
        }
    }

    /** Brings tables of an earlier release up to this one, for commands that only read; false where there are none. */
    public boolean upgraded() {
        if (!exists()) {
            return false;
        }
        if (version() < VERSION) {
            install();
        }
        return true;
    }

    /** The number of the newest script that has run, 0 for none; the first release kept no note of it. */
    private int version() {
        if (!exists()) {
            return 0;
        }
        boolean noted = handle.createQuery("select to_regclass('whimbrel.schema_version') is not null")
                .mapTo(Boolean.class)
                .one();
        return noted
                ? handle.createQuery("select max(version) from whimbrel.schema_version")
                        .mapTo(Integer.class)
                        .one()
                : 1;
    }

    private static String script(int version) {
        String name = "schema-" + version + ".sql";
        try (InputStream in = Installation.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
