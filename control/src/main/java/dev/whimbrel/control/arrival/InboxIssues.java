package dev.whimbrel.control.arrival;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What could not be taken out of inboxes. */
public final class InboxIssues {
    private final Handle handle;
    private final String project;
    private final String environment;

    InboxIssues(Handle handle, String project, String environment) {
        this.handle = handle;
        this.project = project;
        this.environment = environment;
    }

    /** Records that something was found, now or again. */
    public void found(String inbox, String name, String code, Instant now) {
        handle.createUpdate("""
                        insert into whimbrel.inbox_issue (project, environment, inbox, name, code, first_at, last_at)
                        values (:project, :environment, :inbox, :name, :code, :now, :now)
                        on conflict (project, environment, inbox, code, md5(name)) where closed_at is null
                          do update set last_at = excluded.last_at
                        """)
                .bind("project", project)
                .bind("environment", environment)
                .bind("inbox", inbox)
                .bind("name", name)
                .bind("code", code)
                .bind("now", Arrivals.time(now))
                .execute();
    }

    /** Closes those of an inbox that a pass at this moment has not found. */
    public void closeOthers(String inbox, Instant now) {
        handle.createUpdate("update whimbrel.inbox_issue set closed_at = :now where project = :project"
                        + " and environment = :environment and inbox = :inbox and closed_at is null and last_at < :now")
                .bind("project", project)
                .bind("environment", environment)
                .bind("inbox", inbox)
                .bind("now", Arrivals.time(now))
                .execute();
    }

    /** Closes those of inboxes that are no longer watched. */
    public void closeUnwatched(List<String> watched, Instant now) {
        handle.createUpdate("update whimbrel.inbox_issue set closed_at = :now where project = :project"
                        + " and environment = :environment and closed_at is null and inbox <> all(:watched)")
                .bind("project", project)
                .bind("environment", environment)
                .bind("now", Arrivals.time(now))
                .bindArray("watched", String.class, watched)
                .execute();
    }

    /** Those that are not closed, the oldest first. */
    public List<InboxIssue> open() {
        return handle.createQuery("select * from whimbrel.inbox_issue where project = :project"
                        + " and environment = :environment and closed_at is null order by issue_id")
                .bind("project", project)
                .bind("environment", environment)
                .map((row, context) -> new InboxIssue(
                        row.getString("inbox"),
                        row.getString("name"),
                        row.getString("code"),
                        Arrivals.instant(row, "first_at"),
                        Arrivals.instant(row, "last_at")))
                .list();
    }
}
