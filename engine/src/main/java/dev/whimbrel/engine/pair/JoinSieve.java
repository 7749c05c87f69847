package dev.whimbrel.engine.pair;

import dev.whimbrel.core.port.TwinPlan.Swap;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Unreadable;
import dev.whimbrel.engine.selftest.Sieve;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The join of two tables under attack: its own statement is asked about rows that have values which the statement brings along. */
final class JoinSieve implements Sieve {
    /** Stands for the number of whatever row: numbers themselves are not compared. */
    private static final String ANY_NUMBER = "0";

    private final Pair pair;
    private final FirstLook look;
    private final int parts;

    JoinSieve(Pair pair, FirstLook look) {
        this.pair = pair;
        this.look = look;
        this.parts = pair.actual().key().size();
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public Optional<Set<String>> passed(int place, Map<String, @Nullable Object> mutated) {
        List<Swap> swaps = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> one : mutated.entrySet()) {
            Map<Integer, @Nullable Object> values = new HashMap<>();
            if (!swap(pair.actual().values().get(place), one.getValue(), values)) {
                return Optional.empty();
            }
            swaps.add(new Swap(key(one.getKey()), values));
        }
        return look.swapped(swaps);
    }

    @Override
    public Optional<Set<String>> passedWithout(Set<String> keys) {
        return look.swapped(keys.stream().map(key -> new Swap(key(key), null)).toList());
    }

    private Key key(String text) {
        return new Key(List.copyOf(Key.split(text, parts)));
    }

    /** What has to be read for a value to be made of it; false where nothing that can be read makes it. */
    private static boolean swap(Cell cell, @Nullable Object value, Map<Integer, @Nullable Object> values) {
        if (cell instanceof Cell.Own own) {
            if (value instanceof Unreadable) {
                return false;
            }
            values.put(own.place(), value);
            return true;
        }
        return lead((Cell.Lead) cell, value, values);
    }

    private static boolean lead(Cell.Lead lead, @Nullable Object value, Map<Integer, @Nullable Object> values) {
        values.put(lead.place(), value == null ? null : ANY_NUMBER);
        if (value == null || value instanceof Unreadable) {
            values.put(lead.found(), null);
            lead.key().forEach(part -> swap(part, null, values));
            return true;
        }
        values.put(lead.found(), ANY_NUMBER);
        String text = value.toString();
        if (text.isEmpty() || text.indexOf(Cell.ODD) >= 0) {
            return false;
        }
        List<String> texts = Key.split(text, lead.key().size());
        for (int i = 0; i < texts.size(); i++) {
            if (!swap(lead.key().get(i), texts.get(i), values)) {
                return false;
            }
        }
        return true;
    }
}
