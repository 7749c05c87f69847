package dev.whimbrel.engine.compare;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where rows are looked at once more, by their keys; absent ones are absent. */
interface Lookup {
    Map<String, List<ExpectedRow>> expected(Collection<String> keys);

    Map<String, List<ActualRow>> actual(Collection<String> keys);

    /** Each row by itself, as both sides have it just now. */
    static Lookup byKey(ExpectedRows expectedRows, ActualRows actualRows) {
        return new Lookup() {
            @Override
            public Map<String, List<ExpectedRow>> expected(Collection<String> keys) {
                return expectedRows.find(keys);
            }

            @Override
            public Map<String, List<ActualRow>> actual(Collection<String> keys) {
                return actualRows.find(keys);
            }
        };
    }
}
