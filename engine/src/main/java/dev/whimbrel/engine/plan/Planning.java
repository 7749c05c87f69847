package dev.whimbrel.engine.plan;

import dev.whimbrel.control.ledger.Step;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.check.RowRules;
import dev.whimbrel.core.port.OwnerCounts;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes a plan of a prepared project: what would run, over how many rows. */
public final class Planning {
    /** Rows of a table that takes a while to count. */
    private static final long LARGE = 100_000;

    private Planning() {}

    public static Plan of(Prepared prepared, Source source, Target target, Set<TenantId> tenants, Counting counting) {
        Tenants.require(prepared.tenants(), tenants);
        List<PlannedFlow> flows = new ArrayList<>();
        for (CompiledFlow flow : prepared.flows()) {
            flows.add(flow(prepared, source, flow, tenants, counting));
        }
        List<TenantId> chosen = tenants.isEmpty() ? prepared.tenants() : List.copyOf(new TreeSet<>(tenants));
        return new Plan(
                prepared.project().name(),
                prepared.project().environment(),
                prepared.project().mappingHash(),
                Connectors.snapshot(prepared.project().source()).orElse(null),
                chosen,
                flows,
                Fillings.planned(prepared, target),
                prepared.accounting(),
                prepared.problems());
    }

    private static PlannedFlow flow(
            Prepared prepared, Source source, CompiledFlow flow, Set<TenantId> tenants, Counting counting) {
        Ownership ownership = prepared.owners(flow.source());
        OwnerCounts counts = counting == Counting.OWNERS ? source.owners(flow.source(), ownership) : null;
        boolean about = counting == Counting.ESTIMATES
                && tenants.isEmpty()
                && flow.source().rows() >= LARGE;
        long rows = about ? flow.source().rows() : count(source, prepared.readPlan(flow, tenants));
        return new PlannedFlow(
                flow.name(),
                flow.source().name().toString(),
                flow.target().name().toString(),
                flow.key(),
                words(ownership),
                steps(flow),
                rows,
                about,
                counts,
                RowRules.of(
                                flow.target(),
                                flow.writes().stream()
                                        .map(CompiledFlow.Write::column)
                                        .toList())
                        .unevaluated()
                        .stream()
                        .map(CheckRule::name)
                        .toList());
    }

    private static long count(Source source, ReadPlan plan) {
        return source.count(plan).values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<String> steps(CompiledFlow flow) {
        List<String> steps = new ArrayList<>();
        if (flow.grouping().isPresent()) {
            steps.add(Step.Kind.STAGE.name());
            steps.add(Step.Kind.RESOLVE.name());
        } else {
            steps.add(Step.Kind.COPY.name());
        }
        boolean second = flow.writes().stream()
                .anyMatch(write -> write.fill() instanceof Fill.Reference reference && reference.deferred());
        if (second) {
            steps.add(Step.Kind.LINK.name());
        }
        return steps;
    }

    static String words(Ownership ownership) {
        if (ownership instanceof Ownership.Everyone) {
            return "everyone";
        }
        if (ownership instanceof Ownership.Constant constant) {
            return "tenant " + constant.tenant();
        }
        return ((Ownership.Paths) ownership)
                .paths().stream().map(Planning::words).collect(Collectors.joining(" or "));
    }

    private static String words(Ownership.Path path) {
        StringBuilder words = new StringBuilder();
        for (Ownership.Step step : path.steps()) {
            String arrow = step.single() ? " → " : " ← ";
            words.append(String.join(",", step.columns()))
                    .append(arrow)
                    .append(step.to())
                    .append('.');
        }
        return words.append(path.tenantColumn()).toString();
    }
}
