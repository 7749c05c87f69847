package dev.whimbrel.core.port;

import dev.whimbrel.core.value.Key;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two tables of one system whose rows are to be the same.
 *
 * @param expected what is read of the one; its key identifies a row
 * @param actual what is read of the other; its key has as many columns, in the same order
 * @param held what of a row is held against what of its twin, the columns of the key among it
 * @param leads references, whose numbers both sides drew for themselves; by which keys they are the same is among what is held
 */
public record TwinPlan(ReadPlan expected, ReadPlan actual, List<Held> held, List<Lead> leads) {
    public TwinPlan {
        held = List.copyOf(held);
        leads = List.copyOf(leads);
    }

    /**
     * A value and its twin.
     *
     * @param expected place among the columns of the one plan
     * @param actual place among the columns of the other
     */
    public record Held(int expected, int actual) {}

    /**
     * Other values for a row of the actual side.
     *
     * @param values by their place among the columns of the actual side's plan; null for a row that is not there
     */
    public record Swap(Key key, @Nullable Map<Integer, @Nullable Object> values) {
        public Swap {
            values = values == null ? null : Collections.unmodifiableMap(new HashMap<>(values));
        }
    }

    /**
     * A reference that is absent on both sides or leads to a row on both.
     *
     * @param number what refers
     * @param found what it refers to, read through a join
     */
    public record Lead(Held number, Held found) {}
}
