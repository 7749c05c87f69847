package dev.whimbrel.engine.guest;

import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Vitals;
import java.util.List;
import java.util.function.LongSupplier;

/** Looks at one system once in a while, in a thread of its own, and keeps the last look for whoever judges. */
final class Watcher {
    private static final int AGAIN = 12;

    private final Vitals vitals;
    private final Side side;
    private final LongSupplier nanoTime;
    private final long stale;
    private List<Reading> readings = List.of();
    private long readAt;
    private boolean fresh;
    private boolean any;

    /** A look older than {@code stale} nanoseconds is none. */
    Watcher(Vitals vitals, Side side, long stale, LongSupplier nanoTime) {
        this.vitals = vitals;
        this.side = side;
        this.stale = stale;
        this.nanoTime = nanoTime;
        this.readAt = nanoTime.getAsLong();
    }

    /**
     * Some quick looks before any row moves: what this server takes when we leave it alone. They lie so close together that one who did
     * something just before is there at all of them; where anybody is, it looks again after a pause, some times, until nobody is.
     */
    void learn(int looks, Runnable pause) {
        glance(looks - 1);
        for (int i = 0; i < AGAIN && isBesideOthers(); i++) {
            pause.run();
            synchronized (this) {
                side.forgetOthers();
            }
            glance(looks - 1);
        }
        look();
    }

    private void glance(int looks) {
        for (int i = 0; i < looks; i++) {
            List<Reading> look = vitals.read();
            synchronized (this) {
                side.judge(look, true);
            }
        }
    }

    void look() {
        List<Reading> look = vitals.read();
        synchronized (this) {
            readings = look;
            readAt = nanoTime.getAsLong();
            fresh = true;
            any = true;
        }
    }

    /** How the last look is judged; a look is judged once. */
    synchronized List<Verdict> judge(boolean quiet) {
        if (fresh) {
            fresh = false;
            return side.judge(readings, quiet);
        }
        if (!any || nanoTime.getAsLong() - readAt > stale) {
            return side.silent("no answer for some seconds");
        }
        return side.verdicts();
    }

    synchronized boolean isBesideOthers() {
        return side.isBesideOthers();
    }

    void close() {
        vitals.close();
    }
}
