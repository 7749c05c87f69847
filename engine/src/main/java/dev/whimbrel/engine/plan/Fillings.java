package dev.whimbrel.engine.plan;

import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.LedgerFaults;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.port.Shelving;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.engine.shelf.Filling;
import dev.whimbrel.engine.shelf.ShelfRule;
import dev.whimbrel.engine.shelf.TableShelf;
import java.sql.Connection;
import java.util.List;

/** Which flows of a prepared project would fill their table from nothing, and what would be put aside for them. */
public final class Fillings {
    private Fillings() {}

    /** Whether the flow's table is empty and no other flow of the project writes to it. */
    public static boolean isVacant(Prepared prepared, CompiledFlow flow, Target target) {
        TableName table = flow.target().name();
        long writers = prepared.flows().stream()
                .filter(other -> other.target().name().equals(table))
                .count();
        return writers == 1 && target.isEmpty(table);
    }

    /** What a run that began now would put aside, table by table; empty where the project file lets it touch no index. */
    static List<TableShelf> planned(Prepared prepared, Target target) {
        if (!prepared.project().settings().rebuild() || prepared.flows().isEmpty()) {
            return List.of();
        }
        try (TargetTransaction transaction = target.begin()) {
            Ledger ledger = Ledger.on(transaction.unwrap(Connection.class));
            boolean known = ledger.shelf().exists();
            List<Filling> fillings = prepared.flows().stream()
                    .map(flow -> new Filling(
                            flow,
                            true,
                            prepared.guarded(flow) && !(known && isRecorded(prepared, ledger, flow)),
                            isVacant(prepared, flow, target),
                            null))
                    .toList();
            return decide(fillings, transaction);
        } catch (Fault fault) {
            throw fault;
        } catch (RuntimeException failure) {
            throw LedgerFaults.of(failure);
        }
    }

    private static boolean isRecorded(Prepared prepared, Ledger ledger, CompiledFlow flow) {
        return ledger.steps()
                .findFlow(prepared.project().name(), flow.name())
                .filter(number -> ledger.identities().any(number))
                .isPresent();
    }

    /** Decides with the indexes as they are now; nothing where the target cannot put any aside. */
    public static List<TableShelf> decide(List<Filling> fillings, TargetTransaction transaction) {
        if (!(transaction instanceof Shelving shelving)) {
            return List.of();
        }
        List<TableName> tables =
                fillings.stream().map(Filling::table).distinct().toList();
        return ShelfRule.decide(fillings, shelving.fixtures(tables));
    }
}
