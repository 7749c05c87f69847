package dev.whimbrel.engine.guest;

/** Holds a worker back inside a chunk. Told of each batch when it is done, it returns when the next may begin. */
public interface Pace {
    /** Never holds anybody back. */
    Pace FREE = rows -> {};

    void rows(int rows);
}
