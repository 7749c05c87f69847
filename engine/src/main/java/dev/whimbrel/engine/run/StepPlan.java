package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Step;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.schema.ForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** The steps of a run: parents before children, second passes after both ends are there. */
public final class StepPlan {
    private StepPlan() {}

    /**
     * Lays out the steps of flows that come in run order.
     *
     * @param numbers the ledger's number of each flow
     * @param fresh whether nothing was ever recorded of a flow
     * @param vacant whether a flow's target table is empty, and its alone
     */
    public static List<Step> of(
            List<CompiledFlow> flows,
            ToIntFunction<CompiledFlow> numbers,
            Predicate<CompiledFlow> fresh,
            Predicate<CompiledFlow> vacant) {
        List<Step> steps = new ArrayList<>();
        Map<String, Integer> landed = new HashMap<>();
        for (CompiledFlow flow : flows) {
            List<Integer> parents = parents(flow, flows, landed);
            int number = numbers.applyAsInt(flow);
            boolean first = fresh.test(flow);
            boolean empty = vacant.test(flow);
            if (flow.grouping().isPresent()) {
                steps.add(step(steps, Step.Kind.STAGE, number, parents, first, empty));
                steps.add(step(steps, Step.Kind.RESOLVE, number, List.of(steps.size()), first, empty));
            } else {
                steps.add(step(steps, Step.Kind.COPY, number, parents, first, empty));
            }
            landed.put(flow.name(), steps.size());
        }
        for (CompiledFlow flow : flows) {
            Set<Integer> ends = new LinkedHashSet<>();
            flow.writes().forEach(write -> {
                if (write.fill() instanceof Fill.Reference reference && reference.deferred()) {
                    ends.add(landed.getOrDefault(reference.flow(), landed.get(flow.name())));
                }
            });
            if (!ends.isEmpty()) {
                ends.add(landed.get(flow.name()));
                steps.add(step(steps, Step.Kind.LINK, numbers.applyAsInt(flow), List.copyOf(ends), false, false));
            }
        }
        return steps;
    }

    private static Step step(
            List<Step> before, Step.Kind kind, int flowNo, List<Integer> dependsOn, boolean fresh, boolean vacant) {
        return new Step(before.size() + 1, kind, flowNo, dependsOn, Step.State.WAITING, fresh, vacant);
    }

    private static List<Integer> parents(CompiledFlow flow, List<CompiledFlow> flows, Map<String, Integer> landed) {
        Set<Integer> parents = new LinkedHashSet<>();
        flow.writes().forEach(write -> {
            if (write.fill() instanceof Fill.Reference reference && !reference.deferred()) {
                Integer step = landed.get(reference.flow());
                if (step != null) {
                    parents.add(step);
                }
            }
        });
        for (ForeignKey key : flow.target().foreignKeys()) {
            for (CompiledFlow other : flows) {
                Integer step = landed.get(other.name());
                if (step != null && other.target().name().equals(key.references())) {
                    parents.add(step);
                }
            }
        }
        return List.copyOf(parents);
    }
}
