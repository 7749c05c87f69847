package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conservation law: two queries that were written separately for each side and have to give the same rows. It shares nothing with
 * the mapping, so that a mistake of the mapping does not hide in it.
 *
 * @param by columns of both answers by which their rows belong together, the tenant's among them or not; empty where there is one row
 * @param tenant the column that names the tenant; null where the law is of all tenants together
 */
public record Law(
        String name,
        String source,
        String target,
        List<String> by,
        @Nullable String tenant,
        Place place) {
    public Law {
        by = List.copyOf(by);
    }

    /** What it goes by among the flows in what verifications record. */
    public String part() {
        return part(name);
    }

    /** What the law of a name goes by. */
    public static String part(String name) {
        return "law " + name;
    }
}
