package dev.whimbrel.core.port;

/** How large a chunk may be: whichever limit is met first. */
public record ChunkSize(int rows, long bytes) {
    public ChunkSize {
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException("A chunk has at least one row and one byte");
        }
    }
}
