package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Step;

/** The work on a chunk, by the kind of its step. */
public sealed interface ChunkTask permits CopyChunk, StageChunk, ResolveChunk, LinkChunk {
    void work(Scene scene);

    static ChunkTask of(Step.Kind kind) {
        return switch (kind) {
            case COPY -> new CopyChunk();
            case STAGE -> new StageChunk();
            case RESOLVE -> new ResolveChunk();
            case LINK -> new LinkChunk();
        };
    }
}
