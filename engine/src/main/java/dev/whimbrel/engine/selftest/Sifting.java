package dev.whimbrel.engine.selftest;

import dev.whimbrel.core.schema.Column;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether mutations get past what sees rows before the comparison does: asked once of each column and kind. */
final class Sifting {
    private final Sieve sieve;
    private final List<String> columns;
    private final Map<String, Set<String>> passed = new HashMap<>();
    private final Set<String> askedOf = new HashSet<>();
    private long asked;

    Sifting(Sieve sieve, List<Column> columns, List<Map<String, Planted>> passes) {
        this.sieve = sieve;
        this.columns = columns.stream().map(Column::name).toList();
        if (sieve.isThere()) {
            Map<String, Map<String, Planted>> kinds = new HashMap<>();
            passes.forEach(pass ->
                    pass.forEach((key, planted) -> kinds.computeIfAbsent(planted.name(), name -> new HashMap<>())
                            .put(key, planted)));
            kinds.values().forEach(this::ask);
        }
    }

    private void ask(Map<String, Planted> rows) {
        Planted kind = rows.values().iterator().next();
        ask(kind, rows).ifPresent(keys -> {
            passed.put(kind.name(), keys);
            askedOf.add(kind.column());
            asked += rows.size();
        });
    }

    private Optional<Set<String>> ask(Planted kind, Map<String, Planted> rows) {
        return switch (kind.mutation()) {
            case DROPPED_ROW -> sieve.passedWithout(rows.keySet());
            // That a key comes once is what such a sieve rests on, and it has looked at that itself.
            case DOUBLED_ROW, STRANGE_ROW -> Optional.empty();
            default -> {
                int place = columns.indexOf(kind.column());
                Map<String, @Nullable Object> values = new HashMap<>();
                rows.forEach(
                        (key, planted) -> values.put(key, planted.rows().get(0).values()[place]));
                yield sieve.passed(place, values);
            }
        };
    }

    /** False where the row would be kept from the comparison. */
    boolean lets(String key, Planted planted) {
        Set<String> keys = passed.get(planted.name());
        return keys == null || keys.contains(key);
    }

    /** Mutations that it was asked about. */
    long asked() {
        return asked;
    }

    /** Columns of which it could be asked nothing, where there is a sieve at all. */
    List<String> unasked() {
        return sieve.isThere()
                ? columns.stream().filter(name -> !askedOf.contains(name)).toList()
                : List.of();
    }
}
