package dev.whimbrel.bench.result;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All turns of one contender.
 *
 * @param key its short name on the command line
 * @param how it was run, for readers
 * @param ours whether it is Whimbrel
 * @param absence empty, or why it did not run
 */
public record Series(String key, String name, String how, boolean ours, String absence, List<Round> rounds) {
    public Series {
        rounds = List.copyOf(rounds);
    }

    /** Empty where every round gave the right result, else what was wrong with the first that did not. */
    public String wrong() {
        return rounds.stream()
                .filter(round -> !round.isRight())
                .map(round -> "wrong: " + round.wrong())
                .findFirst()
                .orElse("");
    }

    /** Whether its figures count: it ran, and whatever it did was right. */
    public boolean counts() {
        return absence.isEmpty() && !rounds.isEmpty() && wrong().isEmpty();
    }

    public Spread values() {
        return Spread.of(rounds.stream().map(Round::value).toList());
    }

    public Spread rates() {
        return Spread.of(rounds.stream().map(Round::rate).toList());
    }

    public double memory() {
        return rounds.stream().mapToDouble(Round::memory).max().orElse(0);
    }

    /** The median of each group's processor seconds. */
    public Map<String, Double> cpu() {
        Map<String, Double> medians = new TreeMap<>();
        rounds.stream()
                .flatMap(round -> round.cpu().keySet().stream())
                .distinct()
                .forEach(group -> medians.put(
                        group,
                        Spread.of(rounds.stream()
                                        .map(round -> round.cpu().getOrDefault(group, 0.0))
                                        .toList())
                                .median()));
        return medians;
    }
}
