package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.LedgerFaults;
import dev.whimbrel.control.ledger.Sessions;
import dev.whimbrel.control.ledger.Shelf;
import dev.whimbrel.control.ledger.Shelf.Item;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Fixture.Kind;
import dev.whimbrel.core.port.Shelving;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes again what was put aside, each thing in a transaction of its own. */
final class Rebuilding {
    /** What the server may sort in memory for one index. */
    private static final long MEMORY = 256L << 20;

    private final Target target;

    Rebuilding(Target target) {
        this.target = target;
    }

    /** What became of one thing. */
    enum Result {
        STANDS,
        /** Its table is gone. */
        DROPPED,
        /** Another process makes it, or is in the way. */
        BUSY
    }

    /** Makes the first of these things that nobody else is making; false when there is none. A failure is noted and thrown. */
    boolean one(List<Item> due, int worker) {
        for (Item item : due) {
            if (rebuild(item, worker) != Result.BUSY) {
                return true;
            }
        }
        return false;
    }

    /** Tries each of them and gives the failures; those that another process makes are left to it. */
    List<Fault> all(List<Item> items) {
        List<Fault> failures = new ArrayList<>();
        for (Item item : items) {
            try {
                rebuild(item, 0);
            } catch (Fault failure) {
                if (failure.isTransient()) {
                    throw failure;
                }
                failures.add(failure);
            }
        }
        return failures;
    }

    private Result rebuild(Item item, int worker) {
        try (TargetTransaction transaction = target.begin()) {
            Connection connection = transaction.unwrap(Connection.class);
            name(connection, worker);
            Shelf shelf = Ledger.on(connection).shelf();
            if (!(transaction instanceof Shelving shelving) || !shelf.take(item) || lacksKey(shelf, item)) {
                return Result.BUSY;
            }
            boolean made = shelving.rebuild(item.fixture(), MEMORY);
            shelf.remove(item);
            transaction.commit();
            return made ? Result.STANDS : Result.DROPPED;
        } catch (Fault failure) {
            if (!failure.isTransient()) {
                note(item, failure);
            }
            throw failure;
        } catch (RuntimeException failure) {
            throw LedgerFaults.of(failure);
        }
    }

    private static boolean lacksKey(Shelf shelf, Item item) {
        var to = item.fixture().reference();
        return to != null
                && shelf.list().stream()
                        .filter(other -> other.fixture().kind() != Kind.FOREIGN_KEY)
                        .anyMatch(other -> other.fixture().table().equals(to.table())
                                && other.fixture().name().equals(to.key()));
    }

    private void note(Item item, Fault failure) {
        try (TargetTransaction transaction = target.begin()) {
            Ledger.on(transaction.unwrap(Connection.class))
                    .shelf()
                    .failed(item, Optional.ofNullable(failure.getMessage()).orElse(failure.code()));
            transaction.commit();
        }
    }

    /** Whoever takes over from a worker that is gone can then end what its session still does. */
    private static void name(Connection connection, int worker) {
        Ledger.on(connection).sessions().call(worker == 0 ? "whimbrel" : Sessions.name(worker));
    }
}
