package dev.whimbrel.engine.selftest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the self-test of one comparison found.
 *
 * @param rows real rows that match and were mutated
 * @param seed with which rows and mutations were drawn
 * @param untried columns in which nothing could be planted: nothing is known of them
 * @param joined mutations that were found only if the database's own join told them, too; 0 where tables are not joined
 * @param unjoined columns of which the join could be asked nothing: of these nothing is known but how rows are compared
 */
public record Tested(long rows, long seed, List<Rate> rates, List<String> untried, long joined, List<String> unjoined) {
    public Tested {
        rates = List.copyOf(rates);
        untried = List.copyOf(untried);
        unjoined = List.copyOf(unjoined);
    }

    /** Columns in which a mutation was missed; {@code *} stands for rows as a whole. */
    public Set<String> blind() {
        Set<String> blind = new TreeSet<>();
        rates.stream()
                .filter(Rate::isBlind)
                .forEach(rate -> blind.add(rate.column().isEmpty() ? "*" : rate.column()));
        return blind;
    }

    public long planted() {
        return rates.stream().mapToLong(Rate::planted).sum();
    }

    public long found() {
        return rates.stream().mapToLong(Rate::found).sum();
    }

    /** Rows whose mutation lies within declared tolerances. */
    public long tolerated() {
        return rates.stream().mapToLong(Rate::tolerated).sum();
    }
}
