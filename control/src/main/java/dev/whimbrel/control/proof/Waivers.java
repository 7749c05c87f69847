package dev.whimbrel.control.proof;

import dev.whimbrel.control.proof.Waiver.Part;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.ValueClass;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Waivers as stored. They are closed and never changed or deleted, so that it stays known who accepted what. */
public final class Waivers {
    /** In place of a value class: any. */
    private static final String ANY = "*";

    private final Handle handle;

    Waivers(Handle handle) {
        this.handle = handle;
    }

    /** Stores a waiver and gives it with its number. */
    public Waiver add(Waiver waiver) {
        long id = handle.createQuery("""
                        insert into whimbrel.waiver (project, flow, tenant, row_class, columns, classes, masks, cause,
                          reason, approver, expires_on, cap_rows)
                        values (:project, :flow, :tenant, :rowClass, :columns, :classes, :masks, :cause, :reason, :approver,
                          :expires, :cap)
                        returning waiver_id
                        """)
                .bind("project", waiver.project())
                .bind("flow", waiver.flow())
                .bindByType("tenant", waiver.tenant(), String.class)
                .bind("rowClass", waiver.rowClass().name())
                .bindArray(
                        "columns",
                        String.class,
                        waiver.parts().stream().map(Part::column).toList())
                .bindArray(
                        "classes",
                        String.class,
                        waiver.parts().stream().map(Waivers::text).toList())
                .bindArray(
                        "masks",
                        String.class,
                        waiver.parts().stream().map(Part::mask).toList())
                .bindByType("cause", waiver.cause(), String.class)
                .bind("reason", waiver.reason())
                .bind("approver", waiver.approver())
                .bind("expires", waiver.expiresOn())
                .bind("cap", waiver.capRows())
                .mapTo(Long.class)
                .one();
        return waiver.numbered(id);
    }

    private static String text(Part part) {
        return part.valueClass() == null ? ANY : part.valueClass().name();
    }

    /** All of a project that are not closed, expired ones too, in the order in which they were added. */
    public List<Waiver> list(String project) {
        return handle.createQuery(
                        "select * from whimbrel.waiver where project = :project and closed_at is null order by waiver_id")
                .bind("project", project)
                .map((rows, context) -> waiver(rows))
                .list();
    }

    private static Waiver waiver(ResultSet row) throws SQLException {
        return new Waiver(
                row.getLong("waiver_id"),
                row.getString("project"),
                row.getString("flow"),
                row.getString("tenant"),
                RowClass.valueOf(row.getString("row_class")),
                parts(row),
                row.getString("cause"),
                row.getString("reason"),
                row.getString("approver"),
                row.getObject("expires_on", LocalDate.class),
                row.getLong("cap_rows"));
    }

    private static List<Part> parts(ResultSet row) throws SQLException {
        List<String> columns = Texts.list(row, "columns");
        List<String> classes = Texts.list(row, "classes");
        // Those of before this was kept accept any of a class.
        List<@Nullable String> masks = masks(row);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = classes.get(i);
            parts.add(new Part(
                    columns.get(i),
                    name.equals(ANY) ? null : ValueClass.valueOf(name),
                    masks.isEmpty() ? null : masks.get(i)));
        }
        return parts;
    }

    private static List<@Nullable String> masks(ResultSet row) throws SQLException {
        Array masks = row.getArray("masks");
        return masks == null ? List.of() : Arrays.asList((@Nullable String[]) masks.getArray());
    }

    /** Takes a waiver of the project back; false where there is no such open one. */
    public boolean close(String project, long id) {
        return handle.createUpdate("update whimbrel.waiver set closed_at = now()"
                                + " where waiver_id = :id and project = :project and closed_at is null")
                        .bind("id", id)
                        .bind("project", project)
                        .execute()
                > 0;
    }
}
