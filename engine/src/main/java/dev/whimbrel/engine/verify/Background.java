package dev.whimbrel.engine.verify;

import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to be known of a project to read what was found.
 *
 * @param rosterFlows flows that move the roster itself: that a tenant is in it says nothing of his rows
 * @param free columns that the target fills by itself, so that whatever stands there is right; where such a column is a key, the rows
 *     that refer to it are compared by what they lead to
 */
public record Background(Set<String> rosterFlows, List<FreeColumn> free) {
    /** Of tables that are compared as they stand. */
    public static final Background NONE = new Background(Set.of(), List.of());

    /** A column of a flow. */
    public record FreeColumn(String flow, String column) {}

    public Background {
        rosterFlows = Set.copyOf(rosterFlows);
        free = List.copyOf(free);
    }

    public static Background of(Project project) {
        List<FreeColumn> free = new ArrayList<>();
        for (Flow flow : project.flows()) {
            flow.fields().forEach((column, rule) -> {
                if (rule instanceof FieldRule.Generated || rule instanceof FieldRule.Default) {
                    free.add(new FreeColumn(flow.name(), column));
                }
            });
        }
        return new Background(rosterFlows(project), free);
    }

    private static Set<String> rosterFlows(Project project) {
        return project.roster() instanceof Roster.FromTable roster
                ? project.flows().stream()
                        .filter(flow -> flow.from().equals(roster.table()))
                        .map(Flow::name)
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
