package dev.whimbrel.engine.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that differed at the first look: the rows themselves as long as they are few, and else digests of their keys, eight bytes each,
 * by which they are known again.
 */
final class Suspects {
    /** Of so many, each is fetched by its key. */
    private static final int FEW = 20_000;

    private final List<Suspect> few = new ArrayList<>();
    private long[] digests = new long[1_024];
    private int count;
    private final int most;
    private boolean sorted;

    /** @param findable whether rows can be fetched by their keys at all */
    Suspects(boolean findable) {
        most = findable ? FEW : 0;
    }

    void add(Suspect suspect) {
        if (count < most) {
            few.add(suspect);
        } else {
            few.clear();
        }
        if (count == digests.length) {
            digests = Arrays.copyOf(digests, Math.multiplyExact(2, digests.length));
        }
        digests[count++] = suspect.digest();
        sorted = false;
    }

    boolean areFew() {
        return count <= most;
    }

    /** All of them, where they are few. */
    List<Suspect> all() {
        return few;
    }

    /** Ends the adding, so that several threads may ask. */
    void sort() {
        Arrays.sort(digests, 0, count);
        sorted = true;
    }

    /** Whether the digest is of the key of one of them, or, by an accident of one in 2^40 and no harm, of another row's. */
    boolean contains(long digest) {
        if (!sorted) {
            throw new IllegalStateException("Not all suspects are known yet");
        }
        return Arrays.binarySearch(digests, 0, count, digest) >= 0;
    }
}
