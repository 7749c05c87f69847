package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.schema.TableName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What becomes of every column of the source, and where every column of the written tables comes from. */
public record Accounting(List<TableAccount> sources, List<TableAccount> targets) {
    public Accounting {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
    }

    /** What was decided of a column. */
    public enum Disposition {
        /** Source: read by an expression, reference, lookup, filter, grouping or key. */
        MAPPED,
        /** Source: deliberately left behind, with a reason. */
        DROPPED,
        /** Source: of a table that is only looked up: a roster, lookup or joined parent. */
        LOOKED_UP,
        /** Target: filled by a rule. */
        FED,
        /** Target: left to the default. */
        DEFAULTED,
        /** Target: a new key, or computed by the target itself. */
        GENERATED,
        /** Target: keeps the source key. */
        SOURCE_KEY,
        /** Nobody has said. */
        UNDECIDED
    }

    /**
     * A column's account.
     *
     * @param reason why it is dropped, else empty
     * @param flows that read or fill it, by name
     */
    public record ColumnAccount(String column, Disposition disposition, String reason, List<String> flows) {
        public ColumnAccount {
            flows = List.copyOf(flows);
        }
    }

    /** A table's account: one entry for each column, in order. */
    public record TableAccount(TableName table, List<ColumnAccount> columns) {
        public TableAccount {
            columns = List.copyOf(columns);
        }

        /** How many columns have each disposition; the counts add up to the number of columns. */
        public Map<Disposition, Integer> counts() {
            Map<Disposition, Integer> counts = new EnumMap<>(Disposition.class);
            columns.forEach(c -> counts.merge(c.disposition(), 1, Integer::sum));
            return counts;
        }
    }

    /** Whether nothing is left undecided. */
    public boolean isComplete() {
        return sources.stream().allMatch(Accounting::isDecided)
                && targets.stream().allMatch(Accounting::isDecided);
    }

    private static boolean isDecided(TableAccount account) {
        return account.columns().stream().noneMatch(c -> c.disposition() == Disposition.UNDECIDED);
    }
}
