package dev.whimbrel.control.proof;

import java.security.SecureRandom;
import org.jdbi.v3.core.Handle;

/** The projects' keys for tokens, made when one is first needed and kept for ever. */
final class TokenKeys {
    private static final int BYTES = 32;

    private final Handle handle;

    TokenKeys(Handle handle) {
        this.handle = handle;
    }

    /** Two that make the first one at once end up with the same: the second waits for the first's transaction. */
    Tokens of(String project) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        handle.createUpdate("""
                        insert into whimbrel.token_key (project, key)
                        select :project, :key where not exists (select from whimbrel.token_key where project = :project)
                        on conflict do nothing
                        """).bind("project", project).bind("key", fresh).execute();
        byte[] key = handle.createQuery("select key from whimbrel.token_key where project = :project")
                .bind("project", project)
                .mapTo(byte[].class)
                .one();
        return new Tokens(key, project);
    }
}
