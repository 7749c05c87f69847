package dev.whimbrel.core.port;

/**
 * Does one small thing that users of a system do, many times a second, over a connection of its own, which is opened again when it is
 * lost: how long that takes tells what they feel. It never waits for others nor makes them wait. One thread uses it at a time.
 */
public interface Feeler extends AutoCloseable {
    /** The signal that its times are of. */
    Signal signal();

    /** Does it once. It never throws: what could not be done says so. */
    Reading touch();

    @Override
    void close();
}
