package dev.whimbrel.core.port;

/**
 * What a system showed at one moment, kept for as long as this is open. That costs the system something: it may not clean up what
 * was there at that moment.
 */
public interface View extends AutoCloseable {
    /**
     * Opens a source, with a connection of its own, that shows nothing but this. Any thread may call. Where the system keeps the
     * view no longer, the source fails with {@code SNAPSHOT_LOST} and never shows another moment instead.
     */
    Source open();

    @Override
    void close();
}
