package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.LookupTable;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks a mapping against the real tables of both sides and compiles it. It reports all problems at once. */
public final class MappingCheck {
    private MappingCheck() {}

    /**
     * What is checked.
     *
     * @param flows in the order of the project file
     * @param lookups loaded already, by name
     * @param ignored source tables that are not moved, with the reason
     * @param otherwiseUsed source tables that are read but not moved: the roster, tables of lookups
     */
    public record Input(
            List<Flow> flows,
            Map<String, LookupTable> lookups,
            Schema source,
            Schema target,
            Map<TableName, String> ignored,
            Set<TableName> otherwiseUsed) {
        public Input {
            flows = List.copyOf(flows);
            lookups = Map.copyOf(lookups);
            ignored = Map.copyOf(ignored);
            otherwiseUsed = Set.copyOf(otherwiseUsed);
        }
    }

    /**
     * What was found.
     *
     * @param flows those without errors, parents before children
     */
    public record Checked(List<CompiledFlow> flows, List<Problem> problems, Accounting accounting) {
        public Checked {
            flows = List.copyOf(flows);
            problems = List.copyOf(problems);
        }

        /** Whether there is an ERROR. */
        public boolean hasErrors() {
            return problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
        }
    }

    public static Checked check(Input input) {
        List<Problem> problems = new ArrayList<>();
        Map<String, FlowScope> scopes = new LinkedHashMap<>();
        for (Flow flow : FlowOrder.of(input)) {
            FlowScope.of(flow, input, problems).ifPresent(scope -> scopes.put(flow.name(), scope));
        }
        List<CompiledFlow> compiled = new ArrayList<>();
        Accountant accountant = new Accountant(input);
        for (FlowScope scope : scopes.values()) {
            new FlowCompiler(scope, scopes, input, problems, accountant)
                    .compile()
                    .ifPresent(compiled::add);
        }
        Accounting accounting = accountant.account(problems);
        return new Checked(compiled, problems, accounting);
    }
}
