package dev.whimbrel.core.port;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/**
 * Where bytes are kept under names of our own making: a folder, or a bucket of an object store. Names are letters, digits, {@code -} and
 * {@code /}. Nothing is there under its name before it is there whole and durable.
 */
public interface ObjectStore extends AutoCloseable {
    /** Whether there is an object of this name. */
    boolean has(String name);

    /** The bytes of an object from the first on; a fault {@code ARRIVAL_BYTES_MISSING} where there is none. Its reads throw what goes wrong. */
    InputStream read(String name);

    /** Begins an object, which takes the place of one of the same name once it is finished. */
    Writing write(String name);

    /** Removes an object; one that is not there is no fault. */
    void delete(String name);

    /** Removes what was begun before a moment and never finished, as by a process that was killed, and says how much that was. */
    int sweep(Instant before);

    /** Where it is, for a person and to tell one store from another; nothing secret. */
    String location();

    @Override
    void close();

    /** An object while it is written. */
    interface Writing extends AutoCloseable {
        /** Takes the bytes in their order. Closing it does nothing. */
        OutputStream bytes();

        /** Makes the object be there, whole and durable. Without it nothing is ever seen of what was written. */
        void finish();

        /** Gives up what is not finished. */
        @Override
        void close();
    }
}
