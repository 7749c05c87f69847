package dev.whimbrel.core.port;

import java.util.List;

/** A watch on how a system fares, over a connection of its own, which is opened again when it is lost. One thread uses it at a time. */
public interface Vitals extends AutoCloseable {
    /**
     * Looks at each signal that the system has to offer. It never throws: what cannot be read says so. A signal that is not in
     * the list is none that this system has, such as the lag of a server without standbys.
     */
    List<Reading> read();

    @Override
    void close();
}
