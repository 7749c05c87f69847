package dev.whimbrel.core.port;

/**
 * What a system showed at one moment, kept for as long as this is open. That costs the system something: it may not clean up what
 * was there at that moment.
 */
public interface View extends AutoCloseable {
    /**
     * Opens a source that shows nothing but this. Any thread may call. Where the view is shared, the source has a connection of its own; else
     * it is the only one until it is closed. Where the system keeps the
     * view no longer, the source fails with {@code SNAPSHOT_LOST} and never shows another moment instead.
     */
    Source open();

    /** Whether several sources can show it at the same time. */
    default boolean isShared() {
        return true;
    }

    @Override
    void close();
}
