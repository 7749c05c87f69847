package dev.whimbrel.engine.guest;

import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Vitals;
import org.jspecify.annotations.Nullable;

/** One of the two systems that a run lives in; null where it has nothing to look at, or nothing to feel. */
public record Host(@Nullable Vitals vitals, @Nullable Feeler feeler) {
    void close() {
        if (vitals != null) {
            vitals.close();
        }
        if (feeler != null) {
            feeler.close();
        }
    }
}
