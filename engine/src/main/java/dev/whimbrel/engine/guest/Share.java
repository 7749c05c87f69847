package dev.whimbrel.engine.guest;

/**
 * This process's part of what a run may do.
 *
 * @param processes that live
 * @param rank of this one among them, from 0
 */
record Share(int processes, int rank) {
    static final Share ALONE = new Share(1, 0);

    Share {
        if (processes < 1 || rank < 0 || rank >= processes) {
            throw new IllegalArgumentException("A share is one of some");
        }
    }

    /** Workers are dealt out one by one; where there are fewer than processes, the last ones get none. */
    int ofWorkers(int all) {
        return all / processes + (rank < all % processes ? 1 : 0);
    }

    double ofRows(double all) {
        return all / processes;
    }

    /** The same, among those processes that have a worker at all. */
    double ofRows(double all, int workers) {
        return all / Math.max(1, Math.min(processes, workers));
    }
}
