package dev.whimbrel.core.difference;

/**
 * The rows of one tenant and table, counted so that they add up in the open: each row of either side is in exactly one term.
 *
 * @param source rows read from the source
 * @param excluded of these, rows that a rule of the mapping leaves out
 * @param merged of these, rows that become part of another row
 * @param expected rows that there should be: source − excluded − merged; those that the mapping cannot make count as missing
 * @param actual rows that there are
 * @param equal rows that are the same on both sides
 * @param changed rows of both sides that differ
 * @param missing rows expected and absent
 * @param extra rows that are there and not expected
 * @param inFlight of changed, missing and extra: rows whose difference was gone at a second look
 * @param hot of changed, missing and extra: rows that never kept still
 * @param waived of changed, missing and extra: rows that somebody has accepted
 * @param representation values that are the same and written otherwise, in equal rows
 * @param tolerated of changed: rows that differ in nothing but values within declared tolerances
 */
public record Equation(
        long source,
        long excluded,
        long merged,
        long expected,
        long actual,
        long equal,
        long changed,
        long missing,
        long extra,
        long inFlight,
        long hot,
        long waived,
        long representation,
        long tolerated) {
    public static final Equation ZERO = new Equation(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Whether no row is counted twice or not at all. */
    public boolean holds() {
        return source == excluded + merged + expected
                && expected == equal + changed + missing
                && actual == equal + changed + extra
                && inFlight + hot + waived + tolerated <= differing()
                && tolerated <= changed;
    }

    /** Rows that are not the same, of whatever status. */
    public long differing() {
        return changed + missing + extra;
    }

    /** Rows that differ, last, lie beyond all tolerances, and were accepted by nobody. */
    public long open() {
        return differing() - inFlight - hot - waived - tolerated;
    }

    /** The same with so many rows accepted. */
    public Equation waived(long accepted) {
        return new Equation(
                source,
                excluded,
                merged,
                expected,
                actual,
                equal,
                changed,
                missing,
                extra,
                inFlight,
                hot,
                accepted,
                representation,
                tolerated);
    }

    public Equation plus(Equation other) {
        return new Equation(
                source + other.source,
                excluded + other.excluded,
                merged + other.merged,
                expected + other.expected,
                actual + other.actual,
                equal + other.equal,
                changed + other.changed,
                missing + other.missing,
                extra + other.extra,
                inFlight + other.inFlight,
                hot + other.hot,
                waived + other.waived,
                representation + other.representation,
                tolerated + other.tolerated);
    }
}
