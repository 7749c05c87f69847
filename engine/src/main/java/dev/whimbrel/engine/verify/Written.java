package dev.whimbrel.engine.verify;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.engine.copy.FlowWork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger remembers of a row that was written, made of the same row as it stands now: the digest of all columns that were
 * written with it, the text of the references that were set later, and the keys that its references hold.
 */
final class Written {
    private final ComparedFlow flow;
    private final FlowWork work;
    /** Places of the compared columns that are references. */
    private final List<ComparedColumn> references;

    Written(ComparedFlow flow) {
        this.flow = flow;
        this.work = flow.work();
        this.references = flow.columns().stream()
                .filter(column -> column.parent() != null)
                .toList();
    }

    /** Whether rows of this flow can be told by what was written: each has a row of the source to itself, and all of it is read. */
    boolean canTell() {
        return work.flow().grouping().isEmpty() && !flow.places().contains(ComparedFlow.UNREAD);
    }

    /** All of it as one text, for {@link Standing#of}; empty where it cannot be told. */
    String standing(SourceRow row) {
        if (!canTell()) {
            return "";
        }
        @Nullable Object[] values = new Object[work.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(row, work.slots()[i]);
        }
        List<Object> parts = new ArrayList<>();
        parts.add(Digest.of(work.columns(), values).toString());
        parts.add(late(row));
        for (ComparedColumn reference : references) {
            parts.add(text(Carried.read(row.values()[reference.place()])));
        }
        return new Key(parts).text();
    }

    private @Nullable Object value(SourceRow row, int slot) {
        boolean isKey = work.flow().writes().get(slot).fill() instanceof Fill.SourceKey;
        return isKey ? row.key().parts().get(0) : row.values()[flow.places().get(slot)];
    }

    /** As the pass that sets references later remembers them. */
    private String late(SourceRow row) {
        List<Object> parts = new ArrayList<>();
        for (FlowWork.Reference late : work.deferred()) {
            parts.add(text(Carried.read(row.values()[flow.places().get(late.slot())])));
        }
        return late(parts);
    }

    private static String late(List<Object> parts) {
        return parts.isEmpty() ? "" : new Key(parts).text();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : Key.partText(value);
    }

    /** Whether a row stands as it was written last, and then the keys that its references hold; null where it does not. */
    @Nullable
    Standing asWritten(String standing, Identity identity) {
        List<String> parts = Key.split(standing, 2 + references.size());
        String linked = identity.linked();
        String nothing = late(work.deferred().stream().map(late -> (Object) "").toList());
        boolean stands =
                parts.get(0).equals(identity.digest()) && parts.get(1).equals(linked == null ? nothing : linked);
        return stands ? new Standing(parts.subList(2, parts.size())) : null;
    }

    /** @param references the keys of the target's own that a row's references hold, in the order of the compared columns; empty for null */
    record Standing(List<String> references) {
        Standing {
            references = List.copyOf(references);
        }
    }
}
