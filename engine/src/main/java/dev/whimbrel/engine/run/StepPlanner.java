package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.Step;
import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.engine.copy.FlowWork;
import java.util.List;
import java.util.Optional;

/** Cuts the chunks of steps whose turn has come. One process does it for each step; the ledger's lock sees to that. */
final class StepPlanner {
    private final Facts facts;
    private final RunListener listener;

    StepPlanner(Facts facts, RunListener listener) {
        this.facts = facts;
        this.listener = listener;
    }

    /** Marks finished steps and plans the next; true when that changed anything. In the caller's transaction. */
    boolean advance(Ledger ledger, Source source) {
        long run = facts.run().id();
        boolean finished = ledger.steps().finishDone(run) > 0;
        Optional<Step> next = ledger.steps().lockPlannable(run);
        next.ifPresent(step -> {
            List<KeyRange> ranges = ranges(ledger, source, step);
            ledger.steps().plan(run, step.number(), ranges);
            long rows = ranges.stream().mapToLong(KeyRange::rows).sum();
            listener.planned(facts.work(step.flowNo()).name(), step.kind().name(), ranges.size(), rows);
        });
        return finished || next.isPresent();
    }

    private List<KeyRange> ranges(Ledger ledger, Source source, Step step) {
        FlowWork work = facts.work(step.flowNo());
        ChunkSize size = facts.prepared().project().settings().chunk();
        return switch (step.kind()) {
            case COPY, STAGE, LINK ->
                source.split(work.flow().source(), work.flow().key(), size);
            case RESOLVE -> ledger.staged().split(facts.run().id(), step.flowNo(), size.rows());
        };
    }
}
