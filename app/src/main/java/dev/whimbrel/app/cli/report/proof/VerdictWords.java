package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.core.difference.Verdict;
import java.util.Comparator;
import java.util.List;

/** Verdicts in words, and the order in which they want to be looked at. */
final class VerdictWords {
    /** The most pressing first. */
    static final List<Verdict> ORDER = List.of(
            Verdict.DIFFERENCES,
            Verdict.INCOMPARABLE,
            Verdict.STALE,
            Verdict.PARTIAL,
            Verdict.UNTESTED,
            Verdict.MATCH_WITH_WAIVERS,
            Verdict.FULL_MATCH);

    static final Comparator<Verdict> PRESSING_FIRST = Comparator.comparingInt(ORDER::indexOf);

    private VerdictWords() {}

    static String of(Verdict verdict) {
        return switch (verdict) {
            case FULL_MATCH -> "full match";
            case MATCH_WITH_WAIVERS -> "match with waivers";
            case DIFFERENCES -> "differs";
            case UNTESTED -> "untested";
            case PARTIAL -> "partial";
            case STALE -> "stale";
            case INCOMPARABLE -> "incomparable";
        };
    }

    static String meaning(Verdict verdict) {
        return switch (verdict) {
            case FULL_MATCH ->
                "There were rows, all of them were compared, and every one stands in the target with the same values; nothing else does.";
            case MATCH_WITH_WAIVERS ->
                "As a full match, but for differences that somebody has accepted, by name and with a reason, or that lie within declared tolerances.";
            case DIFFERENCES -> "Rows are missing, extra or changed, and nobody has accepted that.";
            case UNTESTED -> "There was nothing to compare. That is no match: nothing is known.";
            case PARTIAL -> "Not all that there is was compared.";
            case STALE -> "It was true once; what it rests on has changed since.";
            case INCOMPARABLE ->
                "The check failed, did not finish, or rows never kept still for long enough. Nothing is known.";
        };
    }

    /** A sign that is readable without colour. */
    static String sign(Verdict verdict) {
        return switch (verdict) {
            case FULL_MATCH -> "✓";
            case MATCH_WITH_WAIVERS -> "≈";
            case DIFFERENCES -> "≠";
            case UNTESTED -> "?";
            case PARTIAL -> "½";
            case STALE -> "~";
            case INCOMPARABLE -> "!";
        };
    }

    /** The class of style sheets. */
    static String style(Verdict verdict) {
        return switch (verdict) {
            case FULL_MATCH -> "fm";
            case MATCH_WITH_WAIVERS -> "wv";
            case DIFFERENCES -> "df";
            case UNTESTED -> "ut";
            case PARTIAL -> "pt";
            case STALE -> "st";
            case INCOMPARABLE -> "ic";
        };
    }
}
