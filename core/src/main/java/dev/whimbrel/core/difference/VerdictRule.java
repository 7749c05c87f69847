package dev.whimbrel.core.difference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * From evidence to a verdict. A check that failed says nothing, so that comes first; then a difference that somebody has to look
 * at, whatever else is wrong; then all that keeps a match from being one. See decision 13.
 */
public final class VerdictRule {
    /** The worst first. UNTESTED is last: it counts only where there is nothing else. */
    private static final List<Verdict> SEVERITY = List.of(
            Verdict.DIFFERENCES,
            Verdict.INCOMPARABLE,
            Verdict.STALE,
            Verdict.PARTIAL,
            Verdict.MATCH_WITH_WAIVERS,
            Verdict.FULL_MATCH,
            Verdict.UNTESTED);

    private VerdictRule() {}

    /** The verdict on one tenant and table. */
    public static Judged judge(Evidence evidence) {
        Equation rows = evidence.rows();
        String failure = failure(evidence);
        if (!failure.isEmpty()) {
            return new Judged(Verdict.INCOMPARABLE, failure);
        }
        if (rows.open() > 0) {
            return new Judged(Verdict.DIFFERENCES, differences(evidence));
        }
        if (rows.hot() > 0) {
            return new Judged(Verdict.INCOMPARABLE, counted(rows.hot(), "row") + " never kept still");
        }
        if (evidence.outdated()) {
            return new Judged(Verdict.STALE, "what it rests on has changed since");
        }
        if (rows.expected() == 0 && rows.actual() == 0) {
            return new Judged(Verdict.UNTESTED, nothing(rows));
        }
        return judgeMatch(evidence);
    }

    /** Why the check says nothing at all; empty where it does. */
    private static String failure(Evidence evidence) {
        if (evidence.failure() != null) {
            return "the check failed: " + evidence.failure();
        } else if (!evidence.finished()) {
            return "the check did not finish";
        } else if (evidence.absent()) {
            return "the table is absent on one side";
        } else if (!evidence.rows().holds() || hasNegative(evidence.rows())) {
            return "the rows do not add up";
        }
        return evidence.counted() ? "" : "rows counted independently are not as many as were compared";
    }

    private static boolean hasNegative(Equation rows) {
        return LongStream.of(
                        rows.source(),
                        rows.excluded(),
                        rows.merged(),
                        rows.expected(),
                        rows.equal(),
                        rows.changed(),
                        rows.missing(),
                        rows.extra(),
                        rows.inFlight(),
                        rows.hot(),
                        rows.waived(),
                        rows.tolerated())
                .anyMatch(count -> count < 0);
    }

    private static String differences(Evidence evidence) {
        Equation rows = evidence.rows();
        List<String> words = new ArrayList<>();
        words.add(counted(rows.open(), "row") + (rows.open() == 1 ? " differs" : " differ"));
        if (rows.hot() > 0) {
            words.add(rows.hot() + " more never kept still");
        }
        if (rows.inFlight() > 0) {
            words.add(rows.inFlight() + " more are in flight");
        }
        if (evidence.outdated()) {
            words.add("what it rests on has changed since");
        }
        if (!uncovered(evidence).isEmpty()) {
            words.add(uncovered(evidence));
        }
        return String.join("; ", words);
    }

    private static String nothing(Equation rows) {
        long apart = rows.excluded() + rows.merged();
        return apart == 0
                ? "no row on either side"
                : "no row to compare: " + counted(apart, "row") + " of the source excluded or merged";
    }

    /** Nothing differs that nobody has accepted; was all of it compared? */
    private static Judged judgeMatch(Evidence evidence) {
        Equation rows = evidence.rows();
        String uncovered = uncovered(evidence);
        if (!uncovered.isEmpty()) {
            return new Judged(Verdict.PARTIAL, uncovered);
        }
        if (rows.inFlight() > 0) {
            return new Judged(Verdict.PARTIAL, counted(rows.inFlight(), "row") + " in flight");
        }
        String equal = rows.equal() + " of " + counted(rows.expected(), "row") + " equal";
        if (rows.waived() == 0 && rows.tolerated() == 0) {
            return new Judged(Verdict.FULL_MATCH, equal);
        }
        String accepted = rows.waived() == 0 ? "" : ", " + counted(rows.waived(), "difference") + " accepted";
        return new Judged(Verdict.MATCH_WITH_WAIVERS, equal + accepted + tolerated(rows));
    }

    private static String tolerated(Equation rows) {
        return rows.tolerated() == 0 ? "" : ", " + counted(rows.tolerated(), "row") + " within declared tolerances";
    }

    /** Columns of which nothing is proven; empty where there are none. */
    private static String uncovered(Evidence evidence) {
        List<String> words = new ArrayList<>();
        if (evidence.compared().isEmpty()) {
            words.add("no column was compared");
        }
        new TreeMap<>(evidence.leftOut())
                .forEach((column, reason) -> words.add("column " + column + " was left out: " + reason));
        new TreeSet<>(evidence.blind()).forEach(column -> words.add("the check is blind in column " + column));
        return String.join("; ", words);
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /**
     * One verdict for all tables of a tenant: the worst. Tables without any row on either side say nothing about the tenant and
     * do not spoil a match of the others, but the reason counts them; a tenant with no other tables is UNTESTED.
     */
    public static Judged rollUp(Collection<Judged> tables) {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        tables.forEach(table -> counts.merge(table.verdict(), 1L, Long::sum));
        for (Verdict verdict : SEVERITY) {
            if (counts.containsKey(verdict)) {
                return new Judged(verdict, tally(counts));
            }
        }
        return new Judged(Verdict.UNTESTED, "no table was checked");
    }

    /**
     * The same where some tables of the tenant were not looked at on purpose: what is equal in the others is no match of the tenant.
     *
     * @param tables that were looked at
     */
    public static Judged rollUp(Collection<Judged> tables, long leftOut) {
        Judged looked = rollUp(tables);
        if (leftOut == 0) {
            return looked;
        }
        boolean matches = looked.verdict() == Verdict.FULL_MATCH || looked.verdict() == Verdict.MATCH_WITH_WAIVERS;
        return new Judged(
                matches ? Verdict.PARTIAL : looked.verdict(),
                looked.reason() + ", " + counted(leftOut, "table") + " left out of this verification");
    }

    private static String tally(Map<Verdict, Long> counts) {
        List<String> words = new ArrayList<>();
        for (Verdict verdict : SEVERITY) {
            Long count = counts.get(verdict);
            if (count != null) {
                words.add(counted(count, "table") + " " + verdict);
            }
        }
        return String.join(", ", words);
    }
}
