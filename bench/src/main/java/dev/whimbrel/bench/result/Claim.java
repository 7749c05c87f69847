package dev.whimbrel.bench.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two contenders to be held against each other.
 *
 * @param work in words, for the table of targets
 * @param ours key of the one whose rate (or latency) is divided
 * @param against key of the one it is divided by
 * @param target what the ratio should be: at least for rates, at the most for latencies; null where it is only told
 */
public record Claim(
        String work, String ours, String against, @Nullable Double target) {
    /** Their ratio in each round that both were in; empty where one of them does not count. */
    public Optional<Spread> ratio(Measure measure, List<Series> contenders) {
        Optional<Series> first = counting(contenders, ours);
        Optional<Series> second = counting(contenders, against);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        List<Double> ratios = new ArrayList<>();
        for (Round round : first.orElseThrow().rounds()) {
            second.orElseThrow().rounds().stream()
                    .filter(other -> other.number() == round.number())
                    .forEach(other -> ratios.add(ratio(measure, round, other)));
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private static double ratio(Measure measure, Round one, Round other) {
        return switch (measure) {
            case RATE -> one.rate() / other.rate();
            case LATENCY -> one.value() / other.value();
        };
    }

    private static Optional<Series> counting(List<Series> contenders, String key) {
        return contenders.stream()
                .filter(series -> series.key().equals(key) && series.counts())
                .findFirst();
    }

    /** Whether a ratio is as good as the target, without rounding; empty where there is none. */
    public Optional<Boolean> met(Measure measure, Spread ratio) {
        if (target == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (measure) {
                    case RATE -> ratio.median() >= target;
                    case LATENCY -> ratio.median() <= target;
                });
    }
}
