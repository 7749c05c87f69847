package dev.whimbrel.engine.plan;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.project.Nearest;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who the tenants of a project are. */
public final class Tenants {
    private Tenants() {}

    /** All of them, in the order of the roster; none where the source has no such roster. */
    public static List<TenantId> of(Project project, Source source, Schema schema) {
        if (project.roster() instanceof Roster.Listed listed) {
            return listed.tenants();
        }
        Roster.FromTable roster = (Roster.FromTable) project.roster();
        boolean known = schema.table(roster.table())
                .flatMap(table -> table.column(roster.column()))
                .isPresent();
        if (!known) {
            return List.of();
        }
        return source.distinct(roster.table(), roster.column()).stream()
                .filter(text -> !text.isEmpty())
                .map(TenantId::new)
                .toList();
    }

    /** Refuses tenants that the roster does not have. */
    public static void require(List<TenantId> roster, Set<TenantId> tenants) {
        Set<TenantId> unknown = new TreeSet<>(tenants);
        roster.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            List<String> some = roster.stream().limit(20).map(TenantId::text).toList();
            throw Fault.user(
                    "TENANT_UNKNOWN",
                    "Cannot go on: the roster has no tenant "
                            + String.join(
                                    ", ", unknown.stream().map(TenantId::text).toList()),
                    meant(roster, unknown) + "It has " + roster.size() + " tenants: " + String.join(", ", some)
                            + (roster.size() > some.size() ? ", …" : "") + ".");
        }
    }

    /** Members of cohorts that the roster does not have: a warning, since whoever names such a cohort is refused. */
    static List<Problem> strangers(Project project, List<TenantId> roster) {
        Set<TenantId> known = Set.copyOf(roster);
        List<Problem> problems = new ArrayList<>();
        project.cohorts().members().forEach((cohort, members) -> {
            for (int i = 0; i < members.size(); i++) {
                if (!known.contains(members.get(i))) {
                    problems.add(Problem.warning(
                            "COHORT_TENANT_UNKNOWN",
                            project.place("cohorts." + cohort + "." + i),
                            "The roster has no tenant " + members.get(i).text(),
                            meant(roster, Set.of(members.get(i))) + "Mend the key, or take it out of the cohort."));
                }
            }
        });
        return problems;
    }

    private static String meant(List<TenantId> roster, Set<TenantId> unknown) {
        List<String> known = roster.stream().map(TenantId::text).toList();
        List<String> near = unknown.stream()
                .flatMap(tenant -> Nearest.to(tenant.text(), known).stream())
                .distinct()
                .toList();
        return near.isEmpty() ? "" : "Did you mean " + String.join(", ", near) + "? ";
    }
}
