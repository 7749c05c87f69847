package dev.whimbrel.engine.guest;

import java.util.function.LongSupplier;

/** Whether this process leaves the servers alone just now: none of its workers is at work, and none was a moment ago. */
final class Rest {
    /** After which what was written last is out of the way, in nanoseconds. */
    private static final long SETTLED = 5_000_000;

    private final LongSupplier nanoTime;
    private int atWork;
    private long since;
    private long spells;

    Rest(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong() - SETTLED;
    }

    synchronized void begin() {
        atWork++;
        spells++;
    }

    synchronized void end() {
        atWork--;
        since = nanoTime.getAsLong();
    }

    /** A number that stays the same as long as the rest lasts; -1 while there is none. */
    synchronized long spell() {
        return atWork == 0 && nanoTime.getAsLong() - since >= SETTLED ? spells : -1;
    }
}
