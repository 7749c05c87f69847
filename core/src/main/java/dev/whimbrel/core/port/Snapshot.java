package dev.whimbrel.core.port;

import java.util.Locale;

/** Of which moment the rows are that a run reads. */
public enum Snapshot {
    /** All that one process of a run reads and counts is of the moment when it began. */
    RUN,
    /** Each chunk, and each count, is of a moment of its own. */
    CHUNK;

    /** As the project file writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
