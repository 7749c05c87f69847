package dev.whimbrel.control.ledger;

import dev.whimbrel.core.port.KeyRange;

/**
 * The right to work on a chunk until it runs out. A later lease of the same chunk has a greater token; only the holder of the
 * greatest can complete the chunk.
 *
 * @param previousOwner worker whose lease ran out or who died, 0 for none
 * @param waiting chunks of the run that still waited for a worker then, {@value Chunks#COUNTED} for so many or more
 * @param working chunks that were worked on, this one among them
 */
public record Lease(
        long run,
        int step,
        int chunk,
        KeyRange range,
        int worker,
        long token,
        int previousOwner,
        int waiting,
        int working) {
    /** Step, chunk and token: what a worker knows its leases by. */
    public String name() {
        return step + "/" + chunk + "/" + token;
    }
}
