package dev.whimbrel.control.ledger;

/**
 * What became of the rows of one tenant in a chunk, flow or run.
 *
 * @param read rows read from the source
 * @param inserted rows new in the target
 * @param updated rows that stood in the target already and were rewritten
 * @param unchanged rows that stand in the target already just so
 * @param merged rows whose content went into another row of their group
 * @param excluded rows left behind on purpose: filtered, or a duplicate of a survivor
 * @param quarantined rows that cannot land, each with an issue
 * @param held those of the quarantined whose earlier form stays in the target: shared rows, changed owners
 * @param linked references set by a second pass; not part of the row equation
 */
public record Counts(
        long read,
        long inserted,
        long updated,
        long unchanged,
        long merged,
        long excluded,
        long quarantined,
        long held,
        long linked) {
    public static final Counts ZERO = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Counts plus(Counts other) {
        return new Counts(
                read + other.read,
                inserted + other.inserted,
                updated + other.updated,
                unchanged + other.unchanged,
                merged + other.merged,
                excluded + other.excluded,
                quarantined + other.quarantined,
                held + other.held,
                linked + other.linked);
    }

    /** Rows written: new or rewritten. */
    public long written() {
        return inserted + updated;
    }

    /** Rows of which it is known what became of them. */
    public long decided() {
        return written() + unchanged + merged + excluded + quarantined;
    }

    /** The row equation: read = written + unchanged + merged + excluded + quarantined. */
    public boolean balanced() {
        return read == decided();
    }
}
