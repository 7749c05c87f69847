package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.difference.Status;
import org.jspecify.annotations.Nullable;

/**
 * A suspect with what became of it; the rows as they were last seen.
 *
 * @param input digest of what the expected row is made from; zero where that is not known
 */
public record Seen(
        Suspect suspect,
        Status status,
        @Nullable ExpectedRow expected,
        @Nullable ActualRow actual,
        Digest input) {
    Seen(Suspect suspect, Status status, @Nullable ExpectedRow expected, @Nullable ActualRow actual) {
        this(suspect, status, expected, actual, expected == null ? Digest.ZERO : expected.input());
    }

    /** The same without the rows, where they are not needed any more. */
    Seen withoutRows() {
        return new Seen(suspect, status, null, null, input);
    }
}
