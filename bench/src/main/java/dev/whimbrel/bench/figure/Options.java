package dev.whimbrel.bench.figure;

import java.util.Set;

/**
 * How a figure is run.
 *
 * @param rows 0 for the figure's own number
 * @param rounds that count
 * @param warmUp whether a round that does not count goes before
 * @param peers keys of the peers wanted; empty for all
 */
public record Options(long rows, int rounds, boolean warmUp, Set<String> peers) {
    public Options {
        if (rows < 0 || rounds < 1) {
            throw new IllegalArgumentException("A figure has at least one round, and no negative number of rows");
        }
        peers = Set.copyOf(peers);
    }

    long rowsOr(long usual) {
        return rows == 0 ? usual : rows;
    }

    /** The command line that says the same. */
    String command(String figure) {
        return "./bench/run " + figure + (rows == 0 ? "" : " --rows " + rows) + " --rounds " + rounds
                + (warmUp ? "" : " --no-warm-up")
                + (peers.isEmpty()
                        ? ""
                        : " --peers " + String.join(",", peers.stream().sorted().toList()));
    }
}
