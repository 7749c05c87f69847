package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a verification proved and what it did not, in plain sentences. */
final class Proven {
    private static final int NAMED = 8;

    private final Sheet sheet;
    private final ProofModel model;

    Proven(Sheet sheet) {
        this.sheet = sheet;
        this.model = sheet.model();
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (model.verification().state() != Verification.State.FINISHED) {
            sentences.add(unfinished(model.verification()));
        }
        boolean tenants = !model.tenants().isEmpty();
        if (!tenants && sheet.others().isEmpty()) {
            sentences.add("No tenant was looked at: nothing is proven.");
            return sentences;
        }
        sentences.add(scope());
        leftOut().ifPresent(sentences::add);
        Long run = model.verification().extent().touchedBy();
        if (run != null) {
            sentences.add("Only rows that run " + run + " touched were looked at: of all others nothing is proven.");
        }
        if (tenants && model.verification().state() == Verification.State.FINISHED) {
            sentences.add(proven());
        }
        if (tenants) {
            sentences.add(unproven());
        }
        sentences.addAll(Others.sentences(sheet));
        if (!model.untested().isEmpty()) {
            sentences.add("Columns of which nothing is proven: "
                    + named(model.untested().stream()
                            .map(column -> Shown.name(column.flow()) + "." + Shown.name(column.column()))
                            .toList())
                    + ".");
        }
        List<String> off = sheet.offBalance();
        if (!off.isEmpty()) {
            sentences.add(
                    "The counts do NOT add up in " + named(off) + ": nothing said of these tables can be relied on.");
        }
        sentences.add(
                isComparison()
                        ? "Not looked at: whether the two sides are right, columns that were left out, and whatever changed later."
                        : "Not looked at: whether the mapping says what was meant, columns that it drops, and whatever changed later.");
        return sentences;
    }

    private static String unfinished(Verification verification) {
        return switch (verification.state()) {
            case RUNNING -> "This verification has not finished: nothing is proven yet.";
            case FAILED -> "This verification failed" + because(verification.reason()) + ": it proves nothing.";
            case ABANDONED ->
                "This verification was left unfinished" + because(verification.reason()) + ": it proves nothing.";
            case FINISHED -> "";
        };
    }

    private static String because(@Nullable String reason) {
        return reason == null || reason.isEmpty() ? "" : " (" + Shown.name(reason) + ")";
    }

    private boolean isComparison() {
        return !model.verification().comparison().isEmpty();
    }

    /** What nobody may take for proven, since it was not looked at on purpose. */
    private Optional<String> leftOut() {
        List<String> left = sheet.tables().stream()
                .filter(table -> !isLookedAt(table))
                .map(TableSum::label)
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Left out, as was asked for, so that nothing is said of " + (left.size() == 1 ? "it" : "them")
                                + ": " + named(left) + ". No tenant matches in full by the others alone.");
    }

    private boolean isLookedAt(TableSum table) {
        return model.verification().extent().has(table.flow());
    }

    private String scope() {
        Equation total = sheet.total();
        if (isComparison()) {
            return "Looked at: " + whose() + " in "
                    + Words.count(
                            sheet.tables().stream().filter(this::isLookedAt).count(), "table")
                    + ". The expected side has "
                    + Words.count(total.expected(), "row") + ", the actual side " + Words.count(total.actual())
                    + EquationWords.without(sheet) + ".";
        }
        return "Looked at: " + whose() + " in "
                + Words.count(sheet.tables().stream().filter(this::isLookedAt).count(), "table")
                + ". The mapping makes "
                + Words.count(total.expected(), "row") + " of " + Words.count(total.source(), "source row")
                + "; the target has " + Words.count(total.actual()) + EquationWords.without(sheet) + ".";
    }

    private String whose() {
        List<String> whose = new ArrayList<>();
        if (!model.tenants().isEmpty()) {
            whose.add(Words.count(model.tenants().size(), "tenant"));
        }
        sheet.others().keySet().forEach(standIn -> whose.add(Others.of(standIn)));
        return String.join(" and ", whose);
    }

    private String proven() {
        long full = count(Verdict.FULL_MATCH);
        long waived = count(Verdict.MATCH_WITH_WAIVERS);
        String of = " of " + Words.count(model.tenants().size(), "tenant");
        String text = full == 0
                ? "Proven: in no tenant does everything match."
                : "Proven: in " + Words.count(full) + of
                        + (isComparison()
                                ? " every row of the expected side stands on the actual side with the same values, and no other row."
                                : " every row that the mapping makes stands in the target with the same values, and no other row.");
        return waived == 0
                ? text
                : text + " In " + Words.count(waived)
                        + " more that holds but for differences that somebody has accepted, or that lie within declared tolerances.";
    }

    private String unproven() {
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : VerdictWords.ORDER) {
            long count = count(verdict);
            if (count > 0 && verdict != Verdict.FULL_MATCH && verdict != Verdict.MATCH_WITH_WAIVERS) {
                counts.add(VerdictWords.of(verdict) + " " + Words.count(count));
            }
        }
        return counts.isEmpty()
                ? "No tenant differs, and none is left untested."
                : "Not proven, by tenants: " + String.join(", ", counts) + ".";
    }

    private long count(Verdict verdict) {
        Map<Verdict, Long> counts = sheet.tenantVerdicts();
        return counts.getOrDefault(verdict, 0L);
    }

    static String named(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() <= NAMED ? first : first + " and " + Words.count(names.size() - NAMED) + " more";
    }
}
