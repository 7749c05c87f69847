package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.mapping.CompiledFlow.Read;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns that an expression may name, by label. */
final class Columns {
    private final List<Read> reads;
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> anyCase = new HashMap<>();

    Columns(List<Read> reads) {
        this.reads = reads;
        for (int i = 0; i < reads.size(); i++) {
            exact.putIfAbsent(reads.get(i).label(), i);
            anyCase.putIfAbsent(reads.get(i).label().toLowerCase(Locale.ROOT), i);
        }
    }

    Optional<Integer> find(String label) {
        Integer index = exact.get(label);
        return Optional.ofNullable(index != null ? index : anyCase.get(label.toLowerCase(Locale.ROOT)));
    }

    List<Read> reads() {
        return reads;
    }

    /** A sentence to go with an unknown name. */
    String hint(String wrong) {
        return nearest(wrong, exact.keySet())
                .map(name -> "Did you mean " + name + "?")
                .orElse("Write a column of the source table, or alias.column of a joined one.");
    }

    static Optional<String> nearest(String wrong, Iterable<String> names) {
        String best = null;
        int least = Math.max(1, wrong.length() / 3) + 1;
        for (String name : names) {
            int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least || (distance == least && best != null && name.compareTo(best) < 0)) {
                least = distance;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Edits between two words, a swap of neighbours counting as one. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                boolean swap =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swap) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
