package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Shelf.Item;
import dev.whimbrel.core.fault.Fault;
import java.util.List;

/** Makes again what runs left on the shelf on which nobody works any more. */
public final class Restoring {
    private Restoring() {}

    /**
     * What came of it.
     *
     * @param made labels of what stands again
     * @param left what still lies on the shelf, with the reason where it failed
     */
    public record Restored(List<String> made, List<Item> left) {
        public Restored {
            made = List.copyOf(made);
            left = List.copyOf(left);
        }
    }

    /** Restores all that no living run has put aside; may be repeated, and done by several processes at once. */
    public static Restored of(ControlSession control) {
        List<Item> before = control.again(ledger -> {
            List<Item> items = ledger.shelf().list().stream()
                    .filter(item -> !ledger.runs().isLive(item.run()))
                    .toList();
            items.stream().map(Item::run).distinct().forEach(ledger.sessions()::endOfTheDead);
            return items;
        });
        rebuild(control, before);
        return control.again(ledger -> {
            List<Item> left = ledger.shelf().list();
            List<String> made = before.stream()
                    .filter(item -> left.stream().noneMatch(other -> other.id() == item.id()))
                    .map(item -> item.fixture().label())
                    .toList();
            return new Restored(made, left);
        });
    }

    /** What runs that have ended left there. A run that begins needs the tables whole. */
    static void ofEndedRuns(ControlSession control) {
        List<Item> items = control.again(ledger -> ledger.shelf().list().stream()
                .filter(item -> ledger.runs()
                        .find(item.run())
                        .filter(run -> run.isOpen())
                        .isEmpty())
                .toList());
        List<Fault> failures = rebuild(control, items);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /** What this run put aside, unless another process still works on the run and will see to it. */
    static void afterFailure(ControlSession control, long run, int worker) {
        List<Item> items = control.again(ledger -> {
            if (ledger.shelf().othersWork(run, worker)) {
                return List.<Item>of();
            }
            ledger.sessions().endOfTheDead(run);
            return ledger.shelf().of(run);
        });
        rebuild(control, items);
    }

    private static List<Fault> rebuild(ControlSession control, List<Item> items) {
        return items.isEmpty()
                ? List.of()
                : dev.failsafe.Failsafe.with(Reopening.RETRIES).get(() -> new Rebuilding(control.target()).all(items));
    }
}
