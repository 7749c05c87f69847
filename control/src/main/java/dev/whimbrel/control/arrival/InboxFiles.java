package dev.whimbrel.control.arrival;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What was seen in one inbox when it was last looked at. */
public final class InboxFiles {
    private final Handle handle;
    private final String project;
    private final String environment;
    private final String inbox;

    InboxFiles(Handle handle, String project, String environment, String inbox) {
        this.handle = handle;
        this.project = project;
        this.environment = environment;
        this.inbox = inbox;
    }

    /** All files, by their names. */
    public Map<String, InboxFile> seen() {
        Map<String, InboxFile> files = new HashMap<>();
        handle.createQuery("select * from whimbrel.inbox_file"
                        + " where project = :project and environment = :environment and inbox = :inbox")
                .bind("project", project)
                .bind("environment", environment)
                .bind("inbox", inbox)
                .map((row, context) -> new InboxFile(
                        row.getString("name"),
                        row.getString("stamp"),
                        Arrivals.instant(row, "since"),
                        row.getObject("arrival_id", Long.class)))
                .forEach(file -> files.put(file.name(), file));
        return files;
    }

    /** Notes files as they are seen now. One that was taken as it is meanwhile stays taken. */
    public void note(List<InboxFile> files) {
        if (files.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into whimbrel.inbox_file as f (project, environment, inbox, name, stamp, since, arrival_id)
                values (:project, :environment, :inbox, :name, :stamp, :since, :arrival)
                on conflict (project, environment, inbox, md5(name)) do update
                  set stamp = excluded.stamp,
                    since = case when f.stamp = excluded.stamp then least(f.since, excluded.since) else excluded.since end,
                    arrival_id = coalesce(excluded.arrival_id, case when f.stamp = excluded.stamp then f.arrival_id end)
                """);
        for (InboxFile file : files) {
            batch.bind("project", project)
                    .bind("environment", environment)
                    .bind("inbox", inbox)
                    .bind("name", file.name())
                    .bind("stamp", file.stamp())
                    .bind("since", Arrivals.time(file.since()))
                    .bindByType("arrival", file.arrival(), Long.class)
                    .add();
        }
        batch.execute();
    }

    /** Forgets files that are no longer there. */
    public void forget(Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        handle.createUpdate("delete from whimbrel.inbox_file where project = :project and environment = :environment"
                        + " and inbox = :inbox and md5(name) in (select md5(n) from unnest(:names) n)")
                .bind("project", project)
                .bind("environment", environment)
                .bind("inbox", inbox)
                .bindArray("names", String.class, List.copyOf(names))
                .execute();
    }
}
