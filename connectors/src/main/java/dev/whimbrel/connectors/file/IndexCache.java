package dev.whimbrel.connectors.file;

import dev.whimbrel.core.schema.Ownership;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of the tables read lately by any source of this JVM: workers share the one pass over a file that an index needs. A
 * table whose files have changed is another table, so an index is never stale.
 */
final class IndexCache {
    private static final int MOST = 32;
    private static final Map<FileTable, CompletableFuture<RecordIndex>> INDEXES = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FileTable, CompletableFuture<RecordIndex>> eldest) {
            return size() > MOST;
        }
    };

    private IndexCache() {}

    static RecordIndex of(FileTable table) {
        return of(table, null);
    }

    /** The index; where it has to be made yet, records are counted by these owners on the way. */
    static RecordIndex of(FileTable table, @Nullable Ownership ownership) {
        CompletableFuture<RecordIndex> mine = new CompletableFuture<>();
        CompletableFuture<RecordIndex> known;
        synchronized (INDEXES) {
            known = INDEXES.putIfAbsent(table, mine);
        }
        return known == null ? build(table, ownership, mine) : join(known);
    }

    /** The index, if it is there already. */
    static @Nullable RecordIndex known(FileTable table) {
        synchronized (INDEXES) {
            CompletableFuture<RecordIndex> known = INDEXES.get(table);
            return known != null && known.isDone() && !known.isCompletedExceptionally() ? known.join() : null;
        }
    }

    private static RecordIndex build(
            FileTable table, @Nullable Ownership ownership, CompletableFuture<RecordIndex> promise) {
        try {
            RecordIndex index = RecordIndex.build(table, ownership);
            promise.complete(index);
            return index;
        } catch (RuntimeException | Error e) {
            synchronized (INDEXES) {
                INDEXES.remove(table);
            }
            promise.completeExceptionally(e);
            throw e;
        }
    }

    private static RecordIndex join(CompletableFuture<RecordIndex> promise) {
        try {
            return promise.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
