package dev.whimbrel.engine.copy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds rows whose source key came before: in files and views nothing keeps a key from coming twice. The first one keeps the key;
 * each later one is known by the key, {@code #} and its number, and is quarantined.
 *
 * <p>Within a chunk the keys are remembered, which its size bounds; keys of other chunks are found in the identity map, where the
 * database itself guards them.
 */
final class TwiceKeys {
    private final boolean guarded;
    private final Set<String> seen = new HashSet<>();

    TwiceKeys(Scene scene) {
        this.guarded = scene.flow().guarded();
    }

    Candidate checked(Candidate row) {
        if (guarded || seen.add(row.sourceKey())) {
            return row;
        }
        int number = 2;
        while (!seen.add(row.sourceKey() + "#" + number)) {
            number++;
        }
        return later(row, number);
    }

    /** The same row under a key of its own, which cannot land. */
    static Candidate later(Candidate row, int number) {
        Candidate later = row.under(row.sourceKey() + "#" + number);
        later.dropFaults("KEY_TWICE");
        later.fault("KEY_TWICE", List.of(), "an earlier row of the source has the same key");
        return later;
    }
}
