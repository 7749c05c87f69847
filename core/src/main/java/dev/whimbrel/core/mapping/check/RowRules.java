package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the target demands of a row, asked before the target is: so that a bad row is named and the good ones land at once. */
public final class RowRules {
    private static final BitSet NONE = new BitSet(0);

    private final ColumnRule[] columns;
    private final List<TargetCheck> checks;
    private final List<CheckRule> unevaluated;

    private RowRules(ColumnRule[] columns, List<TargetCheck> checks, List<CheckRule> unevaluated) {
        this.columns = columns;
        this.checks = checks;
        this.unevaluated = List.copyOf(unevaluated);
    }

    /** The rules for rows of these columns, in this order; columns that are not written are the target's own affair. */
    public static RowRules of(Table target, List<Column> columns) {
        ColumnRule[] rules = columns.stream().map(ColumnRule::of).toArray(ColumnRule[]::new);
        List<TargetCheck> checks = new ArrayList<>();
        List<CheckRule> unevaluated = new ArrayList<>();
        for (CheckRule rule : target.checks()) {
            TargetCheck.compile(rule, columns).ifPresentOrElse(checks::add, () -> unevaluated.add(rule));
        }
        return new RowRules(rules, checks, unevaluated);
    }

    /** CHECK constraints that only the target itself can judge. */
    public List<CheckRule> unevaluated() {
        return unevaluated;
    }

    /** All faults of a row; an empty list for a good one. */
    public List<FieldFault> check(@Nullable Object[] values) {
        return check(values, NONE);
    }

    /** The same, without what concerns the columns whose indexes are in {@code skipped}: their values are still to come. */
    public List<FieldFault> check(@Nullable Object[] values, BitSet skipped) {
        List<FieldFault> faults = List.of();
        for (int i = 0; i < columns.length; i++) {
            FieldFault fault = skipped.get(i) ? null : columns[i].fault(values[i]);
            if (fault != null) {
                faults = added(faults, fault);
            }
        }
        boolean sound = faults.isEmpty();
        for (int i = 0; sound && i < checks.size(); i++) {
            TargetCheck check = checks.get(i);
            if (!check.inputs().intersects(skipped) && isFalse(check, values)) {
                faults = added(faults, check.fault());
            }
        }
        return faults;
    }

    private static List<FieldFault> added(List<FieldFault> faults, FieldFault fault) {
        List<FieldFault> more = faults.isEmpty() ? new ArrayList<>() : faults;
        more.add(fault);
        return more;
    }

    /** A check holds where it is true or unknown. One that fails to compute is left to the target. */
    private static boolean isFalse(TargetCheck check, @Nullable Object[] values) {
        try {
            return Boolean.FALSE.equals(check.condition().eval(values));
        } catch (RowFault e) {
            return false;
        }
    }
}
