package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.engine.project.Project;
import java.util.ArrayList;
import java.util.List;

/** Answers where a row went and where it came from, out of the identity map. */
public final class Tracing {
    private Tracing() {}

    public static Trace of(Project project, Ledger ledger, String table, String key) {
        List<Trace.Entry> entries = new ArrayList<>();
        boolean known = false;
        for (Flow flow : project.flows()) {
            boolean source = flow.name().equals(table) || names(flow.from(), table);
            boolean target = names(flow.to(), table);
            known |= source || target;
            int flowNo = ledger.steps().findFlow(project.name(), flow.name()).orElse(0);
            if (source) {
                ledger.identities()
                        .find(flowNo, List.of(key))
                        .values()
                        .forEach(identity -> entries.add(entry(ledger, flow, flowNo, identity, true)));
            }
            if (target) {
                ledger.identities()
                        .byTarget(flowNo, List.of(key))
                        .forEach(identity -> entries.add(entry(ledger, flow, flowNo, identity, false)));
            }
        }
        if (!known) {
            throw Fault.user(
                    "TABLE_UNKNOWN",
                    "Cannot trace: no flow is named, reads or writes " + table,
                    "Flows are "
                            + String.join(
                                    ", ",
                                    project.flows().stream().map(Flow::name).toList()) + ".");
        }
        return new Trace(entries);
    }

    private static boolean names(TableName name, String table) {
        return name.toString().equalsIgnoreCase(table) || name.name().equalsIgnoreCase(table);
    }

    private static Trace.Entry entry(Ledger ledger, Flow flow, int flowNo, Identity identity, boolean forward) {
        return new Trace.Entry(
                forward,
                flow.name(),
                flow.from().toString(),
                flow.to().toString(),
                identity,
                ledger.runs().mappingHash(identity.mappingId()).orElse(null),
                ledger.issues().of(flowNo, identity.sourceKey()));
    }
}
