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

    private final Handle handle;

    Installation(Handle handle) {
        this.handle = handle;
    }

    public boolean exists() {
        return handle.createQuery("select to_regclass('whimbrel.balance') is not null")
                .mapTo(Boolean.class)
                .one();
    }

    /** Installs the tables unless they exist; part of the caller's transaction, which it holds the installation lock for. */
    public void install() {
        handle.createQuery("select pg_advisory_xact_lock(:lock) is null")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
        if (!exists()) {
            handle.execute("create schema if not exists whimbrel");
            handle.createScript(script()).execute();
        }
    }

    private static String script() {
        try (InputStream in = Installation.class.getResourceAsStream("schema-1.sql")) {
            if (in == null) {
                throw new IllegalStateException("schema-1.sql is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
