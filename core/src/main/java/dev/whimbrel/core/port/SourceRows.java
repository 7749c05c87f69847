package dev.whimbrel.core.port;

import org.jspecify.annotations.Nullable;

/** Rows as a stream; no more than a fetch of them is in memory. */
public interface SourceRows extends AutoCloseable {
    /** The next row, or null after the last. */
    @Nullable
    SourceRow next();

    @Override
    void close();
}
