package dev.whimbrel.engine.guest;

import dev.whimbrel.control.ledger.Pacing.Because;

/**
 * What this process may do just now.
 *
 * @param workers chunks at once, 0 for none
 * @param rowsPerSecond infinite where nothing limits it
 * @param reason what holds it, as a sentence
 */
record Allowance(int workers, double rowsPerSecond, Because because, String reason) {
    /** The narrower of both, with the reason of the one that binds. */
    Allowance and(Allowance other) {
        boolean mine =
                rowsPerSecond < other.rowsPerSecond || rowsPerSecond == other.rowsPerSecond && workers <= other.workers;
        Allowance binding = mine ? this : other;
        return new Allowance(
                Math.min(workers, other.workers),
                Math.min(rowsPerSecond, other.rowsPerSecond),
                binding.because,
                binding.reason);
    }

    /** The same with nothing to do. */
    static Allowance none(Because because, String reason) {
        return new Allowance(0, 0, because, reason);
    }
}
