package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.engine.repair.Why;

/** Why rows are not repaired, in plain words, with what can be done about it. */
final class WhyWords {
    private WhyWords() {}

    static String of(Why why) {
        return switch (why) {
            case NOT_MADE -> "the mapping cannot make them, or they could not land: mend that and run";
            case NEVER_MOVED -> "no run has met them: `whimbrel run` moves them";
            case EXTRA -> "no source row is behind them, and nothing is ever deleted";
            case MULTIPLE -> "they are there more or less often than once";
            case REKEYED -> "they stand under another key";
            case HOT -> "they never kept still";
            case GROUPED -> "they stand for groups of source rows";
            case UNGUARDED -> "nothing keeps their key from coming twice in the source";
            case DRAWN_ANEW -> "their numbers were drawn anew (`surrogate`), which writing them would undo";
            case SHARED -> "several tenants share them";
            case STRANGER -> "they are another tenant's: name that one as well";
            case REFUSED -> "a run has to leave them, see `whimbrel issues`";
            case ACCEPTED -> "rows of this pattern are accepted: name it with --pattern to repair them all the same";
            case LAW -> "a law says so of no single row";
        };
    }
}
