package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Cutting;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.Step;
import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.engine.copy.FlowWork;
import dev.whimbrel.engine.project.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the chunks of steps whose turn has come, a portion at a time, so that what earlier chunks took can tell how large the next
 * ones should be. One process at a time cuts a step; the ledger's lock sees to that.
 */
final class StepPlanner {
    private final Facts facts;
    private final RunListener listener;

    StepPlanner(Facts facts, RunListener listener) {
        this.facts = facts;
        this.listener = listener;
    }

    /**
     * Marks finished steps and, where fewer than {@code enough} chunks wait, cuts some of the next step; true when that changed
     * anything. In the caller's transaction.
     */
    boolean advance(Ledger ledger, Source source, int enough) {
        boolean finished = ledger.steps().finishDone(facts.run().id()) > 0;
        Optional<Cutting> next = ledger.cuts().lock(facts.run().id(), enough);
        next.ifPresent(step -> cut(ledger, source, step, 2 * enough));
        return finished || next.isPresent();
    }

    private void cut(Ledger ledger, Source source, Cutting cutting, int chunks) {
        int size = size(ledger, cutting);
        List<KeyRange> ranges = new ArrayList<>();
        Key after = cutting.cutTo();
        do {
            KeyRange range = range(ledger, source, cutting.step(), after, size);
            ranges.add(range);
            after = range.upTo();
        } while (after != null && ranges.size() < chunks);
        ledger.cuts().add(facts.run().id(), cutting, ranges, size);
        long rows = ranges.stream().mapToLong(KeyRange::rows).sum();
        Step step = cutting.step();
        listener.planned(facts.work(step.flowNo()).name(), step.kind().name(), ranges.size(), rows);
    }

    /**
     * Where a key may come twice, which row keeps it depends on where the chunks end: there the size is fixed, so that another
     * step or run over the same data finds the same.
     */
    private int size(Ledger ledger, Cutting cutting) {
        Settings settings = facts.prepared().project().settings();
        int most = settings.chunk().rows();
        if (!facts.work(cutting.step().flowNo()).guarded()) {
            return most;
        }
        Servo servo = Servo.upTo(most, settings.chunkTime());
        return cutting.chunkRows() == 0
                ? servo.first()
                : servo.next(
                        cutting.chunkRows(),
                        ledger.cuts().timings(facts.run().id(), cutting.step().number(), Servo.RECENT));
    }

    private KeyRange range(Ledger ledger, Source source, Step step, @Nullable Key after, int rows) {
        if (facts.repairs()) {
            return ledger.repairKeys().cut(facts.run().id(), step.flowNo(), after, rows);
        }
        FlowWork work = facts.work(step.flowNo());
        ChunkSize size = new ChunkSize(
                rows, facts.prepared().project().settings().chunk().bytes());
        return switch (step.kind()) {
            case COPY, STAGE, LINK ->
                source.cut(work.flow().source(), work.flow().key(), after, size);
            case RESOLVE -> ledger.staged().cut(facts.run().id(), step.flowNo(), after, rows);
        };
    }
}
