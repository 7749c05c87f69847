package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What to do after a verification, the most pressing first. */
final class NextSteps {
    private final ProofModel model;

    NextSteps(ProofModel model) {
        this.model = model;
    }

    List<String> steps() {
        List<String> steps = new ArrayList<>();
        Sheet sheet = new Sheet(model);
        Set<Verdict> verdicts = sheet.allVerdicts();
        if (!sheet.tenantVerdicts().containsKey(Verdict.UNTESTED)) {
            // That nobody's rows are nowhere, or a table of everybody's is empty, asks nothing of anybody.
            verdicts.remove(Verdict.UNTESTED);
        }
        if (model.verification().state() != Verification.State.FINISHED) {
            steps.add("Let it finish: `" + again() + "` goes on where this one stopped.");
        }
        if (model.patterns().stream().anyMatch(pattern -> pattern.pattern().rowClass() == RowClass.WRONG_TENANT)) {
            steps.add(
                    "Critical: rows stand under the wrong tenant. Let nobody see those tenants until that is put right.");
        }
        model.patterns().stream()
                .sorted(PatternWords.MOST_TOUCHED_FIRST)
                .findFirst()
                .map(NextSteps::begin)
                .ifPresent(steps::add);
        for (Verdict verdict : VerdictWords.ORDER) {
            if (verdicts.contains(verdict) && verdict != Verdict.FULL_MATCH) {
                steps.add(step(verdict));
            }
        }
        if (steps.isEmpty()) {
            steps.add(
                    verdicts.isEmpty()
                            ? "Name tenants that have rows, and " + look() + " again."
                            : isComparison()
                                    ? "Nothing. Compare again after the next change."
                                    : "Nothing. Verify again after the next run.");
        }
        return steps;
    }

    private static String begin(PatternSummary pattern) {
        return "Begin with pattern " + Shown.name(pattern.id())
                + (pattern.tenants() == 0 ? ", which most rows have: " : ", which touches most tenants: ")
                + PatternWords.title(pattern.pattern()) + ".";
    }

    private boolean isComparison() {
        return !model.verification().comparison().isEmpty();
    }

    private String look() {
        return isComparison() ? "compare" : "verify";
    }

    private String again() {
        return isComparison()
                ? "whimbrel compare " + Shown.name(model.verification().comparison())
                : "whimbrel verify";
    }

    private String step(Verdict verdict) {
        return switch (verdict) {
            case DIFFERENCES ->
                isComparison()
                        ? "Differs: look at an example's key on both sides, correct what wrote it, then `" + again()
                                + "`."
                        : "Differs: follow an example with `whimbrel trace TABLE KEY`, correct the mapping or the data, `whimbrel run`, then"
                                + " `whimbrel verify`.";
            case INCOMPARABLE -> "Incomparable: read the reason beside the table, remove it, and " + look() + " again.";
            case STALE -> "Stale: something changed since; " + look() + " again.";
            case PARTIAL -> "Partial: " + look() + " all of it before anybody relies on it.";
            case UNTESTED ->
                isComparison()
                        ? "Untested: neither side has a row of these tenants in what was looked at; find out why, or compare the tables that"
                                + " were left out."
                        : "Untested: move these tenants' rows first, or find out why they have none; then verify.";
            case MATCH_WITH_WAIVERS ->
                "Waivers: look whether what was accepted, or is declared to be tolerated, is still meant.";
            case FULL_MATCH -> "";
        };
    }
}
