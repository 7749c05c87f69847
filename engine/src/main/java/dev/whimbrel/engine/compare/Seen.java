package dev.whimbrel.engine.compare;

import dev.whimbrel.core.difference.Status;
import org.jspecify.annotations.Nullable;

/** A suspect with what became of it; the rows as they were last seen. */
public record Seen(
        Suspect suspect,
        Status status,
        @Nullable ExpectedRow expected,
        @Nullable ActualRow actual) {
    /** The same without the rows, where they are not needed any more. */
    Seen withoutRows() {
        return new Seen(suspect, status, null, null);
    }
}
