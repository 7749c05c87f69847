package dev.whimbrel.engine.copy;

import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.value.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The source rows of some keys, a few at a time; keys that the source has no more are passed over. */
final class FoundRows implements SourceRows {
    /** Keys in one statement. */
    private static final int BATCH = 500;

    private final Source source;
    private final ReadPlan plan;
    private final List<Key> keys;
    private int asked;
    private @Nullable SourceRows batch;

    FoundRows(Source source, ReadPlan plan, List<Key> keys) {
        this.source = source;
        this.plan = plan;
        this.keys = keys;
    }

    @Override
    public @Nullable SourceRow next() {
        while (batch != null || asked < keys.size()) {
            SourceRows rows = batch == null ? ask() : batch;
            SourceRow row = rows.next();
            if (row != null) {
                return row;
            }
            close();
        }
        return null;
    }

    private SourceRows ask() {
        int upTo = Math.min(keys.size(), asked + BATCH);
        SourceRows rows = source.find(plan, keys.subList(asked, upTo));
        asked = upTo;
        batch = rows;
        return rows;
    }

    @Override
    public void close() {
        SourceRows open = batch;
        batch = null;
        if (open != null) {
            open.close();
        }
    }
}
