package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.Step;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.CompiledFlow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Begins a repair: its rows and steps are recorded in the transaction that opens the run. Nothing is put aside for it. */
final class RepairSteps {
    private final Ledger ledger;
    private final ToIntFunction<CompiledFlow> numbers;

    RepairSteps(Ledger ledger, ToIntFunction<CompiledFlow> numbers) {
        this.ledger = ledger;
        this.numbers = numbers;
    }

    /** @param flows all of them, in run order; those without rows to repair have no step */
    void begin(long run, RepairOrder order, List<CompiledFlow> flows) {
        if (order.count() == 0) {
            throw Fault.user(
                    "RUN_ENDED",
                    "Cannot go on: the repair that was to be gone on with has been ended by another process",
                    "Look at `whimbrel runs`; start again to repair what is left.");
        }
        List<CompiledFlow> concerned =
                flows.stream().filter(flow -> !order.of(flow.name()).isEmpty()).toList();
        List<Step> steps = StepPlan.of(concerned, numbers, flow -> false, flow -> false);
        ledger.steps().add(run, steps);
        Map<Integer, Long> rows = new HashMap<>();
        for (CompiledFlow flow : concerned) {
            int number = numbers.applyAsInt(flow);
            ledger.repairKeys().add(run, number, order.of(flow.name()));
            rows.put(number, (long) order.of(flow.name()).size());
        }
        new Weights(steps, step -> rows.getOrDefault(step.flowNo(), 0L)).note(ledger, run);
    }
}
