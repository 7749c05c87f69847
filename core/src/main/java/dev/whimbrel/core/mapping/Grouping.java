package dev.whimbrel.core.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several source rows that stand for one target row, found by equal values of the {@code by} expressions within one tenant. */
public sealed interface Grouping {
    List<String> by();

    /**
     * One of the rows survives whole; the others are excluded with a pointer to it.
     *
     * @param keep expressions with optional {@code asc} or {@code desc}; the first row in this order survives, nulls last, ties go
     *     to the smallest source key
     */
    record Survivors(List<String> by, List<String> keep) implements Grouping {
        public Survivors {
            by = List.copyOf(by);
            keep = List.copyOf(keep);
        }
    }

    /** The rows are merged; each target column without a resolution of its own takes {@code FIRST}. */
    record Consolidation(List<String> by, Map<String, Resolution> resolve) implements Grouping {
        public Consolidation {
            by = List.copyOf(by);
            resolve = Map.copyOf(resolve);
        }
    }

    /**
     * How one target column of a merged row gets its value. Nulls never win over values.
     *
     * @param argument LATEST: the expression to be latest by; PRIORITY: the values, best first, in {@code values}
     */
    record Resolution(Rule rule, @Nullable String argument, List<String> values) {
        public Resolution {
            values = List.copyOf(values);
        }
    }

    /** Rules of resolution. */
    enum Rule {
        /** The value of the row with the smallest source key that has one. */
        FIRST,
        /** The value of the row whose argument is greatest. */
        LATEST,
        /** The longest text; ties go to the smaller text. */
        LONGEST,
        /** The value that stands first in a list given from most to least restrictive; for a boolean without a list, true. */
        MOST_RESTRICTIVE,
        /** The value that stands first in the list. */
        PRIORITY,
        /** Unequal values put the whole group into quarantine for a person to decide. */
        CONFLICT
    }
}
