package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identities;
import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Issue;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.Pages;
import dev.whimbrel.control.ledger.StagedRow;
import dev.whimbrel.control.ledger.StagedRows;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.fault.TransientFault;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.Parcel;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.port.TargetTransaction.Landed;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The target itself, within one transaction. */
public final class TargetLanding implements Landing {
    private final TargetTransaction transaction;
    private final Ledger ledger;
    private final long run;

    public TargetLanding(TargetTransaction transaction, Ledger ledger, long run) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.run = run;
    }

    @Override
    public Map<String, Identity> identities(int flowNo, Collection<String> sourceKeys) {
        return ledger.identities().find(flowNo, sourceKeys);
    }

    @Override
    public List<Identity> identitiesByTarget(int flowNo, Collection<String> targetKeys) {
        return ledger.identities().byTarget(flowNo, targetKeys);
    }

    @Override
    public Set<String> staged(int flowNo, Collection<String> sourceKeys) {
        return ledger.staged().present(run, flowNo, sourceKeys);
    }

    @Override
    public List<Long> nextIds(TableName table, String column, int count) {
        return transaction.nextIds(table, column, count);
    }

    @Override
    public Landed insert(FlowWork flow, List<@Nullable Object[]> rows) {
        return transaction.land(flow.flow().target().name(), flow.columns(), flow.sourceKeyColumn(), rows);
    }

    @Override
    public Parcel.Maker parcels(FlowWork flow) {
        return transaction.parcels(flow.flow().target().name(), flow.columns(), flow.sourceKeyColumn());
    }

    @Override
    public Landed insert(Parcel parcel) {
        return transaction.land(parcel);
    }

    @Override
    public List<Refusal> update(FlowWork flow, List<@Nullable Object[]> rows) {
        return transaction.update(flow.flow().target().name(), flow.columns(), names(flow.keyColumns()), rows);
    }

    @Override
    public List<Refusal> link(FlowWork flow, List<Column> columns, List<@Nullable Object[]> rows) {
        return transaction.update(flow.flow().target().name(), columns, names(flow.keyColumns()), rows);
    }

    @Override
    public Map<Key, @Nullable Object[]> select(FlowWork flow, List<Column> columns, Collection<Key> keys) {
        return transaction.select(flow.flow().target().name(), columns, flow.keyColumns(), keys);
    }

    @Override
    public Map<Key, Key> holders(FlowWork flow, FlowWork.Constraint constraint, Collection<Key> values) {
        return transaction.holders(constraint.table().name(), constraint.columns(), flow.keyColumns(), values);
    }

    @Override
    public Set<Key> existing(FlowWork.Constraint constraint, Collection<Key> values) {
        return transaction.existing(constraint.table().name(), constraint.columns(), values);
    }

    @Override
    public void insertIdentities(int flowNo, List<Identity> identities) {
        own(transaction.insert(Identities.TABLE, Identities.COLUMNS, rows(flowNo, identities)));
    }

    @Override
    public void pack(int flowNo, int mapping, Pages rows) {
        ledger.identities().pack(flowNo, mapping, run, rows);
    }

    @Override
    public void updateIdentities(int flowNo, List<Identity> identities) {
        own(transaction.update(Identities.TABLE, Identities.COLUMNS, Identities.KEY, rows(flowNo, identities)));
    }

    private static List<@Nullable Object[]> rows(int flowNo, List<Identity> identities) {
        List<@Nullable Object[]> rows = new ArrayList<>(identities.size());
        for (Identity identity : identities) {
            rows.add(Identities.values(flowNo, identity));
        }
        return rows;
    }

    /** Our own tables refuse nothing unless two workers hold the same rows; then the whole chunk must be done again. */
    private static void own(List<Refusal> refusals) {
        if (!refusals.isEmpty()) {
            throw new TransientFault(
                    Kind.TARGET,
                    "LEDGER_REFUSED",
                    "Cannot record what became of the rows: the ledger refused " + refusals.size() + " of them ("
                            + refusals.get(0).code() + ", " + refusals.get(0).detail() + ")",
                    null);
        }
    }

    @Override
    public void openIssues(int flowNo, Collection<Issue> issues) {
        ledger.issues().open(flowNo, run, issues);
    }

    @Override
    public void closeIssues(int flowNo, Collection<String> sourceKeys) {
        ledger.issues().close(flowNo, run, sourceKeys);
    }

    @Override
    public void closeIssues(int flowNo, Collection<String> sourceKeys, List<String> columns) {
        ledger.issues().close(flowNo, run, sourceKeys, columns);
    }

    @Override
    public void closeOtherIssues(int flowNo, Collection<String> sourceKeys, List<String> columns) {
        ledger.issues().closeOthers(flowNo, run, sourceKeys, columns);
    }

    @Override
    public void addIssues(int flowNo, Collection<Issue> issues) {
        ledger.issues().add(flowNo, run, issues);
    }

    @Override
    public Set<String> withOtherIssues(int flowNo, Collection<String> sourceKeys, List<String> columns) {
        return ledger.issues().withOthers(flowNo, sourceKeys, columns);
    }

    @Override
    public void stage(int flowNo, List<StagedRow> rows) {
        List<@Nullable Object[]> values = new ArrayList<>(rows.size());
        for (StagedRow row : rows) {
            values.add(StagedRows.values(run, flowNo, row));
        }
        own(transaction.insert(StagedRows.TABLE, StagedRows.COLUMNS, values));
    }

    @Override
    public void readStaged(int flowNo, KeyRange range, Consumer<StagedRow> rows) {
        ledger.staged().read(run, flowNo, range, rows);
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
