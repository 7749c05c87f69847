package dev.whimbrel.control.arrival;

import dev.whimbrel.core.value.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Arrivals as recorded. They are never deleted, and nothing of them changes but that their bytes are removed. */
public final class Arrivals {
    private final Handle handle;
    private final String project;
    private final String environment;

    Arrivals(Handle handle, String project, String environment) {
        this.handle = handle;
        this.project = project;
        this.environment = environment;
    }

    /** Records an arrival and gives its number; empty where the same is recorded already. */
    public Optional<Long> add(Arrival arrival) {
        Optional<Long> id = handle.createQuery("""
                        insert into whimbrel.arrival (project, environment, tenant, kind, name, hash, inbox, received_from,
                          received_by, received_at, kept_at, expires_at)
                        values (:project, :environment, :tenant, :kind, :name, :hash, :inbox, :from, :by, :at, :kept, :expires)
                        on conflict do nothing
                        returning arrival_id
                        """)
                .bind("project", project)
                .bind("environment", environment)
                .bind("tenant", arrival.tenant().text())
                .bind("kind", arrival.kind().name())
                .bind("name", arrival.name())
                .bind("hash", arrival.hash())
                .bind("inbox", arrival.origin().inbox())
                .bind("from", arrival.origin().from())
                .bind("by", arrival.origin().by())
                .bind("at", time(arrival.origin().at()))
                .bind("kept", arrival.keptAt())
                .bind("expires", time(arrival.expiresAt()))
                .mapTo(Long.class)
                .findOne();
        id.ifPresent(number -> {
            int no = 0;
            for (ArrivalFile file : arrival.files()) {
                add(number, ++no, file);
            }
        });
        return id;
    }

    private void add(long arrival, int number, ArrivalFile file) {
        Shape shape = file.shape();
        handle.createUpdate("""
                        insert into whimbrel.arrival_file values (:arrival, :no, :name, :hash, :size, :modified, :object, :key,
                          :encoding, :delimiter, :columns, :header, :lines, :records, :uneven)
                        """)
                .bind("arrival", arrival)
                .bind("no", number)
                .bind("name", file.name())
                .bind("hash", file.hash())
                .bind("size", file.size())
                .bind("modified", time(file.modified()))
                .bind("object", file.object())
                .bind("key", file.keyId())
                .bind("encoding", shape.encoding())
                .bindByType("delimiter", shape.separator(), String.class)
                .bind("columns", shape.columns())
                .bindArray("header", String.class, shape.header())
                .bind("lines", shape.lines())
                .bindByType("records", shape.records(), Long.class)
                .bind("uneven", shape.uneven())
                .execute();
    }

    /** The one of this tenant with this name and content. */
    public Optional<Arrival> find(TenantId tenant, Arrival.Kind kind, String name, String hash) {
        return list(
                        "a.tenant = :tenant and a.kind = :kind and a.hash = :hash and md5(a.name) = md5(:name)",
                        Map.of("tenant", tenant.text(), "kind", kind.name(), "hash", hash, "name", name))
                .stream()
                .findFirst();
    }

    /** The one of this number. */
    public Optional<Arrival> find(long id) {
        return list("a.arrival_id = :id", Map.of("id", id)).stream().findFirst();
    }

    /** All, or those of one tenant, in the order in which they came. */
    public List<Arrival> list(@Nullable TenantId tenant) {
        return tenant == null ? list("true", Map.of()) : list("a.tenant = :tenant", Map.of("tenant", tenant.text()));
    }

    /** Those whose bytes are kept though they have expired by now. */
    public List<Arrival> expired(Instant now) {
        return list("a.removed_at is null and a.expires_at <= :now", Map.of("now", time(now)));
    }

    /** Says that the bytes of one are removed. */
    public void removed(long id, Instant now) {
        handle.createUpdate(
                        "update whimbrel.arrival set removed_at = :now where arrival_id = :id and removed_at is null")
                .bind("now", time(now))
                .bind("id", id)
                .execute();
    }

    private List<Arrival> list(String where, Map<String, ?> values) {
        Map<Long, Arrival> heads = new LinkedHashMap<>();
        Map<Long, List<ArrivalFile>> files = new LinkedHashMap<>();
        bound("select a.* from whimbrel.arrival a", where, " order by a.arrival_id", values)
                .map((row, context) -> arrival(row))
                .forEach(arrival -> heads.put(arrival.id(), arrival));
        bound(
                        "select f.* from whimbrel.arrival_file f join whimbrel.arrival a using (arrival_id)",
                        where,
                        " order by f.arrival_id, f.file_no",
                        values)
                .map((row, context) -> Map.entry(row.getLong("arrival_id"), file(row)))
                .forEach(entry -> files.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return heads.values().stream()
                .map(arrival -> with(arrival, files.getOrDefault(arrival.id(), List.of())))
                .toList();
    }

    private Query bound(String select, String where, String order, Map<String, ?> values) {
        return handle.createQuery(
                        select + " where a.project = :project and a.environment = :environment and " + where + order)
                .bind("project", project)
                .bind("environment", environment)
                .bindMap(values);
    }

    private static Arrival arrival(ResultSet row) throws SQLException {
        return new Arrival(
                row.getLong("arrival_id"),
                new TenantId(row.getString("tenant")),
                Arrival.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("hash"),
                List.of(),
                new Arrival.Origin(
                        row.getString("inbox"),
                        row.getString("received_from"),
                        row.getString("received_by"),
                        instant(row, "received_at")),
                row.getString("kept_at"),
                instant(row, "expires_at"),
                row.getObject("removed_at") == null ? null : instant(row, "removed_at"));
    }

    private static Arrival with(Arrival arrival, List<ArrivalFile> files) {
        return new Arrival(
                arrival.id(),
                arrival.tenant(),
                arrival.kind(),
                arrival.name(),
                arrival.hash(),
                files,
                arrival.origin(),
                arrival.keptAt(),
                arrival.expiresAt(),
                arrival.removedAt());
    }

    private static ArrivalFile file(ResultSet row) throws SQLException {
        return new ArrivalFile(
                row.getString("name"),
                row.getString("hash"),
                row.getLong("size"),
                instant(row, "modified_at"),
                row.getString("object"),
                row.getInt("key_id"),
                new Shape(
                        row.getString("encoding"),
                        row.getString("delimiter"),
                        row.getInt("columns"),
                        List.of((String[]) row.getArray("header").getArray()),
                        row.getLong("lines"),
                        row.getObject("records", Long.class),
                        row.getLong("uneven")));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
