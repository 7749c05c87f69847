package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Issue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a row went, or came from: one entry for each flow and source row.
 *
 * @param found by the source key ("old → new") or by the target key ("new → old")
 */
public record Trace(List<Entry> entries) {
    public Trace {
        entries = List.copyOf(entries);
    }

    /**
     * One source row in one flow.
     *
     * @param mappingHash hash of the mapping version under which this was decided
     * @param issues open issues of the source row
     */
    public record Entry(
            boolean forward,
            String flow,
            String sourceTable,
            String targetTable,
            Identity identity,
            @Nullable String mappingHash,
            List<Issue> issues) {
        public Entry {
            issues = List.copyOf(issues);
        }
    }
}
