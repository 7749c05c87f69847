package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.engine.selftest.Rate;
import dev.whimbrel.engine.selftest.Tested;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a verification found, after what the attacks on its comparison came to. */
public record SelfTestedReport(ProofReport proof, Map<String, Tested> tested) implements Screen.Report {
    public SelfTestedReport {
        tested = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tested));
    }

    @Override
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(proof.json());
        document.put(
                "selfTest",
                tested.entrySet().stream()
                        .map(entry -> json(entry.getKey(), entry.getValue()))
                        .toList());
        return document;
    }

    private static Map<String, @Nullable Object> json(String flow, Tested tested) {
        return Json.object(
                "flow", flow,
                "rows", tested.rows(),
                "seed", tested.seed(),
                "planted", tested.planted(),
                "found", tested.found(),
                "tolerated", tested.tolerated(),
                "blind", List.copyOf(tested.blind()),
                "untried", tested.untried(),
                "joined", tested.joined(),
                "unjoined", tested.unjoined(),
                "rates",
                        tested.rates().stream()
                                .map(rate -> Json.object(
                                        "column", rate.column(),
                                        "mutation", rate.mutation().name(),
                                        "planted", rate.planted(),
                                        "found", rate.found(),
                                        "tolerated", rate.tolerated(),
                                        "named", rate.named()))
                                .toList());
    }

    @Override
    public void print(Screen screen) {
        screen.heading("Self-test of the comparison");
        List<String> blind = new ArrayList<>();
        List<String> untried = new ArrayList<>();
        TextTable table = new TextTable()
                .words("mutation")
                .numbers("planted")
                .numbers("found")
                .numbers("tolerated")
                .numbers("named");
        Map<String, long[]> kinds = new TreeMap<>();
        tested.forEach((flow, result) -> {
            result.rates().forEach(rate -> add(kinds, rate));
            result.rates().stream()
                    .filter(Rate::isBlind)
                    .forEach(rate -> blind.add(flow + (rate.column().isEmpty() ? "" : "." + rate.column()) + ": "
                            + rate.mutation().words() + ", " + rate.found() + " of "
                            + (rate.planted() - rate.tolerated())));
            result.untried().forEach(column -> untried.add(flow + "." + column));
        });
        kinds.forEach((words, count) -> table.row(words, count[0], count[1], count[2], count[3]));
        List<String> missed = new Sheet(proof.model()).notAttacked(tested.keySet());
        if (!missed.isEmpty()) {
            screen.line("Not attacked, so that nothing is known of how they are compared: " + Proven.named(missed));
        }
        screen.line(tried(untried.size()));
        if (!blind.isEmpty()) {
            screen.line("Blind spots:");
            blind.forEach(spot -> screen.line("  " + spot));
        }
        if (!untried.isEmpty()) {
            screen.line("Nothing could be tried in: " + Proven.named(untried));
        }
        long joined = sum(Tested::joined);
        if (joined > 0) {
            screen.line("Of these, " + Words.count(joined, "mutation")
                    + " had to be told by the database's own join, too.");
        }
        List<String> unjoined = new ArrayList<>();
        tested.forEach((flow, result) -> result.unjoined().forEach(column -> unjoined.add(flow + "." + column)));
        if (!unjoined.isEmpty()) {
            screen.line("The join could not be tried in: " + Proven.named(unjoined));
        }
        if (sum(Tested::planted) > 0) {
            screen.table(table);
        }
        screen.blank();
        proof.print(screen);
    }

    /** How much was tried, and what was found of it: no more is known than that. */
    private String tried(int untried) {
        long planted = sum(Tested::planted);
        if (planted == 0) {
            return "Nothing could be tried: no table that was attacked has rows that match.";
        }
        long columns = sum(table -> table.rates().stream()
                .filter(rate -> !rate.column().isEmpty() && rate.planted() > 0)
                .map(Rate::column)
                .distinct()
                .count());
        String what = "Tried: " + Words.count(planted, "mutation") + " in " + Words.count(columns) + " of "
                + Words.count(columns + untried, "column") + " of " + Words.count(tested.size(), "table") + ". ";
        long found = sum(Tested::found);
        long tolerated = sum(Tested::tolerated);
        String but = tolerated == 0
                ? "."
                : ", but for " + Words.count(tolerated) + " within declared tolerances, which are no difference.";
        return what
                + (found + tolerated == planted
                        ? "All of these were found" + but
                        : Words.count(found) + " of these were found" + but);
    }

    private long sum(ToLongFunction<Tested> count) {
        return tested.values().stream().mapToLong(count).sum();
    }

    private static void add(Map<String, long[]> kinds, Rate rate) {
        long[] count = kinds.computeIfAbsent(rate.mutation().words(), words -> new long[4]);
        count[0] += rate.planted();
        count[1] += rate.found();
        count[2] += rate.tolerated();
        count[3] += rate.named();
    }
}
