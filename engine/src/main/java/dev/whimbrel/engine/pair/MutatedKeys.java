package dev.whimbrel.engine.pair;

import dev.whimbrel.core.value.Key;
import dev.whimbrel.engine.selftest.Keys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys of a pair's rows after a value was mutated: a row whose key holds that value is another row from then on, as it would be in the table. */
final class MutatedKeys implements Keys {
    private final Pair pair;
    private final long digestKey;
    /** Of each part of the key, its place among the values; -1 where it is not compared. */
    private final List<Integer> places;

    /** @param digestKey of the comparison that is attacked */
    MutatedKeys(Pair pair, long digestKey) {
        this.pair = pair;
        this.digestKey = digestKey;
        this.places = pair.actual().key().stream()
                .map(part -> pair.actual().values().indexOf(part))
                .toList();
    }

    @Override
    public String of(String key, int place, @Nullable Object[] values) {
        if (areContent()) {
            return TwinRows.content(digestKey, values);
        }
        if (!places.contains(place)) {
            return key;
        }
        List<String> before = Key.split(key, places.size());
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            int at = places.get(i);
            parts.add(at == place ? Cell.partText(values[at]) : before.get(i));
        }
        return new Key(parts).text();
    }

    @Override
    public boolean areContent() {
        return !pair.isKeyed();
    }
}
