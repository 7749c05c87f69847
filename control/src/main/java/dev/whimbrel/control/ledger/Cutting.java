package dev.whimbrel.control.ledger;

import dev.whimbrel.core.value.Key;
import org.jspecify.annotations.Nullable;

/**
 * A step that is not yet cut into chunks as a whole.
 *
 * @param cutTo key up to which it is cut; null where it is not begun
 * @param chunks how many chunks it has so far
 * @param chunkRows the size that its latest chunks were given; 0 where it is not begun
 * @param rowsLeft an estimate of the rows that are still to be cut
 */
public record Cutting(Step step, @Nullable Key cutTo, int chunks, int chunkRows, long rowsLeft) {}
