package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Issue;
import dev.whimbrel.control.ledger.Pages;
import dev.whimbrel.control.ledger.StagedRow;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.Parcel;
import dev.whimbrel.core.port.TargetTransaction.Landed;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a chunk's rows, identities and issues land: the target, or, in a dry run, tables that vanish with the session. What is
 * asked of it is answered as if all that landed before were there.
 */
public interface Landing {
    Map<String, Identity> identities(int flowNo, Collection<String> sourceKeys);

    /** All identities that lead to one of these target keys. */
    List<Identity> identitiesByTarget(int flowNo, Collection<String> targetKeys);

    /** Which of these source keys wait in the staging table of this run. */
    Set<String> staged(int flowNo, Collection<String> sourceKeys);

    List<Long> nextIds(TableName table, String column, int count);

    /** Inserts rows and, where that can be done cheaply, proves that they stand as they were sent. */
    Landed insert(FlowWork flow, List<@Nullable Object[]> rows);

    /** Makes rows of a flow ready to be inserted, in another thread; null where there is no use in it. */
    Parcel.@Nullable Maker parcels(FlowWork flow);

    /** Inserts rows that are ready. */
    Landed insert(Parcel parcel);

    List<Refusal> update(FlowWork flow, List<@Nullable Object[]> rows);

    /** Sets deferred references; {@code columns} are the target's key columns and the reference. */
    List<Refusal> link(FlowWork flow, List<Column> columns, List<@Nullable Object[]> rows);

    Map<Key, @Nullable Object[]> select(FlowWork flow, List<Column> columns, Collection<Key> keys);

    /** For each combination of values found in the target, the key of the row that holds it. */
    Map<Key, Key> holders(FlowWork flow, FlowWork.Constraint constraint, Collection<Key> values);

    Set<Key> existing(FlowWork.Constraint constraint, Collection<Key> values);

    void insertIdentities(int flowNo, List<Identity> identities);

    /** Records rows that landed the first time round. */
    void pack(int flowNo, int mapping, Pages rows);

    void updateIdentities(int flowNo, List<Identity> identities);

    void openIssues(int flowNo, Collection<Issue> issues);

    void closeIssues(int flowNo, Collection<String> sourceKeys);

    /** Closes the open issues of these rows that concern any of these columns. */
    void closeIssues(int flowNo, Collection<String> sourceKeys, List<String> columns);

    /** Closes the open issues of these rows that concern none of these columns. */
    void closeOtherIssues(int flowNo, Collection<String> sourceKeys, List<String> columns);

    /** Opens issues beside others that the same rows may have. */
    void addIssues(int flowNo, Collection<Issue> issues);

    /** Which of these rows have open issues that concern none of these columns. */
    Set<String> withOtherIssues(int flowNo, Collection<String> sourceKeys, List<String> columns);

    void stage(int flowNo, List<StagedRow> rows);

    void readStaged(int flowNo, KeyRange range, Consumer<StagedRow> rows);
}
