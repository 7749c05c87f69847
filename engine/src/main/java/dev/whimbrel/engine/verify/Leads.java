package dev.whimbrel.engine.verify;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.engine.compare.ExpectedRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the references of rows lead: to the source key of a row of another flow, or, where that row was merged into another one, to
 * the key of that. Only for this is the identity map asked; what stands where is read from the tables themselves.
 */
final class Leads {
    private static final int BATCH = 1_000;

    private final ComparedFlow flow;
    private final List<ComparedColumn> grouped;
    private final BiFunction<String, Collection<String>, Map<String, Identity>> identities;

    /**
     * @param grouped whether the rows of a flow may be merged
     * @param identities of the rows of a flow, by key
     */
    Leads(
            ComparedFlow flow,
            Predicate<String> grouped,
            BiFunction<String, Collection<String>, Map<String, Identity>> identities) {
        this.flow = flow;
        this.grouped = flow.columns().stream()
                .filter(column -> column.parent() != null && grouped.test(column.parent()))
                .toList();
        this.identities = identities;
    }

    /** The values of the compared columns out of all that a flow writes. */
    @Nullable
    Object[] values(@Nullable Object[] writes, @Nullable Key @Nullable [] references) {
        List<ComparedColumn> columns = flow.columns();
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            ComparedColumn column = columns.get(i);
            if (column.parent() == null) {
                values[i] = column.compared(writes[column.slot()]);
            } else if (references != null) {
                Key key = references[column.slot()];
                values[i] = key == null ? null : key.text();
            }
        }
        return values;
    }

    /** Hands rows on once it is known where they lead. */
    Following following(Consumer<ExpectedRow> rows) {
        return new Following(rows);
    }

    /** Gathers rows where the identity map has to be asked, to ask it of many at once. */
    final class Following {
        private final Consumer<ExpectedRow> rows;
        private final List<ExpectedRow> waiting = new ArrayList<>();

        private Following(Consumer<ExpectedRow> rows) {
            this.rows = rows;
        }

        void add(ExpectedRow row) {
            if (grouped.isEmpty()) {
                rows.accept(row);
                return;
            }
            waiting.add(row);
            if (waiting.size() >= BATCH) {
                end();
            }
        }

        /** Hands on those that wait. */
        void end() {
            for (ComparedColumn column : grouped) {
                lead(column);
            }
            waiting.forEach(rows);
            waiting.clear();
        }

        private void lead(ComparedColumn column) {
            int place = flow.columns().indexOf(column);
            Collection<String> wanted = new TreeSet<>();
            for (ExpectedRow row : waiting) {
                if (row.values() != null && row.values()[place] instanceof String key) {
                    wanted.add(key);
                }
            }
            if (wanted.isEmpty()) {
                return;
            }
            Map<String, String> heads = heads(Objects.requireNonNull(column.parent()), wanted);
            for (ExpectedRow row : waiting) {
                @Nullable Object @Nullable [] values = row.values();
                if (values != null && values[place] instanceof String key) {
                    values[place] = heads.getOrDefault(key, key);
                }
            }
        }

        private Map<String, String> heads(String parent, Collection<String> keys) {
            Map<String, String> heads = new HashMap<>();
            identities.apply(parent, keys).forEach((key, identity) -> {
                String head = identity.survivorKey();
                if (head != null && identity.targetKey() != null) {
                    heads.put(key, head);
                }
            });
            return heads;
        }
    }
}
