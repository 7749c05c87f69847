package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.DryLedger;
import dev.whimbrel.control.ledger.Identities;
import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Issue;
import dev.whimbrel.control.ledger.Pages;
import dev.whimbrel.control.ledger.StagedRow;
import dev.whimbrel.control.ledger.StagedRows;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Nowhere: rows are only remembered, in temporary tables, as far as later rows depend on them. The target is only read. */
public final class DryLanding implements Landing {
    private final TargetTransaction transaction;
    private final DryLedger ledger;
    private final BiConsumer<Integer, Issue> issues;
    private long lastId;

    /** {@code issues} is told each issue that a run would open, with its flow's number. */
    public DryLanding(TargetTransaction transaction, DryLedger ledger, BiConsumer<Integer, Issue> issues) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.issues = issues;
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
        return ledger.staged().present(0, flowNo, sourceKeys);
    }

    @Override
    public List<Long> nextIds(TableName table, String column, int count) {
        List<Long> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            // Below zero, where no row of the target is taken for one of this run.
            ids.add(--lastId);
        }
        return ids;
    }

    @Override
    public Parcel.@Nullable Maker parcels(FlowWork flow) {
        return null;
    }

    @Override
    public Landed insert(Parcel parcel) {
        throw new IllegalStateException("A dry run makes no parcels");
    }

    @Override
    public Landed insert(FlowWork flow, List<@Nullable Object[]> rows) {
        for (FlowWork.Constraint unique : flow.uniques()) {
            Map<String, String> taken = new LinkedHashMap<>();
            for (@Nullable Object[] row : rows) {
                Key values = unique.ofWritten(flow, row);
                if (values != null) {
                    taken.put(values.text(), "");
                }
            }
            ledger.take(rule(unique), taken);
        }
        return new Landed(List.of(), true);
    }

    @Override
    public List<Refusal> update(FlowWork flow, List<@Nullable Object[]> rows) {
        return List.of();
    }

    @Override
    public List<Refusal> link(FlowWork flow, List<Column> columns, List<@Nullable Object[]> rows) {
        return List.of();
    }

    @Override
    public Map<Key, @Nullable Object[]> select(FlowWork flow, List<Column> columns, Collection<Key> keys) {
        return transaction.select(flow.flow().target().name(), columns, flow.keyColumns(), keys);
    }

    @Override
    public Map<Key, Key> holders(FlowWork flow, FlowWork.Constraint constraint, Collection<Key> values) {
        Map<Key, Key> holders = new LinkedHashMap<>(
                transaction.holders(constraint.table().name(), constraint.columns(), flow.keyColumns(), values));
        Map<String, Key> byText = texts(values);
        ledger.taken(rule(constraint), byText.keySet())
                .forEach(text -> holders.putIfAbsent(key(byText, text), Key.of("dry run")));
        return holders;
    }

    @Override
    public Set<Key> existing(FlowWork.Constraint constraint, Collection<Key> values) {
        Set<Key> found = new HashSet<>(transaction.existing(constraint.table().name(), constraint.columns(), values));
        Map<String, Key> byText = texts(values);
        ledger.taken(rule(constraint), byText.keySet()).forEach(text -> found.add(key(byText, text)));
        return found;
    }

    private static Map<String, Key> texts(Collection<Key> keys) {
        Map<String, Key> byText = new TreeMap<>();
        keys.forEach(key -> byText.put(key.text(), key));
        return byText;
    }

    private static Key key(Map<String, Key> byText, String text) {
        Key key = byText.get(text);
        if (key == null) {
            throw new IllegalStateException("A key was found that was not asked for");
        }
        return key;
    }

    private static String rule(FlowWork.Constraint constraint) {
        return constraint.table().name() + constraint.columnNames().toString();
    }

    @Override
    public void insertIdentities(int flowNo, List<Identity> identities) {
        List<@Nullable Object[]> rows = new ArrayList<>(identities.size());
        for (Identity identity : identities) {
            rows.add(Identities.values(flowNo, identity));
        }
        transaction.insert(DryLedger.IDENTITY, Identities.COLUMNS, rows);
    }

    @Override
    public void pack(int flowNo, int mapping, Pages rows) {
        throw new IllegalStateException("A dry run takes no flow for fresh");
    }

    /** An identity of a real run is laid over by one of this dry run. */
    @Override
    public void updateIdentities(int flowNo, List<Identity> identities) {
        insertIdentities(flowNo, identities);
    }

    @Override
    public void openIssues(int flowNo, Collection<Issue> opened) {
        opened.forEach(issue -> issues.accept(flowNo, issue));
    }

    @Override
    public void closeIssues(int flowNo, Collection<String> sourceKeys) {
        // A dry run settles nothing.
    }

    @Override
    public void closeIssues(int flowNo, Collection<String> sourceKeys, List<String> columns) {
        // A dry run settles nothing.
    }

    @Override
    public void closeOtherIssues(int flowNo, Collection<String> sourceKeys, List<String> columns) {
        // A dry run settles nothing.
    }

    @Override
    public void addIssues(int flowNo, Collection<Issue> opened) {
        openIssues(flowNo, opened);
    }

    @Override
    public Set<String> withOtherIssues(int flowNo, Collection<String> sourceKeys, List<String> columns) {
        return Set.of();
    }

    @Override
    public void stage(int flowNo, List<StagedRow> rows) {
        List<@Nullable Object[]> values = new ArrayList<>(rows.size());
        for (StagedRow row : rows) {
            values.add(StagedRows.values(0, flowNo, row));
        }
        transaction.insert(DryLedger.STAGE, StagedRows.COLUMNS, values);
    }

    @Override
    public void readStaged(int flowNo, KeyRange range, Consumer<StagedRow> rows) {
        ledger.staged().read(0, flowNo, range, rows);
    }
}
