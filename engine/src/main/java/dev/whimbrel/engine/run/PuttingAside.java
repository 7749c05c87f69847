package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.Step;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.port.Fixture.Kind;
import dev.whimbrel.core.port.Shelving;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.engine.plan.Fillings;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.shelf.Filling;
import dev.whimbrel.engine.shelf.TableShelf;
import dev.whimbrel.engine.shelf.TableShelf.Aside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Takes indexes and foreign keys away when a run begins. It is part of the transaction that opens the run: no other process sees
 * the run before all of it is on the shelf, and if it fails there is neither a run nor anything put aside.
 */
final class PuttingAside {
    /** A table that others use longer than this is not ours alone. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Prepared prepared;
    private final Target target;
    private final ToIntFunction<CompiledFlow> numbers;

    PuttingAside(Prepared prepared, Target target, ToIntFunction<CompiledFlow> numbers) {
        this.prepared = prepared;
        this.target = target;
        this.numbers = numbers;
    }

    void of(Ledger ledger, TargetTransaction transaction, long run, List<Step> steps) {
        if (!prepared.project().settings().rebuild() || !(transaction instanceof Shelving shelving)) {
            return;
        }
        ledger.shelf().lock();
        List<Filling> fillings = new ArrayList<>();
        for (CompiledFlow flow : prepared.flows()) {
            fillings.add(filling(flow, shelving, first(steps, flow)));
        }
        List<Aside> aside = Fillings.decide(fillings, transaction).stream()
                .map(TableShelf::aside)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(one -> one.fixture().kind() != Kind.FOREIGN_KEY))
                .toList();
        for (Aside one : aside) {
            shelving.putAside(one.fixture());
            ledger.shelf().add(run, step(steps, one), one.fixture());
        }
    }

    /** The table is locked first and looked into afterwards, so that nobody can put a row in between. */
    private Filling filling(CompiledFlow flow, Shelving shelving, Step step) {
        Filling filling = new Filling(flow, true, step.fresh(), step.vacant(), null);
        if (filling.untouched().isPresent()) {
            return filling;
        }
        if (!shelving.reserve(filling.table(), PATIENCE)) {
            return filling.but("others use its table");
        }
        return target.isEmpty(filling.table()) ? filling : filling.but("its table is not empty any more");
    }

    private Step first(List<Step> steps, CompiledFlow flow) {
        int number = numbers.applyAsInt(flow);
        return steps.stream()
                .filter(step -> step.flowNo() == number)
                .findFirst()
                .orElseThrow();
    }

    /** The step at whose end a thing is made again; 0 for the end of the run. */
    private int step(List<Step> steps, Aside aside) {
        CompiledFlow flow = prepared.flows().stream()
                .filter(one -> one.name().equals(aside.flow()))
                .findFirst()
                .orElseThrow();
        int number = numbers.applyAsInt(flow);
        return switch (aside.until()) {
            case LANDED -> last(steps, number, false);
            case LINKED -> last(steps, number, true);
            case END -> 0;
        };
    }

    private static int last(List<Step> steps, int flowNo, boolean links) {
        return steps.stream()
                .filter(step -> step.flowNo() == flowNo && (links || step.kind() != Step.Kind.LINK))
                .mapToInt(Step::number)
                .max()
                .orElseThrow();
    }
}
