package dev.whimbrel.control.proof;

import dev.whimbrel.control.proof.Reveal.Asked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who saw rows in the clear, and who may. What is written here stays: the table itself refuses to change or lose a row. */
public final class Reveals {
    private final Handle handle;

    Reveals(Handle handle) {
        this.handle = handle;
    }

    /** Whether the user of the connection is a member of a role, himself or by way of others; no one is of one that is not there. */
    public boolean isMember(String role) {
        return handle.createQuery("select pg_has_role(session_user, oid, 'MEMBER') from pg_roles where rolname = :role")
                .bind("role", role)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    /** Writes down that somebody asked; the server says when and who. */
    public void add(Asked asked) {
        handle.createUpdate("""
                        insert into whimbrel.reveal (os_user, project, environment, role, flow, shown_key, token, reason,
                          columns, seconds, to_pipe, outcome)
                        values (:user, :project, :environment, :role, :flow, :key, :token, :reason, :columns, :seconds, :pipe,
                          :outcome)
                        """)
                .bind("user", Texts.stored(asked.systemUser()))
                .bind("project", asked.project())
                .bind("environment", asked.environment())
                .bindByType("role", asked.role(), String.class)
                .bindByType("flow", asked.flow(), String.class)
                .bindByType("key", asked.shownKey(), String.class)
                .bind("token", asked.token())
                .bind("reason", Texts.stored(asked.reason()))
                .bindArray("columns", String.class, asked.columns())
                .bind("seconds", asked.seconds())
                .bind("pipe", asked.toPipe())
                .bind("outcome", asked.outcome())
                .execute();
    }

    /** The newest of a project in all environments, the newest first. */
    public List<Reveal> list(String project, int limit) {
        return handle.createQuery(
                        "select * from whimbrel.reveal where project = :project order by reveal_id desc limit :limit")
                .bind("project", project)
                .bind("limit", limit)
                .map((rows, context) -> reveal(rows))
                .list();
    }

    private static Reveal reveal(ResultSet row) throws SQLException {
        return new Reveal(
                row.getLong("reveal_id"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("database_user"),
                new Asked(
                        row.getString("os_user"),
                        row.getString("project"),
                        row.getString("environment"),
                        row.getString("role"),
                        row.getString("flow"),
                        row.getString("shown_key"),
                        row.getString("token"),
                        row.getString("reason"),
                        Texts.list(row, "columns"),
                        row.getInt("seconds"),
                        row.getBoolean("to_pipe"),
                        row.getString("outcome")));
    }
}
