package dev.whimbrel.engine.compare;

import java.util.HashSet;
import java.util.Set;

/** Rows that were on their way: they differed at the first look and not at the second. Neither is proven of them, that they match or that they do not. */
public final class Moved {
    private static final int MOST = 100_000;

    private final Set<String> keys = new HashSet<>();
    private boolean whole = true;

    public Moved() {}

    void add(String key) {
        if (keys.size() < MOST) {
            keys.add(key);
        } else {
            whole = false;
        }
    }

    /** Their keys, as far as they are remembered. */
    public Set<String> keys() {
        return Set.copyOf(keys);
    }

    /** Whether all of them are remembered. */
    public boolean isWhole() {
        return whole;
    }
}
