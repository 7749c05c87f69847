package dev.whimbrel.core.difference;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Makes verdicts. A failure is never an absence of differences, nothing is proven where there was nothing to compare, and a difference
 * that was found is told whatever else is wrong.
 */
public final class VerdictRule {
    /** From worst to best; UNTESTED is apart. */
    private static final List<Verdict> WORST_FIRST = List.of(
            Verdict.DIFFERENCES,
            Verdict.INCOMPARABLE,
            Verdict.STALE,
            Verdict.PARTIAL,
            Verdict.MATCH_WITH_WAIVERS,
            Verdict.FULL_MATCH);

    private VerdictRule() {}

    public static Judged of(Evidence evidence) {
        Equation rows = evidence.rows();
        if (evidence.failure() != null) {
            return new Judged(Verdict.INCOMPARABLE, "the check failed: " + evidence.failure());
        }
        if (!evidence.adds() || !rows.holds()) {
            return new Judged(Verdict.INCOMPARABLE, "the rows do not add up");
        }
        if (rows.open() > 0) {
            return new Judged(Verdict.DIFFERENCES, count(rows.open(), "row differs", "rows differ"));
        }
        if (rows.hot() > 0) {
            return new Judged(Verdict.INCOMPARABLE, count(rows.hot(), "row never kept still", "rows never kept still"));
        }
        if (!evidence.outdated().isEmpty()) {
            return new Judged(Verdict.STALE, evidence.outdated());
        }
        return rows.expected() == 0 && rows.actual() == 0 ? untested(rows) : whole(evidence);
    }

    private static Judged untested(Equation rows) {
        return new Judged(
                Verdict.UNTESTED,
                rows.source() == 0 ? "no row on either side" : "all rows are left out by rules, so none was compared");
    }

    private static Judged whole(Evidence evidence) {
        Equation rows = evidence.rows();
        if (rows.inFlight() > 0) {
            return new Judged(
                    Verdict.PARTIAL,
                    count(rows.inFlight(), "row was on its way", "rows were on their way")
                            + " and equal at a second look");
        }
        if (!evidence.leftOut().isEmpty()) {
            return new Judged(Verdict.PARTIAL, "not compared: " + String.join(", ", evidence.leftOut()));
        }
        if (rows.expected() == 0) {
            return new Judged(Verdict.UNTESTED, "nothing was expected, and what is there is accepted");
        }
        return rows.waived() > 0
                ? new Judged(
                        Verdict.MATCH_WITH_WAIVERS,
                        count(rows.waived(), "differing row was accepted", "differing rows were accepted"))
                : new Judged(Verdict.FULL_MATCH, count(rows.equal(), "row is equal", "rows are equal"));
    }

    /**
     * One verdict of a tenant over its tables. The worst counts. Tables in which nothing was compared prove nothing and break nothing:
     * a tenant with others that match does match, and the reason says how many were untested; a tenant with no other is untested.
     */
    public static Judged rollUp(Collection<Judged> tables) {
        for (Verdict verdict : WORST_FIRST) {
            long same = tables.stream().filter(one -> one.verdict() == verdict).count();
            if (same > 0) {
                return new Judged(verdict, rolled(verdict, same, tables));
            }
        }
        return new Judged(Verdict.UNTESTED, "nothing was compared in any table");
    }

    private static String rolled(Verdict verdict, long same, Collection<Judged> tables) {
        long untested =
                tables.stream().filter(one -> one.verdict() == Verdict.UNTESTED).count();
        String word = verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return same + " of " + tables.size() + " tables: " + word
                + (untested == 0 ? "" : ", " + untested + " untested");
    }

    private static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d ", number) + (number == 1 ? one : many);
    }
}
