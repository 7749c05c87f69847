package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import java.util.List;

/** Checks that flows name flows and lookups that the file has, and leave the source key column to us. */
final class References {
    private final List<Flow> flows;
    private final List<String> flowNames;
    private final List<String> lookupNames;

    References(List<Flow> flows, List<LookupSpec> lookups) {
        this.flows = flows;
        this.flowNames = flows.stream().map(Flow::name).toList();
        this.lookupNames = lookups.stream().map(LookupSpec::name).toList();
    }

    void check(List<Problem> problems) {
        for (Flow flow : flows) {
            flow.fields().forEach((column, rule) -> {
                String path = "fields." + column;
                if (rule instanceof FieldRule.Reference to && !flowNames.contains(to.flow())) {
                    problems.add(unknown(flow, path + ".ref", "flow", to.flow(), flowNames));
                }
                if (rule instanceof FieldRule.Lookup in && !lookupNames.contains(in.lookup())) {
                    problems.add(unknown(flow, path + ".lookup", "lookup", in.lookup(), lookupNames));
                }
            });
            if (flow.fields().containsKey(flow.sourceKeyColumn())) {
                problems.add(Problem.error(
                        "PROJECT_FILE_SOURCE_KEY",
                        flow.place("fields." + flow.sourceKeyColumn()),
                        "The source key's column " + flow.sourceKeyColumn() + " is also listed under fields",
                        "Remove it from fields: it is filled with the source key."));
            }
        }
    }

    private static Problem unknown(Flow flow, String path, String what, String name, List<String> known) {
        return Problem.error(
                "PROJECT_FILE_REFERENCE",
                flow.place(path),
                "There is no " + what + " `" + name + "`",
                known.isEmpty() ? "Add it to the file." : Nearest.hint(name, known));
    }
}
