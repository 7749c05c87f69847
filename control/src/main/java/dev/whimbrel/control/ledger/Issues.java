package dev.whimbrel.control.ledger;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Issues: rows that could not land, with their reasons, until they do. */
public final class Issues {
    private final Handle handle;

    Issues(Handle handle) {
        this.handle = handle;
    }

    /**
     * Opens issues; one that is open already stays as it is unless the row is another tenant's now, one that was closed opens again, and others of the same rows that
     * are no longer so are closed.
     */
    public void open(int flowNo, long run, Collection<Issue> issues) {
        if (issues.isEmpty()) {
            return;
        }
        closeOthers(flowNo, run, issues);
        add(flowNo, run, issues);
    }

    /** Opens issues and leaves others of the same rows as they are. */
    public void add(int flowNo, long run, Collection<Issue> issues) {
        if (issues.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into whimbrel.issue
                  (flow_no, source_key, code, columns, tenant, shown_key, detail, sample, first_run, last_run)
                values (:flow, :key, :code, :columns, :tenant, :shown, :detail, :sample, :run, :run)
                on conflict (flow_no, source_key, code, columns) do update
                  set closed_run = null, last_run = :run, opened_at = now(), detail = excluded.detail,
                      sample = excluded.sample, tenant = excluded.tenant
                  where issue.closed_run is not null or issue.tenant <> excluded.tenant
                """);
        for (Issue issue : issues) {
            batch.bind("flow", flowNo)
                    .bind("key", issue.sourceKey())
                    .bind("code", issue.code())
                    .bindArray("columns", String.class, issue.columns())
                    .bind("tenant", issue.tenant())
                    .bind("shown", issue.shownKey())
                    .bind("detail", issue.detail())
                    .bind("sample", issue.sample())
                    .bind("run", run)
                    .add();
        }
        batch.execute();
    }

    private void closeOthers(int flowNo, long run, Collection<Issue> issues) {
        handle.createUpdate("""
                        update whimbrel.issue i set closed_run = :run
                        where flow_no = :flow and closed_run is null and source_key = any(:keys)
                          and (source_key, code) not in (select * from unnest(:keys, :codes))
                        """)
                .bind("run", run)
                .bind("flow", flowNo)
                .bindArray(
                        "keys",
                        String.class,
                        issues.stream().map(Issue::sourceKey).toList())
                .bindArray(
                        "codes", String.class, issues.stream().map(Issue::code).toList())
                .execute();
    }

    /** Closes the open issues of rows that have landed now, or whose issues are now others. */
    public void close(int flowNo, long run, Collection<String> sourceKeys) {
        if (sourceKeys.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        update whimbrel.issue set closed_run = :run
                        where flow_no = :flow and closed_run is null and source_key = any(:keys)
                        """)
                .bind("run", run)
                .bind("flow", flowNo)
                .bindArray("keys", String.class, List.copyOf(sourceKeys))
                .execute();
    }

    /** Closes the open issues of these rows that concern any of these columns. */
    public void close(int flowNo, long run, Collection<String> sourceKeys, List<String> columns) {
        close(flowNo, run, sourceKeys, columns, "columns && :columns");
    }

    /** Closes the open issues of these rows that concern none of these columns. */
    public void closeOthers(int flowNo, long run, Collection<String> sourceKeys, List<String> columns) {
        close(flowNo, run, sourceKeys, columns, "not (columns && :columns)");
    }

    private void close(int flowNo, long run, Collection<String> sourceKeys, List<String> columns, String which) {
        if (sourceKeys.isEmpty()) {
            return;
        }
        handle.createUpdate("update whimbrel.issue set closed_run = :run where flow_no = :flow and closed_run is null"
                        + " and source_key = any(:keys) and " + which)
                .bind("run", run)
                .bind("flow", flowNo)
                .bindArray("keys", String.class, List.copyOf(sourceKeys))
                .bindArray("columns", String.class, columns)
                .execute();
    }

    /** The code of the open issue of each of these rows that has one; of several the first by name. */
    public Map<String, String> codes(int flowNo, Collection<String> sourceKeys) {
        Map<String, String> codes = new HashMap<>();
        handle.createQuery("""
                        select source_key, min(code) as code from whimbrel.issue
                        where flow_no = :flow and closed_run is null and source_key = any(:keys) group by source_key
                        """)
                .bind("flow", flowNo)
                .bindArray("keys", String.class, List.copyOf(sourceKeys))
                .map((rows, context) -> Map.entry(rows.getString("source_key"), rows.getString("code")))
                .forEach(entry -> codes.put(entry.getKey(), entry.getValue()));
        return codes;
    }

    /** Which of these rows have open issues that concern none of these columns. */
    public Set<String> withOthers(int flowNo, Collection<String> sourceKeys, List<String> columns) {
        return new TreeSet<>(handle.createQuery("""
                        select source_key from whimbrel.issue
                        where flow_no = :flow and closed_run is null and source_key = any(:keys)
                          and not (columns && :columns)
                        """)
                .bind("flow", flowNo)
                .bindArray("keys", String.class, List.copyOf(sourceKeys))
                .bindArray("columns", String.class, columns)
                .mapTo(String.class)
                .list());
    }

    /** How many rows have an open issue of a kind. */
    public record Group(String flow, String code, List<String> columns, String tenant, long rows) {}

    public List<Group> groups(String project) {
        return handle.createQuery("""
                        select f.name, i.code, i.columns, i.tenant, count(*) as n
                        from whimbrel.issue i join whimbrel.flow f using (flow_no)
                        where f.project = :project and i.closed_run is null
                        group by 1, 2, 3, 4 order by 1, 2, 3, 4
                        """)
                .bind("project", project)
                .map((rows, context) -> new Group(
                        rows.getString("name"),
                        rows.getString("code"),
                        Arrays.asList((String[]) rows.getArray("columns").getArray()),
                        rows.getString("tenant"),
                        rows.getLong("n")))
                .list();
    }

    /** An open issue as listed. */
    public record Open(String flow, Issue issue, long firstRun) {}

    /** Open issues of a project, narrowed by flow, code and tenant where given, in the order of keys. */
    public List<Open> list(
            String project, @Nullable String flow, @Nullable String code, @Nullable String tenant, int limit) {
        return handle.createQuery("""
                        select f.name, i.* from whimbrel.issue i join whimbrel.flow f using (flow_no)
                        where f.project = :project and i.closed_run is null
                          and (:flow::text is null or f.name = :flow) and (:code::text is null or i.code = :code)
                          and (:tenant::text is null or i.tenant = :tenant)
                        order by f.name, i.code, i.source_key limit :limit
                        """)
                .bind("project", project)
                .bind("flow", flow)
                .bind("code", code)
                .bind("tenant", tenant)
                .bind("limit", limit)
                .map((rows, context) -> new Open(rows.getString("name"), issue(rows), rows.getLong("first_run")))
                .list();
    }

    /** The open issues of one source row. */
    public List<Issue> of(int flowNo, String sourceKey) {
        return handle.createQuery("""
                        select * from whimbrel.issue
                        where flow_no = :flow and source_key = :key and closed_run is null order by code
                        """)
                .bind("flow", flowNo)
                .bind("key", sourceKey)
                .map((rows, context) -> issue(rows))
                .list();
    }

    private static Issue issue(java.sql.ResultSet rows) throws java.sql.SQLException {
        return new Issue(
                rows.getString("source_key"),
                rows.getString("code"),
                Arrays.asList((String[]) rows.getArray("columns").getArray()),
                rows.getString("tenant"),
                rows.getString("shown_key"),
                rows.getString("detail"),
                rows.getString("sample"));
    }
}
