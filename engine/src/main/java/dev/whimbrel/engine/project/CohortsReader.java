package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the cohorts of a project file. */
final class CohortsReader {
    private final String file;
    private final List<Problem> problems;
    private final Map<String, Place> places;
    private final Map<String, String> taken = new HashMap<>();

    /** @param places is told where each cohort and member stands */
    CohortsReader(String file, List<Problem> problems, Map<String, Place> places) {
        this.file = file;
        this.problems = problems;
        this.places = places;
    }

    Cohorts read(Node.Entries root) {
        Map<String, List<TenantId>> cohorts = new LinkedHashMap<>();
        for (Node.Entry entry : Read.entries(root, "cohorts")) {
            String name = entry.key().text();
            String path = "cohorts." + name;
            places.put(
                    path, new Place(file, path, entry.key().line(), entry.key().column()));
            List<TenantId> members = new ArrayList<>();
            for (Node item : ((Node.Items) entry.value()).items()) {
                String place = path + "." + members.size();
                places.put(place, new Place(file, place, item.line(), item.column()));
                members.add(member(name, item, places.get(place)));
            }
            cohorts.put(name, members);
        }
        return new Cohorts(cohorts);
    }

    private TenantId member(String cohort, Node item, Place place) {
        String tenant = Read.text(item);
        String other = taken.putIfAbsent(tenant, cohort);
        if (other != null) {
            problems.add(Problem.error(
                    "COHORT_TENANT_TWICE",
                    place,
                    "Tenant " + tenant + " is in cohort " + other + " already",
                    "Leave every tenant in one cohort, once."));
        }
        return new TenantId(tenant);
    }
}
