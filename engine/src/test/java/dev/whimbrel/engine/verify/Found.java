package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A verification's outcome in the short form that tests compare with. */
public final class Found {
    private final VerifyOutcome outcome;

    public Found(VerifyOutcome outcome) {
        this.outcome = outcome;
    }

    /** {@code flow tenant verdict}, in order. */
    public List<String> verdicts() {
        return outcome.results().stream()
                .map(result -> result.flow() + " " + result.tenant() + " " + result.verdict())
                .sorted()
                .toList();
    }

    public boolean allAre(Verdict verdict) {
        return outcome.results().stream().allMatch(result -> result.verdict() == verdict);
    }

    /** All tenants of a flow added up. */
    public Equation rows(String flow) {
        return outcome.results().stream()
                .filter(result -> result.flow().equals(flow))
                .map(TableResult::rows)
                .reduce(Equation.ZERO, Equation::plus);
    }

    public Equation rows(String flow, String tenant) {
        return outcome.results().stream()
                .filter(result -> result.flow().equals(flow) && result.tenant().equals(tenant))
                .map(TableResult::rows)
                .reduce(Equation.ZERO, Equation::plus);
    }

    /** Rows by {@code flow class column=class,...}. */
    public Map<String, Long> patterns() {
        return outcome.patterns().stream()
                .collect(Collectors.toMap(Found::words, PatternSummary::rows, Long::sum, TreeMap::new));
    }

    private static String words(PatternSummary summary) {
        StringBuilder words = new StringBuilder(summary.pattern().flow())
                .append(' ')
                .append(summary.pattern().rowClass());
        for (int i = 0; i < summary.pattern().columns().size(); i++) {
            words.append(' ')
                    .append(summary.pattern().columns().get(i))
                    .append('=')
                    .append(summary.pattern().classes().get(i));
        }
        if (!summary.pattern().cause().isEmpty()) {
            words.append(" because ").append(summary.pattern().cause());
        }
        return words.toString();
    }
}
